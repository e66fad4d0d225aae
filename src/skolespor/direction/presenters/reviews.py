"""Preparedness as pages show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.models import JobSeat, Organisation
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.content import label
from skolespor.core.forms import day_words
from skolespor.direction.queries.reviews import Municipality, Standing
from skolespor.direction.rules.plans import Lack
from skolespor.direction.rules.reviews import Status

BADGES = {Status.VALID: "success", Status.EXPIRED: "warning", Status.MISSING: "warning"}


@dataclass(frozen=True)
class Line:
    """One school or municipality: its status in a word, a sentence on when, and one on its plan."""

    pk: int
    name: str
    status: str
    badge: str
    words: str
    is_done: bool
    plan: str
    is_whole: bool


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


def line(standing: Standing) -> Line:
    return Line(
        pk=standing.place.pk,
        name=standing.place.name,
        status=label("preparedness_statuses", standing.status),
        badge=BADGES[standing.status],
        words=_when(standing),
        is_done=standing.is_done,
        plan=lack_words(standing.lack),
        is_whole=standing.lack.is_none,
    )


def lack_words(lack: Lack) -> str:
    """What is missing in a plan: steps that nobody has, and people who have left."""
    if lack.is_none:
        return _("Alle trin har en, der gør dem.")
    said = []
    if lack.missing:
        said.append(
            _("{missing} af {steps} trin mangler.").format(missing=lack.missing, steps=lack.steps)
        )
    if lack.gone:
        gone = ngettext(
            "{count} trin har en, der ikke arbejder her mere.",
            "{count} trin har en, der ikke arbejder her mere.",
            lack.gone,
        )
        said.append(gone.format(count=lack.gone))
    return " ".join(said)


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
        "incomplete": _incomplete(municipality),
        "own": line(municipality.own),
        "bar": bar(counts),
    }


def _incomplete(municipality: Municipality) -> str:
    count = municipality.incomplete
    words = ngettext(
        "I {count} skoles plan mangler der noget.",
        "I {count} skolers planer mangler der noget.",
        count,
    )
    return words.format(count=count) if count else ""


WIDTH = 300
"""Of the picture, in its own units."""


@dataclass(frozen=True)
class Block:
    """One colour of the bar: how far in it begins, and how wide it is."""

    status: str
    label: str
    count: int
    x: float
    width: float
    middle: float


def bar(counts: Mapping[Status, int]) -> list[Block]:
    """How many schools are valid, too old and missing, beside each other."""
    total, x, blocks = sum(counts.values()), 0.0, []
    for status in (Status.VALID, Status.EXPIRED, Status.MISSING):
        if counts[status]:
            width = round(WIDTH * counts[status] / total, 1)
            blocks.append(
                Block(
                    status.value,
                    label("preparedness_statuses", status),
                    counts[status],
                    x,
                    width,
                    round(x + width / 2, 1),
                )
            )
            x = round(x + width, 1)
    return blocks


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
