"""Possible doubles: two children side by side, for the municipality that acts for the known one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.models import User
from skolespor.children import access
from skolespor.children.models import Child, Enrolment, MatchOffer, NetworkSeat, Placement
from skolespor.children.queries.houses import offers_waiting
from skolespor.core.periods import overlap


@dataclass(frozen=True)
class Side:
    """One of two children, as far as the reader may see it; `schools` is `None` when hidden."""

    child: Child
    schools: Sequence[str] | None


@dataclass(frozen=True)
class Pair:
    """Two children that may be the same. `creator` is empty when it would tell where a protected
    child goes to school."""

    offer: MatchOffer
    new: Side
    known: Side
    creator: str

    @property
    def children(self) -> tuple[Child, Child]:
        return self.new.child, self.known.child

    @property
    def same_number(self) -> bool:
        """Both have a CPR number, and it is the same; that is all that is said of it."""
        known = self.known.child.cpr_index
        return bool(known) and known == self.new.child.cpr_index


def waiting(*, reader: User) -> QuerySet[MatchOffer]:
    """What the reader's municipality has not answered yet, the oldest first."""
    return offers_waiting(reader=reader)


def pairs(keys: Collection[int], *, reader: User) -> list[Pair]:
    """Some of these, each with both sides."""
    spells = Enrolment.objects.filter(withdrawn_at=None).select_related("school").order_by("since")
    offers = list(
        waiting(reader=reader)
        .filter(pk__in=keys)
        .prefetch_related(
            Prefetch("new__enrolments", spells), Prefetch("known__enrolments", spells)
        )
    )
    children = [child for offer in offers for child in (offer.new, offer.known)]
    masked = access.masked_for(reader, children)
    return [_pair(offer, masked) for offer in offers]


def _pair(offer: MatchOffer, masked: set[int]) -> Pair:
    is_masked = offer.new_id in masked
    return Pair(
        offer=offer,
        new=_side(offer.new, masked),
        known=_side(offer.known, masked),
        creator="" if is_masked else offer.created_by_organisation.name,
    )


def _side(child: Child, masked: set[int]) -> Side:
    names = dict.fromkeys(spell.school.name for spell in child.enrolments.all())
    return Side(child, None if child.pk in masked else list(names))


def is_ours(offer_id: int, *, reader: User) -> bool:
    """Whether it is one of the reader's, answered or not."""
    mine = MatchOffer.objects.filter(
        known__acting_municipality__in=access.match_municipalities(reader)
    )
    return mine.filter(pk=offer_id).exists()


# What merging does: told before it is done


def overruled(offer: MatchOffer) -> list[Placement | Enrolment]:
    """Spells that do not stand when the two are one: of two about the same days, the one that the
    acting municipality did not write."""
    creator, acting = offer.created_by_organisation, offer.known.acting_municipality
    new_wins = creator.kind != "school" and creator.home_municipality == acting
    winner, loser = (offer.new, offer.known) if new_wins else (offer.known, offer.new)
    return [
        spell
        for spell in _spells_of(loser)
        if any(_same_days(spell, other) for other in _spells_of(winner))
    ]


def _spells_of(child: Child) -> list[Placement | Enrolment]:
    placements = child.placements.filter(withdrawn_at=None).select_related("organisation")
    enrolments = child.enrolments.filter(withdrawn_at=None).select_related("school")
    return [*placements, *enrolments]


def _same_days(one: Placement | Enrolment, other: Placement | Enrolment) -> bool:
    """Two schools at once are possible; two homes, or the same school twice, are not."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Enrolment) and one.house != other.house:
        return False
    return overlap(one.since, one.until, other.since, other.until)


def _closing(pair: Pair) -> int:
    """How many seats close: those of houses where the child, it turns out, does not live."""
    losers = overruled(pair.offer)
    stands = [s for child in pair.children for s in _spells_of(child) if s not in losers]
    houses = {s.house for s in losers if s.house} - {s.house for s in stands}
    here = Q(organisation__in=houses) | Q(job__organisation__in=houses, break_glass=None)
    return _left(*pair.children).filter(here).count()


def _left(*children: Child) -> QuerySet[NetworkSeat]:
    today = timezone.localdate()
    return NetworkSeat.objects.filter(
        Q(until=None) | Q(until__gte=today), child__in=children, closed_at=None
    )


def after_merging(pair: Pair, *, reader: User) -> dict[str, list[str]]:
    """Who gets to see more, what goes, and what is kept."""
    return {
        "opens": _who_sees_more(pair),
        "closes": [
            _("Den ene af de to sider forsvinder. Links til den virker ikke længere."),
            *_who_is_out(pair),
        ],
        "stays": [
            _("Begge historier bliver bevaret, og loggen kan læses samlet."),
            _("Er der skrevet to steder om de samme dage, gælder handlekommunens oplysning."),
        ],
    }


def _who_is_out(pair: Pair) -> list[str]:
    count = _closing(pair)
    text = ngettext(
        "{count} plads bliver lukket: den fulgte af et sted, hvor barnet ikke bor.",
        "{count} pladser bliver lukket: de fulgte af et sted, hvor barnet ikke bor.",
        count,
    )
    return [text.format(count=count)] if count else []


def _who_sees_more(pair: Pair) -> list[str]:
    new, known = pair.children
    count = _left(new).count()
    lines = []
    if count:
        text = ngettext(
            "{count} plads ved det nye barn bliver til en plads ved det samlede barn.",
            "{count} pladser ved det nye barn bliver til pladser ved det samlede barn.",
            count,
        )
        lines.append(text.format(count=count))
    exempted = new.exemptions.count()
    if exempted and (new.is_protected or known.is_protected):
        text = ngettext(
            "{count} må se, hvor det nye barn er, og må så se, hvor det samlede barn er.",
            "{count} må se, hvor det nye barn er, og må så se, hvor det samlede barn er.",
            exempted,
        )
        lines.append(text.format(count=exempted))
    if new.is_protected or known.is_protected:
        lines.append(_("Det samlede barn er beskyttet."))
    return lines
