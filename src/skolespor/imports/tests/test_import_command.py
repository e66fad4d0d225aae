"""`skolespor import`: looked through first, then all of it or nothing, and the same file once."""

import csv
import json
import os
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from skolespor.accounts.models import Organisation
from skolespor.audit.models import Entry
from skolespor.calendar.models import SchoolDayList
from skolespor.calendar.queries import calendar_of
from skolespor.calendar.rules.school_days import Source
from skolespor.calendar.rules.years import SchoolYear
from skolespor.imports import staging
from skolespor.imports.models import Batch
from skolespor.imports.progress import KEEPING, READING, on_a_terminal

pytestmark = pytest.mark.once

YEAR = SchoolYear(2026)
GOOD = """kommune;institutionsnummer;dato;note
9001;;12-08-2026;Første dag
9001;;13-08-2026;
;910001;14-08-2026;
"""
ELSEWHERE = "9002;;12-08-2026;\n"


@pytest.fixture
def send(tmp_path, capsys):
    """Runs the command with a file of this content; what it said on both outputs."""

    def run(content, *options, kind="school-days", code="9001"):
        file = tmp_path / "file.csv"
        file.write_text(content)
        call_command("import", kind, str(file), "--municipality", code, *options)
        return capsys.readouterr()

    return run


def days(code, kind="municipality"):
    place = Organisation.objects.get(kind=kind, code=code)
    return calendar_of(place, YEAR)


def stored():
    return [list(m.objects.order_by("pk").values()) for m in (SchoolDayList, Batch, Organisation)]


def test_school_days_come_into_the_calendar_of_municipality_and_school(db, send):
    said = send(GOOD)
    assert "3 rækker læst." in said.out
    assert "9001, 2026/27: 2 skoledage" in said.out
    assert days("9001").days == (date(2026, 8, 12), date(2026, 8, 13))
    assert days("910001", "school").days == (date(2026, 8, 14),)
    assert days("910001", "school").source is Source.OWN
    assert Organisation.objects.get(code="910001").municipality.code == "9001"
    batch = Batch.objects.get()
    assert (batch.kind, batch.rows, batch.refused) == ("school-days", 3, 0)
    assert Entry.objects.filter(kind="imports.taken_in").count() == 1


def test_dry_run_says_what_would_happen_and_changes_nothing(db, send):
    send(GOOD)
    before = stored()
    said = send(GOOD.replace("13-08", "17-08"), "--dry-run")
    assert "Prøve: intet er gemt." in said.out
    assert "9001, 2026/27: 2 skoledage" in said.out
    assert stored() == before


def test_same_file_again_changes_nothing_and_says_so(db, send):
    send(GOOD)
    before = stored()
    assert send(GOOD).out == "Filen er taget ind før. Intet er ændret.\n"
    assert stored() == before


def test_a_corrected_file_replaces_its_places_and_years_and_no_others(db, send):
    send(GOOD)
    send("kommune;dato\n9001;17-08-2026\n")
    assert days("9001").days == (date(2026, 8, 17),)
    assert days("910001", "school").days == (date(2026, 8, 14),)


def test_one_wrong_row_stops_the_file(db, send, capsys):
    with pytest.raises(CommandError, match="Intet er taget ind"):
        send(GOOD + "9001;;32-08-2026;\n")
    said = capsys.readouterr()
    assert "Række 5, dato: Datoen kan ikke læses. Skriv den som 21-11-2026." in said.err
    assert not SchoolDayList.objects.exists()
    assert not Batch.objects.exists()


def test_a_refused_file_may_be_tried_again(db, send):
    wrong = GOOD + "9001;;32-08-2026;\n"
    with pytest.raises(CommandError):
        send(wrong)
    assert "Taget ind:" in send(wrong, "--accept-partial").out
    assert Batch.objects.get().refused == 1
    assert len(days("9001")) == 2


def test_a_file_of_wrong_rows_alone_takes_nothing_in(db, send):
    with pytest.raises(CommandError, match="Intet er taget ind"):
        send("kommune;dato\n9001;32-08-2026\n", "--accept-partial")
    assert not Batch.objects.exists()


