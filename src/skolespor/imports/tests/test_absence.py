"""Absence: what is told of followed children is kept with them, and of all pupils without a name."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest
from django.core.management import CommandError, call_command

from skolespor.accounts.models import Organisation
from skolespor.attendance.models import AbsenceDay
from skolespor.audit.models import Entry
from skolespor.children.models import Child
from skolespor.core.fields import blind_index
from skolespor.imports import staging
from skolespor.imports.models import Batch
from skolespor.imports.pupils import key_of_pseudonyms, pseudonym

MAJAS, OTHERS = "7104150002", "6205120003"
HEAD = "cpr;institutionsnummer;dato;kategori;andel\n"
GOOD = (
    HEAD
    + f"{MAJAS};900001;01-09-2025;sygdom;0,5\n"
    + f"{MAJAS};900001;01-09-2025;sygdom;0,25\n"
    + f"{MAJAS};900001;02-09-2025;ulovligt;\n"
    + f"{OTHERS};900001;01-09-2025;sygdom;1\n"
    + f"{OTHERS};900001;03-09-2025;sygdom;1\n"
)


@pytest.fixture
def maja_with_number(maja, solvang):
    """Maja, whom Solvang (9001) acts for, with a CPR number."""
    Organisation.objects.filter(pk=solvang.pk).update(code="9001")
    Child.objects.filter(pk=maja.pk).update(cpr=MAJAS, cpr_index=blind_index("cpr", MAJAS))
    return maja


@pytest.fixture
def send(tmp_path, capsys):
    def run(content, *options, code="9001"):
        file = tmp_path / "absence.csv"
        file.write_text(content)
        call_command("import", "absence", str(file), "--municipality", code, *options)
        return capsys.readouterr()

    return run


def kept():
    rows = AbsenceDay.objects.order_by("child", "sender", "institution", "day", "category")
    return [(r.child_id, r.institution, r.day, r.category, r.share) for r in rows]


def staged():
    """Every row of every file in staging that a batch names, in the order of the batches."""
    files = [staging.folder() / batch.staged for batch in Batch.objects.order_by("pk")]
    return [duckdb.sql(f"SELECT * FROM '{file}'").fetchall() for file in files]


def test_followed_children_get_their_days_and_nobody_else_does(maja_with_number, send):
    said = send(GOOD)
    assert "5 rækker om 1 skole, 01-09-2025 til 03-09-2025" in said.out
    maja = maja_with_number.pk
    assert kept() == [
        (maja, "900001", date(2025, 9, 1), "sickness", Decimal("0.75")),
        (maja, "900001", date(2025, 9, 2), "unlawful", Decimal(1)),
    ]
    assert Entry.objects.filter(kind="attendance.registered", child_id=maja).count() == 1


def test_staging_holds_every_pupil_under_a_pseudonym_sorted_by_pupil_and_day(
    maja_with_number, send, solvang
):
    send(GOOD)
    solvang.refresh_from_db()
    key = key_of_pseudonyms(solvang)
    (rows,) = staged()
    assert {row[0] for row in rows} == {pseudonym(MAJAS, key), pseudonym(OTHERS, key)}
    assert [(row[0], row[2]) for row in rows] == sorted((row[0], row[2]) for row in rows)
    assert len(rows) == 5


def test_no_number_is_written_anywhere(maja_with_number, send, tmp_path):
    send(
        GOOD + f"{OTHERS};900001;04-09-2025;pjæk;0\n",
        "--accept-partial",
        "--report",
        str(tmp_path / "data" / "r.csv"),
    )
    for file in (tmp_path / "data").rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert MAJAS.encode() not in content
            assert OTHERS.encode() not in content


def test_two_municipalities_have_two_pseudonyms_of_one_pupil(db, send):
    send(GOOD, code="9001")
    send(GOOD, code="9002")
    first, second = staged()
    assert not {row[0] for row in first} & {row[0] for row in second}


def test_a_corrected_file_replaces_the_schools_and_days_it_speaks_of(maja_with_number, send):
    """Maja's row of 1 September is gone, and somebody else's row says that the day is spoken of."""
    send(GOOD)
    send(HEAD + f"{OTHERS};900001;01-09-2025;sygdom;1\n")
    assert [row[2] for row in kept()] == [date(2025, 9, 2)]


def test_with_a_period_the_file_speaks_of_every_day_of_it(maja_with_number, send):
    send(GOOD)
    row = f"{OTHERS};900001;15-09-2025;sygdom;1\n"
    send(HEAD + row, "--period", "01-09-2025", "30-09-2025")
    assert kept() == []
    batch = Batch.objects.first()
    assert (batch.since, batch.until) == (date(2025, 9, 1), date(2025, 9, 30))


@pytest.mark.long
def test_files_of_other_schools_and_days_add_up_in_any_order(maja_with_number, send):
    parts = [
        HEAD + f"{MAJAS};900001;01-09-2025;sygdom;\n",
        HEAD + f"{MAJAS};900002;01-09-2025;tilladelse;0,5\n",
        HEAD + f"{MAJAS};900001;02-09-2025;ulovligt;\n",
    ]
    for part in parts:
        send(part)
    forward = kept()
    AbsenceDay.objects.all().delete()
    Batch.objects.all().delete()
    for part in reversed(parts):
        send(part)
    assert kept() == forward
    assert len(forward) == 3


def test_a_school_elsewhere_is_out_of_reach_but_for_ones_own_children(
    maja_with_number, send, ellevang
):
    Organisation.objects.create(kind="school", code="920001", name="x", municipality=ellevang)
    with pytest.raises(CommandError):
        send(HEAD + f"{OTHERS};920001;01-09-2025;sygdom;\n")
    assert not Batch.objects.exists()
    send(HEAD + f"{MAJAS};920001;01-09-2025;sygdom;\n")
    assert [row[1] for row in kept()] == ["920001"]


def test_another_municipality_changes_nothing_that_the_first_has_told(maja_with_number, send):
    send(GOOD)
    before = kept()
    send(HEAD + f"{OTHERS};900001;01-09-2025;sygdom;1\n", code="9002")
    assert kept() == before


def test_a_file_that_fails_at_the_end_leaves_nothing(maja_with_number, send, monkeypatch):
    def broken(**facts):
        raise ConnectionError

    monkeypatch.setattr("skolespor.imports.actions.Batch.objects.create", broken)
    with pytest.raises(ConnectionError):
        send(GOOD)
    assert kept() == []
    assert [file for file in staging.folder().rglob("*") if file.is_file()] == []


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("30-09-2025", "01-09-2025"), "Perioden slutter, før den begynder."),
        (("i går", "01-09-2025"), "Skriv datoen som dd-mm-åååå."),
    ],
)
def test_a_period_that_is_none_is_refused(db, send, days, said):
    with pytest.raises(CommandError, match=said):
        send(GOOD, "--period", *days)


def test_sc_52_two_hundred_rows_and_three_errors(maja_with_number, tmp_path, capsys):
    """As a school's system writes it: Windows-1252, semicolons, decimal commas."""
    rows = [f"62051200{number:02d};900001;{day:02d}-09-2025;sygdom;0,5;Tæller"
            for number in range(20) for day in range(1, 11)]  # fmt: skip
    rows[3] = rows[3].replace("04-09-2025", "")
    rows[77] = rows[77].replace("sygdom", "hjemme hos mormor på Ærø")
    rows[150] = rows[150].replace("0,5", "1,5")
    file, report = tmp_path / "fravær.csv", tmp_path / "fejl.csv"
    head = "cpr;institutionsnummer;dato;kategori;andel;bemærkning"
    file.write_bytes("\r\n".join([head, *rows, ""]).encode("cp1252"))
    import_it = ("import", "absence", str(file), "--municipality", "9001", "--report", str(report))
    with pytest.raises(CommandError):
        call_command(*import_it, "--dry-run")
    said = capsys.readouterr()
    assert said.out.startswith("200 rækker læst.\n3 rækker har fejl.\nPrøve: intet er gemt.")
    assert not Batch.objects.exists()
    listed = report.read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(";")[:2] for line in listed] == [
        ["5", "dato"],
        ["79", "kategori"],
        ["152", "andel"],
    ]
    assert "mormor" not in report.read_text("utf-8-sig")
    call_command(*import_it, "--accept-partial")
    assert (Batch.objects.get().rows, Batch.objects.get().refused) == (200, 3)
    call_command(*import_it, "--accept-partial")
    assert Batch.objects.count() == 1
    assert len(staged()[0]) == 197
