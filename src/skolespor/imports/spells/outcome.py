"""What a file of placements or enrolments did, or would do: counted, and which seats close."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.models import Organisation
from skolespor.children.models import Child, NetworkSeat
from skolespor.core.forms import day_words

WORDS: Mapping[str, Callable[[int], str]] = {
    "created": lambda n: ngettext("{count} nyt barn", "{count} nye børn", n),
    "matched": lambda n: ngettext(
        "{count} barn, som I har i forvejen", "{count} børn, som I har i forvejen", n
    ),
    "schools": lambda n: ngettext("{count} ny skole", "{count} nye skoler", n),
    "placements opened": lambda n: ngettext(
        "{count} ny anbringelse", "{count} nye anbringelser", n
    ),
    "placements ended": lambda n: ngettext(
        "{count} anbringelse får en slutdato", "{count} anbringelser får en slutdato", n
    ),
    "placements corrected": lambda n: ngettext(
        "{count} anbringelse rettes", "{count} anbringelser rettes", n
    ),
    "placements withdrawn": lambda n: ngettext(
        "{count} anbringelse trækkes tilbage", "{count} anbringelser trækkes tilbage", n
    ),
    "placements waiting": lambda n: ngettext(
        "{count} anbringelse venter: datoerne passer ikke med det, der er skrevet i Skolespor",
        "{count} anbringelser venter: datoerne passer ikke med det, der er skrevet i Skolespor",
        n,
    ),
    "enrolments opened": lambda n: ngettext(
        "{count} ny indskrivning", "{count} nye indskrivninger", n
    ),
    "enrolments ended": lambda n: ngettext(
        "{count} indskrivning får en slutdato", "{count} indskrivninger får en slutdato", n
    ),
    "enrolments corrected": lambda n: ngettext(
        "{count} indskrivning rettes", "{count} indskrivninger rettes", n
    ),
    "enrolments withdrawn": lambda n: ngettext(
        "{count} indskrivning trækkes tilbage", "{count} indskrivninger trækkes tilbage", n
    ),
    "enrolments waiting": lambda n: ngettext(
        "{count} indskrivning venter: datoerne passer ikke med det, der er skrevet i Skolespor",
        "{count} indskrivninger venter: datoerne passer ikke med det, der er skrevet i Skolespor",
        n,
    ),
    "hosted": lambda n: ngettext(
        "{count} række om en anden kommunes barn venter på, at kommunen siger ja",
        "{count} rækker om andre kommuners børn venter på, at kommunen siger ja",
        n,
    ),
}
"""What is counted, in the order in which it is said."""


@dataclass(frozen=True)
class Effect:
    """What taking a file in does, in sentences; `closing` says which seats end with it, `warnings` what
    is odd and is taken in all the same."""

    said: tuple[str, ...]
    closing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


NO_EFFECT = Effect(())


@dataclass
class Outcome:
    """Counts what happens to children that the sender acts for. Of other municipalities' children
    nothing is counted or said: whether they are followed is not for the sender to know.

    `rows` says in which row of the file a child is spoken of first, by the child's number.
    """

    sender: Organisation
    counts: Counter[str] = field(default_factory=Counter)
    rows: dict[int, int] = field(default_factory=dict)
    closing: list[str] = field(default_factory=list)

    def count(self, child: Child, what: str) -> None:
        if child.acting_municipality_id == self.sender.pk:
            self.counts[what] += 1

    @contextmanager
    def watching_seats(self, children: Collection[int]) -> Iterator[None]:
        """Notes which seats of houses at the sender's own children end while the block runs."""
        before = _seats(self.sender, children)
        yield
        now = {seat.pk: seat for seat in _seats(self.sender, children, also=before)}
        for seat in before:
            if line := _ending(seat, now[seat.pk], self.rows.get(seat.child_id)):
                self.closing.append(line)

    @property
    def effect(self) -> Effect:
        said = (
            words(self.counts[what]).format(count=self.counts[what])
            for what, words in WORDS.items()
            if self.counts[what]
        )
        return Effect(tuple(said), tuple(self.closing))


def _seats(
    sender: Organisation, children: Collection[int], *, also: Collection[NetworkSeat] = ()
) -> list[NetworkSeat]:
    """Seats of houses that are open today or will be; `also` those that were."""
    left = Q(Q(until=None) | Q(until__gte=timezone.localdate()), closed_at=None)
    found = NetworkSeat.objects.filter(
        left | Q(pk__in=[seat.pk for seat in also]),
        child__in=children,
        child__acting_municipality=sender,
    )
    found = found.exclude(organisation=None)
    return list(found.select_related("organisation").order_by("child", "pk"))


def _ending(before: NetworkSeat, now: NetworkSeat, row: int | None) -> str:
    """A sentence where the seat got an earlier end."""
    if now.closed_at:
        said = _("{house}: adgangen lukker med det samme")
    elif now.until and (before.until is None or now.until < before.until):
        said = _("{house}: adgangen slutter {day}")
    else:
        return ""
    day = day_words(now.until) if now.until else ""
    line = said.format(house=now.organisation, day=day)
    return _("Række {row}: {line}").format(row=row, line=line) if row else line
