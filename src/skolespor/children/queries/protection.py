"""Who may know where a protected child is, and who then may not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import roles_with
from skolespor.children import access
from skolespor.children.models import Child, NetworkSeat
from skolespor.children.queries.lists import places_now
from skolespor.children.queries.people import Seeing, who_can_see
from skolespor.core.periods import active_on


@dataclass(frozen=True)
class Knower:
    """A person or a house with a seat at the child, who can be told or not."""

    key: str
    name: str
    why: str
    is_chosen: bool
    user: User | None = None
    organisation: Organisation | None = None


def knowers(child: Child, *, reader: User) -> list[Knower]:
    """Everybody with a seat, the reader left out. Chosen are those who know already; before the
    child is protected: its authority, and the home where it lives."""
    seats = _seats(child)
    people = who_can_see(child, reader=reader)
    chosen = _chosen(child, seats, reader=reader)
    found = {knower.key: knower for seat in seats for knower in [_knower(seat, people, chosen)]}
    return [knower for knower in found.values() if knower.user != reader]


def _seats(child: Child) -> list[NetworkSeat]:
    today = timezone.localdate()
    seats = NetworkSeat.objects.filter(
        Q(until=None) | Q(until__gte=today), child=child, closed_at=None, break_glass=None
    ).select_related("organisation", "user", "job__user", "job__organisation")
    return list(seats.order_by(F("organisation").asc(nulls_last=True), "pk"))


def _knower(seat: NetworkSeat, people: Sequence[Seeing], chosen: Collection[str]) -> Knower:
    here = [person for person in people if person.seat.pk == seat.pk]
    house, user = seat.organisation, seat.user or (seat.job.user if seat.job else None)
    key = key_of(organisation=house, user=user)
    words = [f"{p.name}, {p.role}" for p in here] if house else [p.why for p in here]
    return Knower(
        key=key,
        name=str(house or user),
        why=" · ".join(words),
        is_chosen=key in chosen,
        user=user,
        organisation=house,
    )


def key_of(*, organisation: Organisation | None, user: User | None) -> str:
    return f"house-{organisation.pk}" if organisation else f"person-{user.pk if user else 0}"


def _chosen(child: Child, seats: Sequence[NetworkSeat], *, reader: User) -> set[str]:
    if child.is_protected:
        known = child.exemptions.select_related("user", "organisation")
        return {key_of(organisation=row.organisation, user=row.user) for row in known}
    place = places_now([child.pk], reader=reader).get(child.pk)
    home = place.organisation_id if place else None
    acting = child.acting_municipality_id
    return {
        key_of(organisation=seat.organisation, user=seat.job.user if seat.job else None)
        for seat in seats
        if _is_of(seat, acting) or (home and seat.organisation_id == home)
    }


def _is_of(seat: NetworkSeat, acting: int) -> bool:
    """The acting authority's team, and its case workers."""
    if seat.organisation:
        house = seat.organisation
        return house.kind == "authority_team" and house.municipality_id == acting
    return (
        seat.job is not None
        and access.is_owning(seat.job)
        and seat.job.organisation.home_municipality.pk == acting
    )


@dataclass(frozen=True)
class Knowing:
    """The people of today, parted by whether they will know."""

    can: Sequence[Seeing]
    cannot: Sequence[Seeing]


def after(child: Child, chosen: Sequence[Knower], *, reader: User) -> Knowing:
    """Whom a choice lets know, among those who can see the child today: those chosen, those who
    come in by a chosen house, and its leader. The same rule as `access.exempted`."""
    houses = {k.organisation.pk for k in chosen if k.organisation}
    leading = JobSeat.objects.filter(
        active_on(timezone.localdate()),
        organisation__in=houses,
        role__in=roles_with(Permission.FACTS_OF_PLACE),
    )
    seeing = who_can_see(child, reader=reader)
    knowing = {reader.pk, *(k.user.pk for k in chosen if k.user)}
    knowing |= set(leading.values_list("user", flat=True))
    knowing |= {person.user.pk for person in seeing if _house_of(person.seat) in houses}
    people = {person.user.pk: person for person in seeing}.values()
    return Knowing(
        can=[p for p in people if p.user.pk in knowing],
        cannot=[p for p in people if p.user.pk not in knowing],
    )


def _house_of(seat: NetworkSeat) -> int | None:
    return seat.job.organisation_id if seat.job else seat.organisation_id
