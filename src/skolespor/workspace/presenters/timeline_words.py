"""The school timeline in words: what the picture shows, fact by fact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.timeline import Dot, Lane, Part, Stretch, Week
from skolespor.core.forms import day_words
from skolespor.workspace.rules.picture import Words

TITLES: Mapping[Lane, Any] = {
    Lane.HOME: gettext_lazy("Bor"),
    Lane.SCHOOL: gettext_lazy("Skole"),
    Lane.WITHOUT: gettext_lazy("Uden skole"),
    Lane.AWAY: gettext_lazy("Går ikke i skole"),
    Lane.ABSENCE: gettext_lazy("Fravær pr. uge"),
    Lane.EVENTS: gettext_lazy("Det sker"),
}
OWN_TITLES: Mapping[Lane, Any] = {
    Lane.HOME: gettext_lazy("Du bor"),
    Lane.SCHOOL: gettext_lazy("Din skole"),
    Lane.EVENTS: gettext_lazy("Vi har talt"),
}
NOTHING: Mapping[Lane, Any] = {
    Lane.HOME: gettext_lazy("Der er ikke skrevet et sted"),
    Lane.SCHOOL: gettext_lazy("Der er ikke skrevet en skole"),
    Lane.WITHOUT: gettext_lazy("Ingen dage, som vi kender til"),
    Lane.AWAY: gettext_lazy("Det har ingen skrevet"),
    Lane.ABSENCE: gettext_lazy("Intet fravær, som vi kender til"),
    Lane.EVENTS: gettext_lazy("Der er ikke skrevet noget endnu"),
}
NOT_FOR_YOU = gettext_lazy("Intet, du kan se her")
OWN_NOTHING: Mapping[Lane, Any] = {
    Lane.HOME: gettext_lazy("De voksne har ikke skrevet det endnu"),
    Lane.SCHOOL: gettext_lazy("De voksne er ved at finde en skole til dig"),
    Lane.EVENTS: gettext_lazy("Vi har ikke talt sammen endnu"),
}
LEAST = 0.1


@dataclass(frozen=True)
class Section:
    """One lane in words."""

    title: str
    lines: Sequence[str]


def sentence(part: Part) -> str:
    """What is to be seen, with the numbers."""
    homes = {one.label for one in part.of(Lane.HOME) if one.since}
    schools = {one.label for one in part.of(Lane.SCHOOL)}
    counts = [
        (len(homes), ngettext("{n} sted at bo", "{n} steder at bo", len(homes))),
        (len(schools), ngettext("{n} skole", "{n} skoler", len(schools))),
        (
            len(part.of(Lane.WITHOUT)),
            ngettext("{n} gang uden skole", "{n} gange uden skole", len(part.of(Lane.WITHOUT))),
        ),
        (
            len(part.weeks),
            ngettext("fravær i {n} uge", "fravær i {n} uger", len(part.weeks)),
        ),
    ]
    told = [text.format(n=n) for n, text in counts if n]
    if not told:
        return _("Billedet viser det, der er skrevet.")
    return _("Billedet viser {all}.").format(all=listed(told))


def listed(words: Sequence[str]) -> str:
    *first, last = words
    return _("{first} og {last}").format(first=", ".join(first), last=last) if first else last


def in_words(stretch: Stretch, letter: str = "") -> str:
    """ "01-08-2025 til 31-07-2026: Lindeskolen, 3.B"."""
    name = ", ".join(part for part in (stretch.label, stretch.detail) if part)
    if stretch.lane is Lane.WITHOUT:
        name = ngettext("{n} skoledag uden skole", "{n} skoledage uden skole", stretch.days or 0)
        name = name.format(n=stretch.days)
    if stretch.lane is Lane.AWAY:
        name = _("Går ikke i skole")
    return f"{_period(stretch)}: {name}" + (f" ({letter})" if letter else "")


def _period(stretch: Stretch) -> str:
    since, until = stretch.since, stretch.until
    if since is None:
        return _("Nu")
    if until is None:
        words = _("Fra {since}") if since > timezone.localdate() else _("Siden {since}")
        return words.format(since=day_words(since))
    return _("{since} til {until}").format(since=day_words(since), until=day_words(until))


def dot_in_words(dot: Dot) -> str:
    return f"{day_words(dot.day)}: {dot.label}"


def section(
    lane: Lane, part: Part, words: Words, letters: Mapping[tuple[Lane, str], str]
) -> Section:
    if lane is Lane.ABSENCE:
        lines = list(_absence(part.weeks))
    elif lane is Lane.EVENTS:
        lines = [dot_in_words(dot) for dot in part.dots]
    else:
        lines = [in_words(one, letters.get((lane, one.label), "")) for one in part.of(lane)]
    return Section(words.titles[lane], lines or [words.nothing[lane]])


def _absence(weeks: Sequence[Week]) -> Iterator[str]:
    """A line for each school year: the sum, then the weeks with as many days."""
    years: dict[SchoolYear, list[Week]] = {}
    for week in weeks:
        years.setdefault(SchoolYear.of(week.monday), []).append(week)
    for year, found in years.items():
        yield _("{year} i alt {days}: {weeks}.").format(
            year=year, days=_days(sum(week.days for week in found)), weeks=_weeks(found)
        )


def _weeks(weeks: Sequence[Week]) -> str:
    """ "2 dage i uge 36 og 40; 1 dag i uge 37", the most first."""
    alike: dict[str, list[str]] = {}
    for week in sorted(weeks, key=lambda one: -one.days):
        alike.setdefault(_days(week.days), []).append(str(week.monday.isocalendar().week))
    return "; ".join(
        _("{days} i uge {weeks}").format(days=days, weeks=listed(numbers))
        for days, numbers in alike.items()
    )


def _days(days: Any) -> str:
    """At most one decimal, and never none of what there was."""
    rounded = max(round(float(days), 1), LEAST)
    number = number_format(int(rounded) if rounded == int(rounded) else rounded)
    return ngettext("{n} dag", "{n} dage", 1 if rounded <= 1 else 2).format(n=number)
