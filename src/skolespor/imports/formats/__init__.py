"""The files that Skolespor takes in: one TOML file for each kind, read once."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

KINDS = ("placements", "enrolments", "absence", "school-days")


@dataclass(frozen=True)
class Column:
    """One column. `name` is what people call it, `field` what the code does; `reads` says how its
    cells are understood (`imports.cells`); `codes` is the code list that its words come from, `only`
    those of it that a file may hold; `also` are other names that municipalities give it. Free text stays out of
    staging, where it does not fit the pattern `staged`."""

    name: str
    field: str
    reads: str
    about: str
    example: str
    required: bool = False
    codes: str = ""
    only: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    longest: int = 200
    staged: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Every name it is known by, as `plain` writes them."""
        return frozenset(plain(name) for name in (self.name, *self.also))


@dataclass(frozen=True)
class Format:
    """How one kind of file looks. Of the columns in `needs_one_of` at least one must be there."""

    kind: str
    name: str
    about: str
    columns: tuple[Column, ...]
    needs_one_of: tuple[str, ...] = ()

    def __getitem__(self, field: str) -> Column:
        return next(column for column in self.columns if column.field == field)


@cache
def format_of(kind: str) -> Format:
    """The format of a kind of file, such as `absence`."""
    text = resources.files(__package__).joinpath(f"{kind}.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    columns = tuple(_column(stated) for stated in read.pop("column"))
    needs = tuple(read.pop("needs_one_of", ()))
    return Format(columns=columns, needs_one_of=needs, **read)


def _column(stated: Mapping[str, object]) -> Column:
    lists = {name: tuple(value) for name, value in stated.items() if isinstance(value, list)}
    return Column(**{**stated, **lists})  # type: ignore[arg-type]  # our own TOML files, read by tests


def plain(name: str) -> str:
    """A column's name without case, spaces, `_` and `-`, so that "CPR-nr " is "cprnr"."""
    return "".join(sign for sign in name.casefold() if sign not in " _-\t\u00a0\ufeff")


def recognise(header: Iterable[str], form: Format, mapping: Mapping[str, str]) -> dict[str, int]:
    """Where each column of the format stands in the file: its field and its place from 0.

    `mapping` holds what this municipality has called columns before: plain name to field. Of two
    columns with the same meaning the first counts; `imports.header` refuses such a file.
    """
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        if field := field_of(title, form, mapping):
            found.setdefault(field, place)
    return found


def field_of(title: str, form: Format, mapping: Mapping[str, str]) -> str:
    """What a heading means: "CPR-nr" is the field `pupil`. Empty when nobody knows."""
    name = plain(title)
    known = (column.field for column in form.columns if name in column.names)
    return mapping.get(name) or next(known, "")
