"""The same facts in another encoding, format or order: the same content, to the last row."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.registers import town
from tests.registers.judge import Sent, judge
from tests.registers.sending import empty_skolespor, send, send_all
from tests.registers.spelling import FORMS, SPELLINGS
from tests.registers.stands import content, rows, stands

pytestmark = [pytest.mark.once, pytest.mark.long]

PAIRS = [
    *((form, "as it is") for form in FORMS),
    *(("plain", spelling) for spelling in SPELLINGS),
    *(("workbook with real dates", spelling) for spelling in SPELLINGS),
    *(("comma, CRLF, Windows-1252", spelling) for spelling in SPELLINGS),
    ("UTF-8 with BOM", "CPR with a hyphen"),
]
EACH_ONCE = [pytest.param(*pair, id=", ".join(pair)) for pair in dict.fromkeys(PAIRS)]


@cache
def content_of_the_plain_files():
    with TemporaryDirectory() as folder, empty_skolespor():
        send_all(town.write(Path(folder)))
        return content()


def spelled(folder, form, spelling, kinds=town.KINDS):
    """The town's files, written in another way."""
    folder.mkdir(exist_ok=True)
    found = []
    for kind, lines in kinds.items():
        head, *below = town.cells_of(lines)
        file = folder / f"{kind}.{'xlsx' if 'workbook' in form else 'csv'}"
        file.write_bytes(FORMS[form](*SPELLINGS[spelling](head, below)))
        found.append(Sent(kind, file, "9001"))
    return found


@pytest.mark.parametrize(("form", "spelling"), EACH_ONCE)
def test_the_same_facts_give_the_same_content(db, tmp_path, form, spelling):
    expected = content_of_the_plain_files()
    with empty_skolespor():
        send_all(spelled(tmp_path / "spelled", form, spelling))
        assert content() == expected


def test_the_plain_files_are_what_the_judge_says(db, files):
    with empty_skolespor():
        send_all(files)
        assert stands() == judge(files)


def test_unknown_columns_are_named_once_and_nothing_of_them_is_read(db, tmp_path, capsys):
    send(spelled(tmp_path / "spelled", "plain", "extra columns")[0])
    said = capsys.readouterr()
    assert said.err.count("er ukendt og bliver ikke læst") == 2


def test_a_code_of_three_digits_is_the_one_with_a_zero_in_front(db, tmp_path):
    found = []
    for digits in ("0851", "851"):
        changed = {
            kind: tuple(line.replace("9001", digits) for line in lines)
            for kind, lines in town.KINDS.items()
        }
        with empty_skolespor():
            send_all(town.write(tmp_path / digits, changed, sender="0851"))
            found.append(content())
    assert found[0] == found[1]


@pytest.mark.parametrize("form", ["plain", "workbook with texts"])
def test_the_same_files_again_change_nothing_and_say_so(db, tmp_path, capsys, form):
    sent = spelled(tmp_path / "spelled", form, "as it is")
    send_all(sent)
    before = rows()
    capsys.readouterr()
    send_all(sent)
    assert capsys.readouterr().out == "Filen er taget ind før. Intet er ændret.\n" * len(sent)
    assert rows() == before


@pytest.mark.parametrize("name", ["placements.csv", "placements.xls", "placements"])
def test_a_workbook_is_known_by_what_it_holds_not_by_its_name(db, tmp_path, name):
    placements = spelled(tmp_path / "spelled", "workbook with texts", "as it is")[0]
    file = placements.file.rename(tmp_path / name)
    send(Sent("placements", file, "9001"))
    assert stands()["children"]


def test_the_same_facts_in_another_file_change_no_fact(db, tmp_path, files):
    send_all(files)
    before = content()
    send_all(spelled(tmp_path / "spelled", "comma", "shuffled rows"))
    assert content() == before
