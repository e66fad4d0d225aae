"""Reads a file into a table of what its rows mean, and finds every row to refuse.

The table lies in memory only. A CPR number becomes a keyed pseudonym on the way in, and is itself
kept only in files that create children. Rows become Python objects only when somebody asks for them.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from django.utils.translation import gettext as _

from skolespor.imports.cells import expression, quoted
from skolespor.imports.checks import Check, checks_of
from skolespor.imports.formats import Format
from skolespor.imports.progress import CHECKING, READING, Tell, quietly
from skolespor.imports.reading import Sheet, Unreadable
from skolespor.imports.reading.sheet import IS_LONG

MEMORY = "700MB"
SPACES = " \t\u00a0\r"
FIRST_DAY = {"absence": "day", "placements": "since", "enrolments": "since"}
"""The date by which a pupil must have been born."""
ONE_AT_A_TIME = {"placements": "pupil", "enrolments": "pupil, institution"}
KEEPS_CPR = frozenset({"placements"})
PUPIL_KEY_DIGITS = 15
"""Hexadecimal digits of a pseudonym: 60 bits, so that two pupils of a country share one with a
probability of less than one in a million."""


@dataclass(frozen=True)
class Problem:
    """One reason to refuse a row. Never holds what stood in the cell."""

    row: int
    field: str
    check: Check


@dataclass(frozen=True)
class Sender:
    """The municipality a file acts for: its code, the key (32 bytes) of its pseudonyms, the
    institutions that are known to lie in other municipalities, and the children it acts for."""

    code: str
    key: bytes
    elsewhere: tuple[str, ...] = ()
    own_pupils: tuple[int, ...] = ()


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
        careful = sheet.carefully()
        return _examine(careful, form, places, sender, scratch / "rows-carefully", tell)


def _examine(
    sheet: Sheet, form: Format, places: Mapping[str, int], sender: Sender, scratch: Path, tell: Tell
) -> Examined:
    connection = _open(form, scratch)
    _tell(connection, "elsewhere (code VARCHAR)", sender.elsewhere)
    _tell(connection, "own_pupils (pupil BIGINT)", sender.own_pupils)
    examined = Examined(connection, form, sender)
    is_empty = True
    for source in sheet.slices(places):
        connection.execute(_slice(source, places))
        if "pupil" in places:
            connection.execute(_new_pupils(sender.key))
        connection.execute(
            f"{INSERT if not is_empty else CREATE} {_rows(examined, places, sender)}"
        )
        is_empty = False
        tell(READING, examined.count())
    if is_empty or not examined.count():
        raise Unreadable("file.no_rows", _("Filen har ingen rækker under overskrifterne."))
    connection.execute("DROP TABLE temp.pupils; DROP TABLE temp.slice")
    if form.kind not in KEEPS_CPR:
        connection.execute(f"SET temp_directory = {quoted(f'{scratch}-spill')}")
    connection.execute("CREATE VIEW good_rows AS SELECT * FROM rows WHERE problems = 0")
    tell(CHECKING, examined.count())
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
    connection.execute(NO_PUPILS)
    return connection


def _tell(connection: duckdb.DuckDBPyConnection, table: str, values: Sequence[object]) -> None:
    """A small table of what the checks must know."""
    connection.execute(f"CREATE TEMP TABLE {table}")
    if values:
        name = table.split(" ", 1)[0]
        connection.executemany(f"INSERT INTO {name} VALUES (?)", [[value] for value in values])


def _slice(source: str, places: Mapping[str, int]) -> str:
    raws = ", ".join(f"{_raw(field)} AS raw_{field}" for field in places)
    return (
        "CREATE OR REPLACE TEMP TABLE slice AS "
        f"SELECT row, nullif(trim({IS_LONG}), '') AS {IS_LONG}, {raws} FROM {source}"
    )


NO_PUPILS = """
    CREATE TEMP TABLE pupils (
        text VARCHAR, is_cpr BOOLEAN, by_cpr VARCHAR, key BIGINT, born_early DATE, born_late DATE
    )
