"""How the cells of a file are understood: for each kind of column an expression in SQL.

An expression gives NULL for what it does not understand; the checks tell people. `{raw}` is the
cell's text without outer spaces, NULL when it is empty.
"""

from collections.abc import Iterable, Mapping

from skolespor.core.content import code_list, read_csv
from skolespor.imports.formats import Column

DAY = (
    "try_strptime(CASE WHEN regexp_full_match({raw}, "
    r"'\d{{1,2}}-\d{{1,2}}-\d{{4}}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}') "
    "THEN {raw} END, ['%d-%m-%Y', '%d.%m.%Y', '%Y-%m-%d'])::DATE"
)
SHARE = (
    r"try_cast(CASE WHEN regexp_full_match({raw}, '\d{{1,3}}([.,]\d{{1,9}})?') "
    "THEN replace({raw}, ',', '.') END AS DECIMAL(12,9))"
)
INSTITUTION = "CASE WHEN regexp_full_match({raw}, '[0-9A-Za-z]{{6}}') THEN upper({raw}) END"
TEXT = "{raw}"


def expression(column: Column, raw: str) -> str:
    """What a column's cells mean, in SQL."""
    simple = {"date": DAY, "share": SHARE, "institution": INSTITUTION, "text": TEXT, "name": TEXT}
    if column.reads in simple:
        return simple[column.reads].format(raw=raw)
    return _chosen(raw, words_of(column))


def words_of(column: Column) -> Mapping[str, str]:
    """Every word that a cell of the column may hold, in small letters, and what it stands for."""
    if column.reads == "municipality":
        return municipality_codes()
    if column.reads == "grade":
        return _grades()
    if column.reads == "sex":
        return {"k": "k", "m": "m"}
    if column.reads == "yes_no":
        return {"ja": "ja", "nej": "nej"}
    return _codes(column)


def _codes(column: Column) -> dict[str, str]:
    """Ids, labels and synonyms of a code list. A word of two codes stands for the first."""
    words: dict[str, str] = {}
    for code, item in code_list(column.codes).items():
        if column.only and code not in column.only:
            continue
        for word in (code, item["label_da"], *item["synonyms"]):
            words.setdefault(str(word).casefold(), code)
    return words


def _grades() -> dict[str, str]:
    """A number from 0 to 10, or a code or label of the list."""
    words: dict[str, str] = {}
    for code, item in code_list("grades").items():
        grade = str(item["value"])
        for word in (grade, code, item["label_da"], *item.get("synonyms", ())):
            words.setdefault(str(word).casefold(), grade)
    return words


def municipality_codes() -> dict[str, str]:
    """The country's, and 9001-9099 for invented ones; with or without the zero in front."""
    real = [row["code"] for row in read_csv("municipalities.csv")]
    codes = [*real, *(str(code) for code in range(9001, 9100))]
    return {word: code for code in codes for word in {code, code.lstrip("0")}}


def _chosen(raw: str, words: Mapping[str, str]) -> str:
    """By its place in the list of words: four hundred cases would take the engine longer to plan than
    to answer."""
    known, codes = (
        f"string_split({quoted('|'.join(texts))}, '|')"
        for texts in zip(*words.items(), strict=True)
    )
    return f"{codes}[list_position({known}, lower({raw}))]"


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def quoted_list(texts: Iterable[str]) -> str:
    return ", ".join(map(quoted, texts))
