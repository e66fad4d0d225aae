"""The people around a child: contacts, who can see, and who has seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import Deputy, JobSeat, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import LET_IN_BY_JOB, Role, roles_with
from skolespor.audit.log import KINDS
from skolespor.audit.models import Entry
from skolespor.audit.queries import reads_of
from skolespor.children import access
from skolespor.children.models import Child, Naming, NetworkSeat
from skolespor.core.periods import active_on, holds


@dataclass(frozen=True)
class Seeing:
    """One person who can see the child today, and why, in words."""

    user: User
    name: str
    role: str
    why: str
    phone: str
    place: str
    until: date | None
    seat: NetworkSeat
    naming: Naming | None = None


def who_can_see(child: Child, *, reader: User) -> list[Seeing]:
    """Everybody who may open the child's page today, each with the reason.

    The same people as `access.children_where` lets in (a test compares the two). For a reader who
    may not know where a protected child is, names and places that could tell are left out.
    """
    sight = access.sight_of(reader, child)
    seen = sorted(_everybody(child), key=lambda person: (person.role, person.name))
    if not sight.is_masked:
        return seen
    return [_hidden(person) for person in seen]


def contacts(child: Child, *, reader: User) -> list[Seeing]:
    """Whom to call: the adults around the child, once each, without the family itself."""
    found: dict[int, Seeing] = {}
    for person in who_can_see(child, reader=reader):
        if person.seat.break_glass_id is None and person.seat.user_id is None:
            found.setdefault(person.user.pk, person)
    return list(found.values())


def _hidden(person: Seeing) -> Seeing:
    """Role only: a name at a school or a home could be looked up."""
    return Seeing(
        user=person.user,
        name="",
        role=person.role,
        why=_("{role}: navn og sted er skjult").format(role=person.role),
        phone="",
        place="",
        until=person.until,
        seat=person.seat,
        naming=person.naming,
    )


def _everybody(child: Child) -> Iterator[Seeing]:
    """All ways in of all people, walked from the seats instead of from one user."""
    viewing = roles_with(Permission.CHILD_VIEW)
    for seat in _open_seats(child):
        for user, role, naming in _let_in(seat):
            if role in viewing and user.is_active:
                yield _seeing(seat, user, Role(role), naming)


def _open_seats(child: Child) -> QuerySet[NetworkSeat]:
    today = timezone.localdate()
    at_work = JobSeat.objects.filter(active_on(today)).select_related("user")
    namings = Naming.objects.filter(active_on(today), active_on(today, "job__"))
    deputies = Deputy.objects.filter(active_on(today)).select_related("user")
    return (
        NetworkSeat.objects.filter(active_on(today), child=child, child__merged_into=None)
        .select_related("user", "job__user", "job__organisation", "organisation")
        .prefetch_related(
            Prefetch("namings", namings.select_related("job__user"), to_attr="named"),
            Prefetch(
                "organisation__jobs", at_work.filter(role__in=LET_IN_BY_JOB), to_attr="let_in"
            ),
            Prefetch("job__deputies", deputies, to_attr="standing_in"),
            Prefetch("job__organisation__jobs", at_work, to_attr="colleagues"),
        )
    )


def _let_in(seat: Any) -> Iterator[tuple[User, str, Naming | None]]:
    if seat.user:
        yield seat.user, seat.role, None
    elif seat.job:
        yield from _by_job(seat)
    else:
        for naming in seat.named:
            if naming.job.organisation_id == seat.organisation_id:
                yield naming.job.user, naming.role, naming
        for job in seat.organisation.let_in:
            yield job.user, job.role, None


def _by_job(seat: Any) -> Iterator[tuple[User, str, None]]:
    """The holder, and the deputies who work at the same place; nobody when the job is over."""
    job = seat.job
    today = timezone.localdate()
    if job.closed_at or not holds(today, since=job.since, until=job.until):
        return
    yield job.user, job.role, None
    here = {colleague.user_id for colleague in job.organisation.colleagues}
    for deputy in job.standing_in:
        if deputy.user_id in here:
            yield deputy.user, job.role, None


def _seeing(seat: NetworkSeat, user: User, role: Role, naming: Naming | None) -> Seeing:
    house = seat.organisation or (seat.job.organisation if seat.job else None)
    return Seeing(
        user=user,
        name=user.name,
        role=role.label,
        why=access.why(access.Way(seat, role), user),
        phone=user.phone,
        place=house.name if house else "",
        until=naming.until if naming else seat.until,
        seat=seat,
        naming=naming,
    )


@dataclass(frozen=True)
class Look:
    """One line of "hvem har set det": when, as what, why. Never a name of staff."""

    at: datetime
    role: str
    what: Any
    step: str


def looks(child: Child, *, reader: User) -> QuerySet[Entry]:
    """Every time somebody saw something about the child, the newest first."""
    doubles = child.doubles.values_list("pk", flat=True)
    return reads_of([child.pk, *doubles])


def look_of(entry: Entry) -> Look:
    role = Role(entry.role).label if entry.role else _("Uden plads ved barnet")
    step = STEPS.get(entry.data.get("step", ""), "")
    return Look(at=entry.at, role=role, what=KINDS[entry.kind].text, step=str(step))


STEPS: dict[str, Any] = {}
"""What one did at a page, by the page's name; rooms that have pages about children add theirs."""
