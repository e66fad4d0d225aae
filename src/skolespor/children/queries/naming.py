"""Naming staff: what the leader of a school or a home works with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from skolespor.accounts.models import JobSeat, User
from skolespor.accounts.queries import working_at
from skolespor.accounts.roles import ANSWERS_AT_SCHOOL, NAMED_BY_LEADER, Role
from skolespor.children import access, rules
from skolespor.children.models import Child, Naming, NetworkSeat
from skolespor.core.danish_sqlite import danish
from skolespor.core.periods import active_on


@dataclass(frozen=True)
class Pupil:
    """A child with a seat held by one's school or home, and whom one has named for it."""

    seat: NetworkSeat
    namings: Sequence[Naming]
    today: date

    @property
    def child(self) -> Child:
        return self.seat.child

    @property
    def has_nobody(self) -> bool:
        return not self._now

    @property
    def wants_teacher(self) -> bool:
        """Somebody is named, but nobody who answers for the child at the school."""
        roles = [Role(naming.role) for naming in self._now]
        answers = ANSWERS_AT_SCHOOL in roles_at(self.seat)
        return answers and bool(roles) and ANSWERS_AT_SCHOOL not in roles

    @property
    def _now(self) -> list[Naming]:
        return [naming for naming in self.namings if naming.since <= self.today]


def seats_to_staff(*, reader: User) -> QuerySet[NetworkSeat]:
    """The seats of the houses one leads, by the children's names."""
    return access.seats_to_name_for(reader).order_by(danish("child__first_name"), "pk")


def pupils(keys: Collection[int], *, reader: User) -> list[Pupil]:
    """The children of some of these seats, each with the staff named today and later."""
    today = timezone.localdate()
    current = Naming.objects.filter(
        active_on(today, "job__"), closed_at=None, until__gte=today
    ).select_related("job__user")
    seats = (
        seats_to_staff(reader=reader)
        .filter(pk__in=keys)
        .select_related("child", "organisation")
        .prefetch_related(Prefetch("namings", current.order_by("since", "pk"), to_attr="current"))
    )
    return [Pupil(seat, seat.current, today) for seat in seats]


def seat_to_staff(seat_id: int, *, reader: User) -> NetworkSeat | None:
    mine = access.seats_to_name_for(reader).select_related("child", "organisation")
    return mine.filter(pk=seat_id).first()


def current_naming(naming_id: int, *, reader: User) -> Naming | None:
    """A naming at one of one's own seats that still lets somebody in."""
    mine = Naming.objects.filter(
        seat__in=access.seats_to_name_for(reader),
        closed_at=None,
        until__gte=timezone.localdate(),
    )
    return mine.select_related("seat__child", "job__user").filter(pk=naming_id).first()


def naming_choices(seat: NetworkSeat, *, reader: User) -> list[JobSeat]:
    """The staff one can name: who works there today in a role that is named. Not oneself, and not
    those who are named already."""
    if seat.organisation is None:
        return []
    today = timezone.localdate()
    named = seat.namings.filter(closed_at=None, until__gte=today).values("job")
    staff = working_at(seat.organisation, *roles_at(seat)).exclude(pk__in=named)
    return list(staff.exclude(user=reader))


def roles_at(seat: NetworkSeat) -> Sequence[Role]:
    """What staff is named as in the house that holds the seat."""
    return NAMED_BY_LEADER.get(seat.organisation.kind, ()) if seat.organisation else ()


def last_day_of(seat: NetworkSeat) -> date:
    """How long a naming of today holds: told before it is done."""
    today = timezone.localdate()
    return rules.naming_period(today=today, seat_until=seat.until)[1]


def to_renew(*, reader: User) -> QuerySet[Naming]:
    """Namings that end with the school year and that nobody has renewed: of those who still work
    there, at seats that go on after it."""
    end = rules.year_to_renew(timezone.localdate())
    later = Naming.objects.filter(
        seat=OuterRef("seat"), job=OuterRef("job"), closed_at=None, until__gt=end
    )
    found = Naming.objects.filter(
        active_on(timezone.localdate(), "job__"),
        Q(seat__until=None) | Q(seat__until__gt=end),
        ~Exists(later),
        seat__in=access.seats_to_name_for(reader),
        closed_at=None,
        until=end,
    )
    return found.select_related("seat__child", "seat__organisation", "job__user").order_by(
        danish("seat__child__first_name"), "seat", "pk"
    )


def with_nobody(*, reader: User) -> list[Pupil]:
    """Children whom nobody is named for, and nobody was: they too are gone through in August."""
    waiting = to_renew(reader=reader).order_by().values("seat")
    seats = seats_to_staff(reader=reader).exclude(pk__in=waiting)
    everybody = pupils(list(seats.values_list("pk", flat=True)), reader=reader)
    return [pupil for pupil in everybody if pupil.has_nobody]


def left_to_renew(*, reader: User) -> int:
    """For how many children somebody is to be renewed, or nobody is named at all."""
    today = timezone.localdate()
    named = Naming.objects.filter(active_on(today), active_on(today, "job__")).values("seat")
    waiting = to_renew(reader=reader).order_by().values("seat")
    seats = access.seats_to_name_for(reader).filter(organisation__kind__in=list(NAMED_BY_LEADER))
    return seats.filter(Q(pk__in=waiting) | ~Q(pk__in=named)).count()
