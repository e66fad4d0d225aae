"""Reads a file into a table of what its rows mean, and finds every row to refuse.

The table lies in memory only. A CPR number becomes a keyed pseudonym on the way in, and is itself
kept only in files that create children. Rows become Python objects only when somebody asks for them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from django.utils.translation import gettext as _

from skolespor.imports.cells import quoted
from skolespor.imports.checks import Check, checks_of
from skolespor.imports.earlier import NO_EARLIER, Earlier, tell_earlier
from skolespor.imports.formats import Format
from skolespor.imports.progress import CHECKING, READING, Tell, quietly
from skolespor.imports.reading import Sheet, Unreadable
from skolespor.imports.reading.sheet import IS_LONG, Slice
from skolespor.imports.texts import empty_texts, new_texts

MEMORY = "700MB"
FIRST_DAY = {"absence": "day", "placements": "since", "enrolments": "since"}
"""The date by which a pupil must have been born."""
ONE_AT_A_TIME = {"placements": "pupil", "enrolments": "pupil, institution"}
KEEPS_CPR = frozenset({"placements"})


@dataclass(frozen=True)
class Problem:
    """One reason to refuse a row. Never holds what stood in the cell."""

    row: int
    field: str
    check: Check


@dataclass(frozen=True)
class Sender:
    """The municipality a file acts for: its code, the key (32 bytes) of its pseudonyms, the
    institutions that are known to lie in other municipalities, the children it acts for, and what it
    has told before of the same kind."""

    code: str
    key: bytes
    elsewhere: tuple[str, ...] = ()
    own_pupils: tuple[int, ...] = ()
    earlier: Earlier = NO_EARLIER


class Examined:
    """A file as it was understood: the table `rows` in `connection`, one row of it for each row that
    is not empty, with `problems` as bits of `checks`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, form: Format, sender: Sender):
        self.connection, self.form, self.sender = connection, form, sender
        self.checks = checks_of(form)

    def count(self) -> int:
        return int(self._one("SELECT count(*) FROM rows"))

    def refused(self) -> int:
        return int(self._one("SELECT count(*) FROM rows WHERE problems <> 0"))

    def problems(self) -> Iterator[Problem]:
        """In the order of the file; a row may have several."""
        last = 0
        while found := self._refused_after(last):
            for row, bits in found:
                yield from self._of_row(row, bits)
            last = found[-1][0]

    def _refused_after(self, row: int) -> list[tuple[int, int]]:
        query = (
            "SELECT row, problems FROM rows WHERE problems <> 0 AND row > ? ORDER BY row LIMIT 1000"
        )
        return self.connection.execute(query, [row]).fetchall()

    def _of_row(self, row: int, bits: int) -> Iterator[Problem]:
        for number, (check, field) in enumerate(self.checks):
            if bits >> number & 1:
                yield Problem(row, field, check)

    def _one(self, query: str) -> Any:
        found = self.connection.execute(query).fetchone()
        return found[0] if found else None


def examine(
    sheet: Sheet,
    form: Format,
    *,
    places: Mapping[str, int],
    sender: Sender,
    scratch: Path,
    tell: Tell = quietly,
) -> Examined:
    """`places` says where the format's fields stand in the file, `scratch` is an empty folder for
    what does not fit in memory: pseudonyms only. A line that is not as it seemed sends the whole file
    through the careful reader."""
    try:
        return _examine(sheet, form, places, sender, scratch / "rows", tell)
    except duckdb.InvalidInputException:
        return _carefully(sheet, form, places, sender, scratch / "rows-carefully", tell)


def _carefully(
    sheet: Sheet, form: Format, places: Mapping[str, int], sender: Sender, scratch: Path, tell: Tell
) -> Examined:
    """What the engine says of a line that it cannot read holds the line: nobody hears of it."""
    try:
        return _examine(sheet.carefully(), form, places, sender, scratch, tell)
    except duckdb.Error:
        said = _("Filen kan ikke læses. Gem den igen som CSV i UTF-8, og prøv med den.")
        raise Unreadable("file.unreadable", said) from None


def _examine(
    sheet: Sheet, form: Format, places: Mapping[str, int], sender: Sender, scratch: Path, tell: Tell
) -> Examined:
    connection = _open(form, scratch)
    small_table(connection, "elsewhere (code VARCHAR)", sender.elsewhere)
    small_table(connection, "own_pupils (pupil BIGINT)", sender.own_pupils)
    examined = Examined(connection, form, sender)
    wrong = {column: _wrong(examined, column.field) for column in form.columns}
    for column in form.columns:
        connection.execute(empty_texts(column, wrong[column], sender.key))
    is_empty = True
    for part in sheet.slices(places):
        connection.execute(_slice(part, form, places))
        for column in form.columns:
            connection.execute(new_texts(column, wrong[column], sender.key))
        connection.execute(f"{INSERT if not is_empty else CREATE} {_rows(examined, part)}")
        connection.execute("DROP TABLE temp.slice")
        is_empty = False
        tell(READING, examined.count())
    if is_empty or not examined.count():
        raise Unreadable("file.no_rows", _("Filen har ingen rækker under overskrifterne."))
    _forget_texts(examined)
    if form.kind not in KEEPS_CPR:
        connection.execute(f"SET temp_directory = {quoted(f'{scratch}-spill')}")
    connection.execute("CREATE VIEW good_rows AS SELECT * FROM rows WHERE problems = 0")
    tell(CHECKING, examined.count())
    if form.kind in ONE_AT_A_TIME:
        tell_earlier(connection, form, sender.earlier)
    _look_among_rows(examined)
    return examined


