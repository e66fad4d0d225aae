"""A line of facts in a table and in a file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from skolespor.workspace.queries.facts import Line

HIDDEN, HAS, LACKS = _("Skjult: barnet er beskyttet"), _("Ja"), _("Mangler")
NOT_TOLD = _("vises ikke for dig")
HEAD = (
    _("Fornavn"),
    _("Efternavn"),
    _("Skole"),
    _("Klasse"),
    _("Dage uden skole"),
    _("Overskredne frister"),
    _("Handlekommune"),
    _("Rådgiver"),
    _("Kontaktlærer"),
)


def table(lines: Sequence[Line]) -> dict[str, Any]:
    """Lines, without a column that would be empty because it is not for this reader."""
    return {"lines": lines, "shows_overdue": any(line.overdue is not None for line in lines)}


def cells(lines: Iterable[Line]) -> Iterator[tuple[object, ...]]:
    """The lines in a file, in the order of `HEAD`."""
    for line in lines:
        facts = line.facts
        yield (
            facts.child.first_name,
            facts.child.last_name,
            HIDDEN if facts.school is None else facts.school,
            HIDDEN if facts.grade is None else facts.grade,
            line.days,
            NOT_TOLD if line.overdue is None else line.overdue,
            facts.acting,
            HAS if facts.has_owner else LACKS,
            HAS if facts.has_teacher else LACKS,
        )
