"""The texts of a file, column by column: each distinct one is understood and checked once.

Ten million rows hold a few hundred dates. A column's texts lie in a table of their own, in memory
only: of `texts_day` is `text_day` what stands in the file, `raw_day` the same without outer spaces
(NULL when empty), `day` what it means, and `wrong_day` the checks that it breaks, as bits. Rows are put
together from these tables by their texts.
"""

import hashlib
from collections.abc import Mapping

from skolespor.imports.cells import expression
from skolespor.imports.formats import Column

SPACES = " \t\u00a0\r"
PUPIL_KEY_DIGITS = 15
"""Hexadecimal digits of a pseudonym: 60 bits, so that two pupils of a country share one with a
probability of less than one in a million."""
CPR = {
    "is_cpr": r"regexp_full_match(raw_{field}, '\d{{6}}-?\d{{4}}')",
    "digits": "CASE WHEN is_cpr THEN replace(raw_{field}, '-', '') END",
    "by_cpr": "CASE digits[10]::INT % 2 WHEN 0 THEN 'k' WHEN 1 THEN 'm' END",
    "day_born": (
        "lpad((digits[1:2]::INT - CASE WHEN digits[1] >= '6' THEN 60 ELSE 0 END)::VARCHAR, 2, '0')"
    ),
    "born": "concat(digits[5:6], '-', digits[3:4], '-', day_born)",
    "born_early": "try_cast('19' || born AS DATE)",
    "born_late": "try_cast('20' || born AS DATE)",
}
"""What a CPR number tells beside whose it is; the birth dates that it can mean."""


def empty_texts(column: Column, wrong: str, key: bytes) -> str:
    """A table without texts yet. `wrong` says in SQL which checks a text breaks, `key` is that of the
    pseudonyms."""
    none = f"(SELECT '' AS text_{column.field} WHERE FALSE)"
    return f"CREATE TEMP TABLE texts_{column.field} AS {_understood(column, none, wrong, key)}"


def new_texts(column: Column, wrong: str, key: bytes) -> str:
    """The texts of the table `slice` that were not in one before."""
    field = column.field
    new = f"(SELECT DISTINCT text_{field} FROM slice) ANTI JOIN texts_{field} USING (text_{field})"
    return f"INSERT INTO texts_{field} {_understood(column, new, wrong, key)}"


def _understood(column: Column, texts: str, wrong: str, key: bytes) -> str:
    field = column.field
    meant = ", ".join(f"{sql} AS {name}" for name, sql in _meanings(column, key).items())
    return (
        f"SELECT text_{field}, nullif(trim(text_{field}, '{SPACES}'), '') AS raw_{field}, {meant}, "
        f"{wrong} AS wrong_{field} FROM {texts}"
    )


def _meanings(column: Column, key: bytes) -> Mapping[str, str]:
    """What a text says, by name."""
    if column.reads != "cpr":
        return {column.field: expression(column, f"raw_{column.field}")}
    told = {name: sql.format(field=column.field) for name, sql in CPR.items()}
    return {**told, column.field: _keyed("digits", key)}


def _keyed(column: str, key: bytes) -> str:
    """HMAC-SHA256 (RFC 2104) of a text column, the first 60 bits as a number."""
    block = (
        key.ljust(64, b"\0") if len(key) <= 64 else hashlib.sha256(key).digest().ljust(64, b"\0")
    )
    inner, outer = (bytes(byte ^ pad for byte in block).hex() for pad in (0x36, 0x5C))
    digest = f"sha256(unhex('{outer}') || unhex(sha256(unhex('{inner}') || encode({column}))))"
    return f"('0x' || left({digest}, {PUPIL_KEY_DIGITS}))::BIGINT"
