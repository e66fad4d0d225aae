import pytest
from django.core.management import call_command


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, settings):
    """Staging and scratch lie here for each test: tests that run beside each other share nothing."""
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def send_file(db, tmp_path, capsys):
    """Runs the command on a file with this content; what it said on both outputs."""

    def run(kind, content, *options, code="9001"):
        file = tmp_path / f"{kind}.csv"
        file.write_text(content)
        call_command("import", kind, str(file), "--municipality", code, *options)
        return capsys.readouterr()

    return run
