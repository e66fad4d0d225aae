import pytest


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, settings):
    """Staging and scratch lie here for each test: tests that run beside each other share nothing."""
    settings.DATA_DIR = tmp_path / "data"
