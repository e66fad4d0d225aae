import pytest

from tests.registers import town


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, settings):
    """Staging and scratch lie here for each test: tests that run beside each other share nothing."""
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def files(tmp_path):
    """The four files of the town, as they come from Solvang, and its neighbour's."""
    return town.write(tmp_path / "files")