CREATE, INSERT = "CREATE TABLE rows AS", "INSERT INTO rows"


def _open(form: Format, scratch: Path) -> duckdb.DuckDBPyConnection:
    """What holds CPR numbers lies in memory, and nothing of it may be moved to the disk. Rows of
    pseudonyms lie in a file of their own, so that no file is too long."""
    connection = duckdb.connect(":memory:")
    connection.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = ''")
    connection.execute(
        "SET enable_external_file_cache = false; SET autoinstall_known_extensions = false"
    )
    if form.kind not in KEEPS_CPR:
        connection.execute(f"ATTACH {quoted(str(scratch))} AS scratch; USE scratch")
    return connection


def small_table(
    connection: duckdb.DuckDBPyConnection, table: str, values: Sequence[object]
) -> None:
    """A small table of what queries must know: its name, and its one column with the type."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table}")
    if values:
        name = table.split(" ", 1)[0]
        connection.execute(f"INSERT INTO {name} SELECT unnest(?)", [values])


def _slice(part: Slice, form: Format, places: Mapping[str, int]) -> str:
    """A column that the file does not have is empty in every row."""
    fields = [column.field for column in form.columns]
    texts = ", ".join(
        f"coalesce({field if field in places else 'NULL'}, '') AS text_{field}" for field in fields
    )
    return (
        "CREATE TEMP TABLE slice AS "
        f"SELECT * EXCLUDE ({', '.join(places)}), {texts} FROM {part.source}"
    )


def _rows(examined: Examined, part: Slice) -> str:
    """What the rows of the slice mean, and which checks they break."""
    fields = [column.field for column in examined.form.columns]
    joins = " ".join(f"JOIN texts_{field} USING (text_{field})" for field in fields)
    anything = " OR ".join(f"raw_{field} IS NOT NULL" for field in fields)
    problems = " | ".join([*(f"wrong_{field}" for field in fields), _across(examined)])
    return f"""
        SELECT {part.row} AS row, {", ".join(_kept(examined.form))}, {problems} AS problems
        FROM slice {joins}
        WHERE {anything} OR {IS_LONG} IS NOT NULL
    """


def _forget_texts(examined: Examined) -> None:
    """CPR numbers and names go before anything may be moved to the disk."""
    for column in examined.form.columns:
        examined.connection.execute(f"DROP TABLE temp.texts_{column.field}")


def _kept(form: Format) -> list[str]:
    """Names and CPR numbers stay only where children are created from them."""
    if form.kind in KEEPS_CPR:
        return ["raw_pupil AS cpr", *(c.field for c in form.columns)]
    return [c.field for c in form.columns if c.reads != "name"]


def _wrong(examined: Examined, field: str) -> str:
    """The checks on single cells of a column, as one number; bit n is the nth check."""
    return _bits(
        {
            number: _filled_in(check.bad, examined, field)
            for number, (check, of) in enumerate(examined.checks)
            if check.bad and of == field
        }
    )


def _across(examined: Examined) -> str:
    """The same of the checks on several cells of a row."""
    return _bits(
        {
            number: _filled_in(check.across, examined, field)
            for number, (check, field) in enumerate(examined.checks)
            if check.across
        }
    )


def _bits(checks: Mapping[int, str]) -> str:
    bits = (f"CASE WHEN {bad} THEN {1 << number} ELSE 0 END" for number, bad in checks.items())
    return f"({' + '.join(bits) or 0})::BIGINT"


def _filled_in(bad: str, examined: Examined, field: str) -> str:
    form = examined.form
    column = form[field] if field else None
    return bad.format(
        raw=f"raw_{field}",
        typed=field,
        first=FIRST_DAY.get(form.kind, "NULL"),
        required=str(column.required).upper() if column else "",
        longest=column.longest if column else "",
        sender=quoted(examined.sender.code),
    )


def look_again(examined: Examined, earlier: Earlier) -> None:
    """What the sender has told before is more than it was: the checks on rows together, anew."""
    tell_earlier(examined.connection, examined.form, earlier)
    _look_among_rows(examined)


def _look_among_rows(examined: Examined) -> None:
    """The checks on several rows together, after those on single rows."""
    found = {}
    for number, (check, _field) in enumerate(examined.checks):
        if check.among:
            together = ONE_AT_A_TIME.get(examined.form.kind, "")
            query = check.among.format(one_at_a_time=together)
            found[number] = f"CREATE TEMP TABLE among_{number} AS {query}"
    for query in found.values():
        examined.connection.execute(query)
    for number in found:
        examined.connection.execute(
            f"UPDATE rows SET problems = problems | {1 << number} "
            f"WHERE row IN (SELECT row FROM among_{number}); DROP TABLE among_{number}"
        )
