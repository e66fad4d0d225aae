"""Files that were once read badly, the smallest of each kind."""

import pytest
from django.core.management import CommandError

from skolespor.accounts.models import Organisation
from skolespor.imports.actions import looked_through, take_in
from tests.registers import town
from tests.registers.bombs import packed, parts
from tests.registers.judge import Sent
from tests.registers.leaks import everything_stored, numbers_in
from tests.registers.sending import send
from tests.registers.stands import stands

pytestmark = pytest.mark.once


@pytest.fixture
def said_of(tmp_path, capsys):
    """Everything that is said when a file with these bytes is sent."""

    def run(kind, content, ending="csv"):
        file = tmp_path / f"file.{ending}"
        file.write_bytes(content)
        refusal = ""
        try:
            send(Sent(kind, file, "9001"))
        except CommandError as refused:
            refusal = str(refused)
        said = capsys.readouterr()
        return f"{said.out}\n{said.err}\n{refusal}"

    return run


def lines(*rows):
    return town.text_of(rows).encode()


@pytest.mark.parametrize("kind", ["placements", "enrolments", "absence"])
def test_a_file_without_head_tells_nothing_of_its_first_row(db, said_of, kind):
    said = said_of(kind, lines(*town.KINDS[kind][1:]))
    assert not numbers_in(said)


def test_an_open_quotation_mark_in_the_head_tells_nothing_of_the_rows(db, said_of):
    head = town.ABSENCE[0].replace("kategori", '"kategori')
    said = said_of("absence", lines(head, *town.ABSENCE[1:]))
    assert not numbers_in(said)


@pytest.mark.parametrize("place", ["a\rb", "\r=1", "a\r\nb\rc"])
def test_a_carriage_return_in_a_cell_is_a_sign_like_others(db, said_of, place):
    row = f'{town.IDA};9001;opholdssted;12-08-2025;"{place}"'
    said_of(
        "placements", lines("cpr;handlekommune;anbringelsestype;startdato;anbringelsessted", row)
    )
    assert stands()["children"]


def test_a_workbook_that_cannot_be_unpacked_is_refused(db, said_of):
    first_part = "[Content_Types].xml"
    whole = bytearray(packed({first_part: parts()[first_part]} | parts()))
    first = 30 + whole[26]
    whole[first : first + 20] = b"\xff" * 20
    assert "Excel-filen kan ikke læses." in said_of("absence", bytes(whole), "xlsx")


def test_two_files_at_once_that_contradict_each_other_do_not_both_stand(db, tmp_path, solvang):
    """The second is looked through before the first is written, and taken in after it."""
    row = f"{town.IDA};9001;opholdssted;{{}};Bakkehuset"
    head = "cpr;handlekommune;anbringelsestype;startdato;anbringelsessted"
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_bytes(lines(head, row.format("01-02-2024")))
    second.write_bytes(lines(head, row.format("01-03-2024")))
    with looked_through("placements", second, solvang) as (examined, _header):
        send(Sent("placements", first, "9001"))
        receipt = take_in(examined, second, sender=solvang, by=None)
    assert not receipt.is_taken_in


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("school-days", ("kommune;dato;note", f"9001;12-08-2025;{town.PIA} er på tur")),
        (
            "enrolments",
            (
                "cpr;institutionsnummer;klassetrin;startdato;skole",
                f"{town.PIA};900001;3;12-08-2025;{town.PIA}",
            ),
        ),
    ],
)
def test_a_number_in_a_free_text_is_not_stored_in_clear(db, said_of, kind, content):
    said_of(kind, lines(*content))
    assert town.PIA not in everything_stored()


def test_a_refused_file_leaves_an_empty_skolespor_empty(db, said_of):
    said_of("absence", b"nothing")
    assert not Organisation.objects.exists()
