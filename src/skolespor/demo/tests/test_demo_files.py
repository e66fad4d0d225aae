"""`skolespor demo-files`: files that the gate takes in without a word; with --dirty, refused row by row
as the key says."""

import csv
from collections import Counter, defaultdict

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from skolespor.attendance.models import AbsenceDay
from skolespor.children.models import Enrolment, Placement
from skolespor.core.errors import RuleBroken
from skolespor.demo.registers.desk import OF_NEIGHBOURS
from skolespor.demo.registers.dirt import LEFT_OUT
from skolespor.demo.registers.files import KEY, KEY_HEAD, NAMES, size_of, write_registers, written
from skolespor.demo.registers.recipe import NEIGHBOURS
from skolespor.demo.registers.rows import KINDS
from skolespor.demo.tests.reading import Registers, content_of, rows_of
from skolespor.imports.checks import checks_of
from skolespor.imports.formats import format_of

pytestmark = pytest.mark.once

GENERAL = "Folkeskole, almen klasse"


@pytest.fixture(scope="module")
def clean_files(tmp_path_factory, django_db_setup):
    folder = tmp_path_factory.mktemp("registers") / "clean"
    write_registers(folder, pupils=500, placed=120, hosted=35)
    return folder


@pytest.fixture(scope="module")
def dirty_files(tmp_path_factory, django_db_setup):
    folder = tmp_path_factory.mktemp("registers") / "dirty"
    write_registers(folder, pupils=300, is_dirty=True)
    return folder


# The gate for files


def problems_of(folder, kind, tmp_path, settings, sender="9001"):
    """What `skolespor import` reports about a file: row, column and code of each problem."""
    settings.DATA_DIR = tmp_path / "data"
    report = tmp_path / f"{kind}-report.csv"
    words = (kind, str(folder / f"{kind}.csv"), "--municipality", sender, "--dry-run")
    try:
        call_command("import", *words, "--report", str(report))
    except CommandError as refused:
        assert str(refused) == "Intet er taget ind."
    with report.open(encoding="utf-8-sig", newline="") as handle:
        found = list(csv.DictReader(handle, delimiter=";"))
    return sorted((int(row["row"]), row["column"], row["code"]) for row in found)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_the_gate_has_nothing_to_say_about_clean_files(clean_files, kind, tmp_path, settings):
    assert problems_of(clean_files, kind, tmp_path, settings) == []


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("sender", NEIGHBOURS)
@pytest.mark.parametrize("kind", OF_NEIGHBOURS)
def test_the_gate_has_nothing_to_say_about_the_neighbours_files(
    clean_files, kind, sender, tmp_path, settings
):
    assert problems_of(clean_files / sender, kind, tmp_path, settings, sender) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_the_gate_refuses_exactly_the_rows_of_the_key(dirty_files, kind, tmp_path, settings):
    rows = [row for row in rows_of(dirty_files / KEY) if row["file"] == f"{kind}.csv"]
    key = [(int(row["row"]), row["column"], row["code"]) for row in rows]
    assert problems_of(dirty_files, kind, tmp_path, settings) == sorted(key)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_the_key_of_the_smallest_files_holds_too(kind, tmp_path, settings):
    write_registers(tmp_path / "out", pupils=10, years=1, seed=3, is_dirty=True)
    rows = [row for row in rows_of(tmp_path / "out" / KEY) if row["file"] == f"{kind}.csv"]
    key = [(int(row["row"]), row["column"], row["code"]) for row in rows]
    assert problems_of(tmp_path / "out", kind, tmp_path, settings) == sorted(key)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_every_check_of_a_kind_is_broken(dirty_files, kind):
    broken = {row["code"] for row in rows_of(dirty_files / KEY) if row["file"] == f"{kind}.csv"}
    assert broken == {check.code for check, _field in checks_of(format_of(kind))} - LEFT_OUT


def take_in(folder, order):
    for sender, kind in order:
        file = folder / f"{kind}.csv" if sender == "9001" else folder / sender / f"{kind}.csv"
        if file.exists():
            call_command("import", kind, str(file), "--municipality", sender)


def told():
    """What is known of the children afterwards, without the order in which it came."""
    of_child = ("child__cpr_index", "since", "until")
    spells = {*Placement.objects.values_list(*of_child, "place_name", "withdrawn_at")}
    schools = {*Enrolment.objects.values_list(*of_child, "school__code", "grade", "withdrawn_at")}
    days = {*AbsenceDay.objects.values_list("child__cpr_index", "institution", "day", "category")}
    return spells, schools, days


@pytest.mark.django_db
@pytest.mark.long
def test_the_files_can_be_taken_in_in_every_order(tmp_path, settings):
    write_registers(tmp_path / "out", pupils=60, years=1, placed=20, hosted=8)
    order = [
        *(("9001", kind) for kind in KINDS),
        *((code, kind) for code in NEIGHBOURS for kind in OF_NEIGHBOURS),
    ]
    found = []
    for number, files in enumerate((order, order[::-1], order[4:] + order[:4])):
        settings.DATA_DIR = tmp_path / str(number)
        with pytest.raises(RuntimeError, match="enough"), transaction.atomic():
            take_in(tmp_path / "out", files)
            found.append(told())
            raise RuntimeError("enough")
    assert all(found[0])
    assert found[1] == found[0]
    assert found[2] == found[0]