def test_another_municipality_and_its_schools_are_out_of_reach(db, send, tmp_path):
    send("kommune;dato\n9002;17-08-2026\n;920001;\n".replace(";920001;\n", ""), code="9002")
    send("institutionsnummer;dato\n920001;18-08-2026\n", code="9002")
    before = stored()
    report = tmp_path / "report.csv"
    with pytest.raises(CommandError):
        send(GOOD + ELSEWHERE + ";920001;12-08-2026;\n", "--report", str(report))
    lines = list(csv.reader(report.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[0] == ["row", "column", "code", "message"]
    assert [(row, code) for row, _column, code, _message in lines[1:]] == [
        ("5", "outside.school_day"),
        ("6", "outside.school_day"),
    ]
    assert [row for row in stored()[:2]] == before[:2]


def test_answer_for_machines(db, send):
    assert json.loads(send(GOOD, "--format", "json").out) == {
        "rows": 3,
        "refused": 0,
        "imported": True,
        "same_file": False,
        "changes": ["9001, 2026/27: 2 skoledage", "910001, 2026/27: 1 skoledag"],
        "closing": [],
        "warnings": [],
    }


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("navn;alder\nIda;9\n", {}, "Filen mangler: dato, kommune eller institutionsnummer."),
        (GOOD, {"code": "9999"}, "Kommunekoden findes ikke."),
        ("", {}, "Filen er tom."),
    ],
)
def test_what_is_refused_is_said_in_danish_and_changes_nothing(db, send, content, options, said):
    with pytest.raises(CommandError, match=said):
        send(content, **options)
    assert not Batch.objects.exists()


def test_unknown_columns_are_named_and_left_aside(db, send):
    said = send(GOOD.replace("note", "bem."), "--dry-run")
    assert "Kolonnen bem. er ukendt og bliver ikke læst." in said.err


def test_absence_can_be_looked_through_without_a_name_or_number_in_the_answer(db, send):
    rows = "cpr;institutionsnummer;dato;kategori;andel\n7104150002;900001;21-11-2025;pjæk;2\n"
    with pytest.raises(CommandError, match="Intet er taget ind"):
        send(rows, "--dry-run", kind="absence")


def test_nothing_is_left_in_the_scratch_folder(db, send, settings):
    send(GOOD)
    assert not list((settings.DATA_DIR / "scratch").iterdir())


def test_what_a_killed_run_left_goes_after_a_day(db, send, settings):
    scratch = settings.DATA_DIR / "scratch"
    old, new = scratch / "import-old", scratch / "import-new"
    for folder in (old, new):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))
    send(GOOD)
    assert [folder.name for folder in scratch.iterdir()] == ["import-new"]


def test_what_a_killed_run_left_in_staging_goes_after_a_day_and_what_a_batch_names_stays(db, send):
    send(GOOD)
    named = staging.folder() / Batch.objects.get().staged
    old, new = named.with_name("old.parquet"), named.with_name("new.parquet")
    for file in (old, new):
        file.touch()
    for file in (named, old):
        os.utime(file, (0, 0))
    send(GOOD.replace("note", "bem."), "--dry-run")
    assert set(named.parent.iterdir()) == {named, new}


class Terminal:
    """Keeps what a command writes on a terminal."""

    def __init__(self):
        self.written = ""

    def isatty(self):
        return True

    def write(self, text, style_func=None, ending="\n"):
        self.written += text + ending


def test_on_a_terminal_a_bar_grows_and_elsewhere_there_is_a_line_for_each_step(db, send, tmp_path):
    file = tmp_path / "file.csv"
    file.write_text("a\n" * 100)
    out = Terminal()
    tell = on_a_terminal(out, file)
    tell(READING, 60)
    tell(KEEPING, 100)
    assert out.written.split("\r")[1:] == [
        "[########............] læser, 60 rækker   ",
        "[#################...] tager ind, 100 rækker   ",
    ]
    said = send(GOOD).err.splitlines()
    assert said == ["Læser …", "Ser efter …", "Lægger til side …", "Tager ind …"]
