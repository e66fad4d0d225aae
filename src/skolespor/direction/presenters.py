"""Preparedness as pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.models import JobSeat, Organisation
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.content import label
from skolespor.core.forms import day_words
from skolespor.direction.queries import Municipality, Standing
from skolespor.direction.rules import Status

BADGES = {Status.VALID: "success", Status.EXPIRED: "warning", Status.MISSING: "warning"}


@dataclass(frozen=True)
class Line:
    """One school: its status in a word, and a sentence on when."""

    pk: int
    name: str
    status: str
    badge: str
    words: str
    is_done: bool


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


def line(standing: Standing) -> Line:
    return Line(
        pk=standing.school.pk,
        name=standing.school.name,
        status=label("preparedness_statuses", standing.status),
        badge=BADGES[standing.status],
        words=_when(standing),
        is_done=standing.is_done,
    )


def _when(standing: Standing) -> str:
    due = day_words(standing.due)
    if standing.last is None:
        return _("Fristen er {due}.").format(due=due)
    day = day_words(standing.last.reviewed_on)
    if standing.is_done:
        return _("Set igennem {day}.").format(day=day)
    return _("Sidst set igennem {day}. Fristen er {due}.").format(day=day, due=due)


def overview(municipality: Municipality, year: SchoolYear) -> dict[str, Any]:
    """How many schools are where; the list itself is paged by the view."""
    counts = municipality.counts
    sentences = {
        Status.VALID: ngettext(
            "{count} skole: gælder", "{count} skoler: gælder", counts[Status.VALID]
        ),
        Status.EXPIRED: ngettext(
            "{count} skole: for gammelt", "{count} skoler: for gammelt", counts[Status.EXPIRED]
        ),
        Status.MISSING: ngettext(
            "{count} skole: mangler", "{count} skoler: mangler", counts[Status.MISSING]
        ),
    }
    return {
        "place": municipality.place,
        "year": str(year),
        "due": day_words(municipality.due),
        "counts": [words.format(count=counts[status]) for status, words in sentences.items()],
    }


def staff(jobs: Iterable[JobSeat]) -> list[Fact]:
    """Role by role, who has it."""
    return [
        Fact(role, ", ".join(job.user.name for job in there))
        for role, there in groupby(jobs, key=lambda job: job.role_label)
    ]


def numbers(houses: Iterable[Organisation]) -> list[Fact]:
    """Whom one calls; a number that nobody has written is said to be missing."""
    return [Fact(house.name, _number(house)) for house in houses]


def _number(house: Organisation) -> str:
    duty = _("aften og nat {phone}").format(phone=house.duty_phone) if house.duty_phone else ""
    return ", ".join(part for part in (house.phone, duty) if part) or _(
        "Ingen har skrevet et nummer"
    )