# The command


def test_the_command_writes_the_files_and_says_where(db, tmp_path, capsys):
    folder = tmp_path / "new" / "folder"
    call_command("demo_files", str(folder), "--pupils", "12", "--years", "1", "--seed", "5")
    said = capsys.readouterr().out
    assert "12 af 12 elever" in said
    own = "placements.csv, enrolments.csv, absence.csv, school-days.csv"
    assert own in said
    assert said.endswith(f".csv ligger i {folder}.\n")
    write_registers(tmp_path / "other", pupils=12, years=1, seed=5)
    assert content_of(folder) == content_of(tmp_path / "other")
    heads = {kind: (folder / f"{kind}.csv").read_text().splitlines()[0] for kind in KINDS}
    for kind, head in heads.items():
        assert set(head.split(";")) == {column.name for column in format_of(kind).columns}


def test_the_command_writes_a_key_of_what_is_wrong(db, tmp_path):
    call_command("demo_files", str(tmp_path), "--pupils", "12", "--dirty")
    assert {*(f"{kind}.csv" for kind in KINDS), KEY} <= set(content_of(tmp_path)) <= set(NAMES)
    assert (tmp_path / KEY).read_text().splitlines()[0] == ";".join(KEY_HEAD)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--pupils", "0"), "Der skal være mindst én elev."),
        (("--years", "0"), "Antallet af skoleår skal være fra 1 til 10."),
        (("--years", "11"), "Antallet af skoleår skal være fra 1 til 10."),
    ],
)
def test_the_command_refuses_bad_numbers_and_makes_nothing(db, tmp_path, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("demo_files", str(tmp_path / "new"), *options)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", NAMES)
def test_the_command_never_writes_over_a_file(db, tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    with pytest.raises(CommandError, match=f"har allerede filen {name}"):
        call_command("demo_files", str(tmp_path), "--pupils", "5")
    assert content_of(tmp_path) == {name: b"mine"}


def test_the_command_refuses_a_file_for_a_folder(db, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CommandError, match="kan ikke skrives"):
        call_command("demo_files", str(tmp_path / "file"), "--pupils", "5")


def test_more_placed_children_than_pupils_are_refused(tmp_path):
    with pytest.raises(RuleBroken, match=r"demo\.placed"):
        write_registers(tmp_path / "out", pupils=5, placed=4, hosted=2)


def test_a_neighbour_with_nothing_to_tell_has_no_folder(tmp_path):
    write_registers(tmp_path, pupils=9, placed=0, hosted=1)
    assert set(content_of(tmp_path)) == {f"{kind}.csv" for kind in KINDS}
    assert [file for file in tmp_path.iterdir() if file.is_dir()] == []


def test_files_go_into_a_neighbours_folder_that_is_there(tmp_path):
    for code in NEIGHBOURS:
        (tmp_path / code).mkdir()
        (tmp_path / code / "letter.txt").write_text("mine")
    write_registers(tmp_path, pupils=100, placed=20, hosted=10)
    assert (tmp_path / "9002" / "letter.txt").read_text() == "mine"
    assert (tmp_path / "9002" / "enrolments.csv").exists()


def test_files_that_were_not_finished_are_not_there(tmp_path):
    work = written(tmp_path / "out", size_of(pupils=20, years=1))
    assert next(work) == 2
    work.close()
    assert list(tmp_path.iterdir()) == []


# A whole municipality


@pytest.mark.long
@pytest.mark.django_db
def test_a_municipality_of_seven_thousand_pupils(tmp_path, settings):
    """qc_counts, and spread over a plausible number of schools."""
    write_registers(tmp_path / "out")
    files = Registers(tmp_path / "out")
    assert len({row["cpr"] for row in files.enrolments}) == 7000
    assert (len(files.ours), len(files.hosted)) == (120, 35)
    schools = Counter(
        row["institutionsnummer"]
        for row in files.enrolments
        if not row["slutdato"] and row["kommune"] == "9001" and row["skoletype"] == GENERAL
    )
    assert 12 <= len(schools) <= 25
    assert 100 <= min(schools.values()) <= max(schools.values()) <= 900
    assert [kind for kind in KINDS if problems_of(tmp_path / "out", kind, tmp_path, settings)] == []
    write_registers(tmp_path / "again")
    assert content_of(tmp_path / "again") == content_of(tmp_path / "out")


@pytest.mark.long
@pytest.mark.django_db
def test_the_key_of_a_whole_municipality_holds(tmp_path, settings):
    write_registers(tmp_path / "out", is_dirty=True)
    key = defaultdict(list)
    for row in rows_of(tmp_path / "out" / KEY):
        key[row["file"]].append((int(row["row"]), row["column"], row["code"]))
    for kind in KINDS:
        assert problems_of(tmp_path / "out", kind, tmp_path, settings) == sorted(key[f"{kind}.csv"])
