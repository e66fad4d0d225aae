"""The first row of a file: which columns it has, which are missing, which nobody knows."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from skolespor.imports.formats import Format, field_of, recognise
from skolespor.imports.reading import Unreadable
from skolespor.imports.rules import looks_like_data


@dataclass(frozen=True)
class Header:
    """`places`: where each known field stands, from 0. `unknown`: headings that mean nothing here, and
    are left aside; what looks like a number of somebody is no heading, and is not repeated."""

    places: Mapping[str, int]
    unknown: tuple[str, ...]


class ColumnsMissing(Unreadable):
    """Columns that must be there are not, or have names that nobody knows: `missing` are names of the
    format, `unknown` the headings among which they may be, `known` the fields that were found."""

    def __init__(self, missing: Sequence[str], unknown: Sequence[str], known: Collection[str] = ()):
        said = _("Filen mangler: {missing}.").format(missing=", ".join(missing))
        if unknown:
            others = ", ".join(unknown)
            said += " " + _("Ukendte overskrifter: {unknown}.").format(unknown=others)
        super().__init__("columns.missing", said)
        self.missing, self.unknown = tuple(missing), tuple(unknown)
        self.known = tuple(sorted(known))


def read_header(titles: Sequence[str], form: Format, mapping: Mapping[str, str]) -> Header:
    """`mapping` holds what the municipality calls columns: plain heading to field."""
    known = [field_of(title, form, mapping) for title in titles]
    twice = [field for field, count in Counter(known).items() if field and count > 1]
    if twice:
        said = _("Filen har kolonnen {column} to gange. Slet den ene.")
        raise Unreadable("columns.twice", said.format(column=form[twice[0]].name))
    others = [title for title, field in zip(titles, known, strict=True) if title and not field]
    unknown = [title for title in others if not looks_like_data(title)]
    if missing := _missing(form, set(known)):
        if unknown != others:
            said = _("Række 1 ligner ikke overskrifter. Skriv kolonnernes navne over rækkerne.")
            raise Unreadable("columns.none", said)
        raise ColumnsMissing(missing, unknown, {field for field in known if field})
    return Header(recognise(titles, form, mapping), tuple(unknown))


def _missing(form: Format, known: set[str]) -> list[str]:
    missing = [c.name for c in form.columns if c.required and c.field not in known]
    if form.needs_one_of and not known & set(form.needs_one_of):
        missing.append(_(" eller ").join(form[field].name for field in form.needs_one_of))
    return missing
