"""Content is taken into use whole or not at all, and running processes follow."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from skolespor.core.content import folders, label, place, read_yaml
from skolespor.core.content.check import read_folder

pytestmark = pytest.mark.once

LABEL = ('label_da: "Efterskole"', 'label_da: "Kostskole"')


@pytest.fixture
def data(tmp_path, settings):
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


@pytest.fixture
def load(folder, data, db):
    """Runs the command on the edited copy, and hands back what it says."""

    def run(name="load_content", place=folder):
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command(name, place, stdout=out, stderr=err)
        except CommandError as refused:
            return out.getvalue(), err.getvalue() + str(refused)
        return out.getvalue(), err.getvalue()

    return run


def everything_in(data):
    return sorted(path.relative_to(data) for path in data.rglob("*"))


def test_loaded_content_is_what_people_read(load, edit):
    assert label("school_types", "efterskole") == "Efterskole"
    edit("code_lists.yaml", *LABEL)
    assert load() == ("Indholdet er taget i brug: 21 filer.\n", "")
    assert label("school_types", "efterskole") == "Kostskole"


def test_english_is_there_as_before(load, edit):
    edit("code_lists.yaml", *LABEL)
    load()
    with translation.override("en"):
        assert label("organisation_kinds", "childrens_home") == "Children's home"


def test_what_is_worked_out_from_the_content_follows_too(load, edit):
    @place.kept
    def last_label(name):
        return max(item["label_da"] for item in read_yaml(name)["lists"]["sexes"]["items"])

    assert last_label("code_lists.yaml") == "Pige"
    edit("code_lists.yaml", 'label_da: "Pige"', 'label_da: "Pigebarn"')
    load()
    assert last_label("code_lists.yaml") == "Pigebarn"


def test_the_same_content_again_changes_nothing_and_says_so(load, data):
    load()
    before = place.in_use()
    assert load() == ("Indholdet er allerede i brug. Intet er ændret.\n", "")
    assert place.in_use() == before
    assert len(list((data / "content-versions").iterdir())) == 1


def test_a_loaded_file_that_was_edited_by_hand_is_put_right_by_loading_again(load, data):
    load()
    (data / "content" / "tools.yaml").write_text("x")
    assert load()[0] == "Indholdet er taget i brug: 21 filer.\n"
    assert read_yaml("tools.yaml")["meta"]["file"] == "tools.yaml"


def test_one_broken_reference_refuses_the_whole_folder(load, edit, folder, data):
    edit("code_lists.yaml", *LABEL)
    edit("tools.yaml", "linked_knowledge: [", "linked_knowledge: [kn_gone, ")
    out, err = load()
    assert out == ""
    assert err == (
        "tools.yaml, tl_paired_reading: »kn_gone« findes ikke som viden.\n"
        f"Indholdet i {folder} er ikke i orden: 1 fejl. Intet er ændret."
    )
    assert label("school_types", "efterskole") == "Efterskole"
    assert not place.link().exists()


def test_a_folder_that_is_not_there_is_refused(load, tmp_path):
    gone = tmp_path / "gone"
    for name in ("load_content", "check_content"):
        assert load(name, gone) == (
            "",
            f"Mappen {gone} findes ikke, eller den kan ikke læses.",
        )


def test_a_file_in_the_place_of_a_folder_is_refused(load, folder):
    file = folder / "tools.yaml"
    assert load("check_content", file)[1].startswith(f"Mappen {file} findes ikke")


def test_checking_sums_up_and_changes_nothing(load, folder, data):
    (folder / "noter.txt").touch()
    out, err = load("check_content")
    lines = out.splitlines()
    assert err == ""
    assert lines[0] == "noter.txt: Ukendt fil. Den bruges ikke."
    assert lines[1] == "  98 kommuner"
    assert lines[-1] == "Indholdet er i orden: 21 filer."
    assert len(lines) == 2 + len(folders.COUNTS)
    assert everything_in(data) == []


def test_without_a_folder_the_content_of_the_package_is_checked(data, folder):
    out = io.StringIO()
    call_command("check_content", stdout=out)
    assert out.getvalue().endswith("Indholdet er i orden: 21 filer.\n")


@pytest.mark.long
@pytest.mark.parametrize("step", ["_write_beside", "_point_at"])
def test_what_is_cut_off_leaves_the_old_content_and_the_next_load_works(
    load, edit, monkeypatch, step
):
    """As when the power goes between writing and renaming: what is done before stays as it is."""
    load()
    edit("code_lists.yaml", *LABEL)
    rename = Path.rename if step == "_write_beside" else Path.replace
    with monkeypatch.context() as power:
        power.setattr(Path, rename.__name__, cut_off)
        assert "Intet er ændret." in load()[1]
    assert label("school_types", "efterskole") == "Efterskole"
    assert load() == ("Indholdet er taget i brug: 21 filer.\n", "")
    assert label("school_types", "efterskole") == "Kostskole"


def cut_off(self, target):
    raise OSError("no power")


@pytest.mark.long
def test_only_the_content_in_use_and_the_one_before_are_kept(load, edit, data):
    for number in range(4):
        edit("glossary.csv", "Grades 12", f"{number} Grades 12")
        load()
    assert len(list((data / "content-versions").iterdir())) == 2


def test_a_plain_folder_put_there_by_hand_is_not_read_and_not_written_over(load, data):
    (data / "content").mkdir()
    (data / "content" / "code_lists.yaml").write_text("x")
    assert label("school_types", "efterskole") == "Efterskole"
    assert "ligger der ikke en mappe med det navn" in load()[1]
    assert (data / "content" / "code_lists.yaml").read_text() == "x"


def test_what_is_loaded_is_byte_for_byte_what_was_checked(load, folder, data):
    load()
    assert read_folder(data / "content") == read_folder(folder)


WEB = """
import sys
import skolespor.config.wsgi
from skolespor.core.content import label
label("sexes", "girl")
loaded = {"pydantic", "holidays", "skolespor.core.content.shapes"} & set(sys.modules)
sys.exit(f"read at start: {loaded}" if loaded else 0)
"""


def test_a_web_process_reads_none_of_what_only_checks(tmp_path):
    """It would make every start slower, and every process larger."""
    env = {"SKOLESPOR_DATA": str(tmp_path), "PYTHONPATH": ":".join(sys.path)}
    env["DJANGO_SETTINGS_MODULE"] = "skolespor.config.settings"
    done = subprocess.run([sys.executable, "-c", WEB], check=False, capture_output=True, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