"""


def _new_pupils(key: bytes) -> str:
    """Every CPR text of the slice that was not in one before: its pseudonym, and the birth dates that
    it can mean."""
    return f"""
        INSERT INTO pupils
        SELECT text, is_cpr, by_cpr, {_keyed("digits", key)} AS key,
               try_cast('19' || born AS DATE) AS born_early,
               try_cast('20' || born AS DATE) AS born_late
        FROM (
            SELECT text, is_cpr, digits,
                   CASE WHEN digits[10]::INT % 2 = 0 THEN 'k' ELSE 'm' END AS by_cpr,
                   concat(digits[5:6], '-', digits[3:4], '-', lpad(
                       (digits[1:2]::INT - CASE WHEN digits[1] >= '6' THEN 60 ELSE 0 END)::VARCHAR,
                       2, '0')) AS born
            FROM (
                SELECT text, regexp_full_match(text, '\\d{{6}}-?\\d{{4}}') AS is_cpr,
                       CASE WHEN is_cpr THEN replace(text, '-', '') END AS digits
                FROM (SELECT DISTINCT raw_pupil AS text FROM slice) ANTI JOIN pupils USING (text)
                WHERE text IS NOT NULL
            )
        )
    """


def _keyed(column: str, key: bytes) -> str:
    """HMAC-SHA256 (RFC 2104) of a text column, the first 60 bits as a number."""
    block = (
        key.ljust(64, b"\0") if len(key) <= 64 else hashlib.sha256(key).digest().ljust(64, b"\0")
    )
    inner, outer = (bytes(byte ^ pad for byte in block).hex() for pad in (0x36, 0x5C))
    digest = f"sha256(unhex('{outer}') || unhex(sha256(unhex('{inner}') || encode({column}))))"
    return f"('0x' || left({digest}, {PUPIL_KEY_DIGITS}))::BIGINT"


def _rows(examined: Examined, places: Mapping[str, int], sender: Sender) -> str:
    """What the rows of the slice mean, and which checks they break."""
    form = examined.form
    absent = "".join(
        f", NULL::VARCHAR AS raw_{column.field}"
        for column in form.columns
        if column.field not in places
    )
    typed = {c.field: expression(c, f"raw_{c.field}") for c in form.columns if c.reads != "cpr"}
    meant = ", ".join(f"{sql} AS {field}" for field, sql in typed.items())
    anything = " OR ".join(f"raw_{field} IS NOT NULL" for field in (*places,))
    kept = ["row", "key AS pupil", *_kept(form), f"{_bits(examined, sender)} AS problems"]
    return f"""
        SELECT {", ".join(kept)} FROM (SELECT *, {meant} FROM (SELECT *{absent} FROM slice))
        LEFT JOIN pupils ON {"raw_pupil" if "pupil" in places else "NULL"} = text
        WHERE {anything} OR {IS_LONG} IS NOT NULL
    """


def _kept(form: Format) -> list[str]:
    """Names and CPR numbers stay only where children are created from them."""
    if form.kind in KEEPS_CPR:
        return ["raw_pupil AS cpr", *(c.field for c in form.columns if c.reads != "cpr")]
    return [c.field for c in form.columns if c.reads not in ("cpr", "name")]


def _raw(field: str) -> str:
    return f"nullif(trim({field}, '{SPACES}'), '')"


def _bits(examined: Examined, sender: Sender) -> str:
    """All checks on single rows as one number; bit n is the nth check."""
    bits = [
        f"CASE WHEN {_bad(check, field, examined.form, sender)} THEN {1 << number} ELSE 0 END"
        for number, (check, field) in enumerate(examined.checks)
        if check.bad
    ]
    return "(" + " + ".join(bits) + ")::BIGINT"


def _bad(check: Check, field: str, form: Format, sender: Sender) -> str:
    column = form[field] if field else None
    return check.bad.format(
        raw=f"raw_{field}",
        typed=field,
        first=FIRST_DAY.get(form.kind, "NULL"),
        required=str(column.required).upper() if column else "",
        longest=column.longest if column else "",
        sender=quoted(sender.code),
    )


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
