"""School days out of a file, on their way to the calendar."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import ngettext

from skolespor.accounts.models import Organisation, User
from skolespor.calendar.actions import replace_school_days
from skolespor.calendar.rules.years import SchoolYear
from skolespor.imports.examine import Examined

GOOD = """
    SELECT coalesce(institution, ''), day, any_value(note) FROM good_rows GROUP BY ALL ORDER BY ALL
"""
Place = tuple[str, SchoolYear]
"""An institution's number, empty for the municipality, and the school year."""


@dataclass
class Listed:
    """The days of one place in one school year, with the notes that some of them have."""

    days: set[date] = field(default_factory=set)
    notes: dict[date, str] = field(default_factory=dict)


def listed_in(examined: Examined) -> dict[Place, Listed]:
    """What the good rows of a file say, place by place and year by year."""
    lists: dict[Place, Listed] = defaultdict(Listed)
    for institution, day, note in examined.connection.execute(GOOD).fetchall():
        listed = lists[institution, SchoolYear.of(day)]
        listed.days.add(day)
        if note:
            listed.notes[day] = note
    return dict(lists)


def take_in(examined: Examined, *, sender: Organisation, by: User | None) -> None:
    """Each list replaces what the sender has said before about the place and the school year."""
    lists = listed_in(examined)
    places = dict(_places({institution for institution, _year in lists}, sender))
    for (institution, year), listed in lists.items():
        replace_school_days(
            organisation=places[institution],
            school_year=year,
            days=listed.days,
            notes=listed.notes,
            sender=sender,
            by=by,
        )


def in_words(examined: Examined) -> tuple[str, ...]:
    """What taking the file in does, in a sentence for each place and school year."""
    return tuple(
        f"{institution or examined.sender.code}, {year}: "
        + ngettext("{count} skoledag", "{count} skoledage", len(listed.days)).format(
            count=len(listed.days)
        )
        for (institution, year), listed in sorted(listed_in(examined).items())
    )


def _places(numbers: Iterable[str], sender: Organisation) -> Iterator[tuple[str, Organisation]]:
    """An institution that nobody knows yet is one of the sender's schools. It is called by its number
    until a file of enrolments, or a person, says what it is called."""
    for number in sorted(numbers):
        if not number:
            yield number, sender
            continue
        yield (
            number,
            Organisation.objects.get_or_create(
                kind="school", code=number, defaults={"name": number, "municipality": sender}
            )[0],
        )
