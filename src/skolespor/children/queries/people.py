"""The people around a child: contacts, who can see, and who has seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import Deputy, JobSeat, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import HOLDS_CUSTODY, LET_IN_BY_JOB, Role, roles_with
from skolespor.audit.log import KINDS
from skolespor.audit.models import Entry
from skolespor.audit.queries import reads_of
from skolespor.children import access
from skolespor.children.events import STEPS
from skolespor.children.models import Child, Naming, NetworkSeat
from skolespor.core.content import code_list
from skolespor.core.periods import active_on, holds


@dataclass(frozen=True)
class Seeing:
    """One person who can see the child today, and why, in words."""

    user: User
    name: str
    acting: Role
    why: str
    phone: str
    place: str
    is_at_home: bool
    until: date | None
    seat: NetworkSeat
    naming: Naming | None = None
    is_deputy: bool = False
    is_unnamed_home: bool = False
    """The reader may not know in what kind of home the child lives; the role would tell."""

    @property
    def role(self) -> str:
        return _("Voksen, hvor barnet bor") if self.is_unnamed_home else self.acting.label

    @property
    def line(self) -> str:
        """The leadership line of the role: school, placement, authority, or nothing."""
        return code_list("roles")[self.acting.value]["line"] or ""


def who_can_see(child: Child, *, reader: User, sight: access.Sight | None = None) -> list[Seeing]:
    """Everybody who may open the child's page today, each with the reason.

    The same people as `access.children_where` lets in (a test compares the two). Names and places
    that the reader may not know are left out.
    """
    sight = sight or access.sight_of(reader, child)
    seen = [_as_seen(person, sight) for person in _everybody(child)]
    return sorted(seen, key=lambda person: (person.role, person.name))


def contacts(seeing: Sequence[Seeing], sight: access.Sight) -> list[Seeing]:
    """Whom to call, of those who can see: the adults, once each, without the family itself."""
    if "team_contacts" not in sight:
        return []
    found: dict[int, Seeing] = {}
    for person in seeing:
        if person.seat.break_glass_id is None and person.seat.user_id is None:
            found.setdefault(person.user.pk, person)
    return list(found.values())


def _as_seen(person: Seeing, sight: access.Sight) -> Seeing:
    """The adults' names are a field, who holds custody is one, and so are the place's name and what
    kind of home it is."""
    if person.is_at_home and "living_situation" not in sight:
        person = replace(person, is_unnamed_home=True, place="")
        person = replace(person, why=person.role)
    if "team_contacts" not in sight:
        return _hidden(person)
    if person.acting == HOLDS_CUSTODY and "custody" not in sight:
        return _hidden(person)
    if person.is_at_home and not person.is_unnamed_home and "place_and_address" not in sight:
        return replace(person, place="", why=_("{role}, hvor barnet bor").format(role=person.role))
    return person


def _hidden(person: Seeing) -> Seeing:
    """Role only: a name at a school or a home could be looked up."""
    why = _("{role}: navn og sted er skjult").format(role=person.role)
    return replace(person, name="", why=why, phone="", place="")


def _everybody(child: Child) -> Iterator[Seeing]:
    """All ways in of all people, walked from the seats instead of from one user."""
    viewing = roles_with(Permission.CHILD_VIEW)
    for seat in _open_seats(child):
        for let_in in _let_in(seat):
            if let_in.role in viewing and let_in.user.is_active:
                yield _seeing(seat, let_in)


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


@dataclass(frozen=True)
class _LetIn:
    """One person whom a seat lets in: by its own right, a job, a naming or a deputyship."""

    user: User
    role: str
    naming: Naming | None = None
    deputy: Deputy | None = None


def _let_in(seat: Any) -> Iterator[_LetIn]:
    if seat.user:
        yield _LetIn(seat.user, seat.role)
    elif seat.job:
        yield from _by_job(seat)
    else:
        for naming in seat.named:
            if naming.job.organisation_id == seat.organisation_id:
                yield _LetIn(naming.job.user, naming.role, naming=naming)
        for job in seat.organisation.let_in:
            yield _LetIn(job.user, job.role)


def _by_job(seat: Any) -> Iterator[_LetIn]:
    """The holder, and the deputies who work at the same place; nobody when the job is over. Nobody
    stands in for somebody else's break-glass."""
    job = seat.job
    today = timezone.localdate()
    if job.closed_at or not holds(today, since=job.since, until=job.until):
        return
    yield _LetIn(job.user, job.role)
    if seat.break_glass_id:
        return
    here = {colleague.user_id for colleague in job.organisation.colleagues}
    for deputy in job.standing_in:
        if deputy.user_id in here:
            yield _LetIn(deputy.user, job.role, deputy=deputy)


def _seeing(seat: NetworkSeat, let_in: _LetIn) -> Seeing:
    user, role = let_in.user, Role(let_in.role)
    house = seat.organisation or (seat.job.organisation if seat.job else None)
    ends = let_in.naming or let_in.deputy or seat
    return Seeing(
        user=user,
        name=user.name,
        acting=role,
        why=access.why(access.Way(seat, role), user),
        phone=user.phone or (house.phone if house else ""),
        place=house.name if house else "",
        is_at_home=house is not None and is_home(house.kind),
        until=ends.until,
        seat=seat,
        naming=let_in.naming,
        is_deputy=let_in.deputy is not None,
    )


def is_home(kind: str) -> bool:
    """Whether a child can live in this kind of organisation."""
    item = code_list("organisation_kinds")[kind]
    return item["line"] == "placement" and bool(item["has_children"])


def readers_of(child: Child, field: str, *, reader: User) -> list[str]:
    """The roles around the child today that see a field: said before something is written there."""
    seeing = who_can_see(child, reader=reader)
    return sorted({p.role for p in seeing if field in access.whole_fields(p.acting)})


# Who loses access: shown before it is done


@dataclass(frozen=True)
class Losing:
    """Whom some seats let in, and who of them has another way in all the same."""

    out: Sequence[Seeing]
    stay: Sequence[Seeing]


def losing(child: Child, seats: Sequence[NetworkSeat], *, reader: User) -> Losing:
    """What happens to people when these seats end."""
    ending = {seat.pk for seat in seats}
    return _parted(child, lambda person: person.seat.pk in ending, reader=reader)


def losing_naming(child: Child, naming: Naming, *, reader: User) -> Losing:
    return _parted(child, lambda person: person.naming == naming, reader=reader)


def _parted(child: Child, ends: Any, *, reader: User) -> Losing:
    seeing = who_can_see(child, reader=reader)
    kept = {person.user.pk for person in seeing if not ends(person)}
    leaving = {person.user.pk: person for person in seeing if ends(person)}.values()
    return Losing(
        out=[person for person in leaving if person.user.pk not in kept],
        stay=[person for person in leaving if person.user.pk in kept],
    )


def seat_at(child: Child, pk: int, *, reader: User) -> NetworkSeat | None:
    """A seat at the child that still counts or will, if the reader may know of it."""
    return _seats_left(child, reader=reader).filter(pk=pk).first()


def naming_at(child: Child, pk: int, *, reader: User) -> Naming | None:
    """A naming that still counts or will, on a seat that does."""
    seats = _seats_left(child, reader=reader)
    found = Naming.objects.filter(
        seat__in=seats, pk=pk, closed_at=None, until__gte=timezone.localdate()
    )
    return found.select_related("seat__child", "job__user").first()


def seats_without_people(
    child: Child, seeing: Sequence[Seeing], *, reader: User
) -> list[NetworkSeat]:
    """Seats that let in nobody today: the leader has named no one, or they begin later."""
    busy = {person.seat.pk for person in seeing}
    return [seat for seat in _seats_left(child, reader=reader) if seat.pk not in busy]


def _seats_left(child: Child, *, reader: User) -> QuerySet[NetworkSeat]:
    if access.sight_of(reader, child).is_masked:
        return NetworkSeat.objects.none()
    today = timezone.localdate()
    left = NetworkSeat.objects.filter(child=child, closed_at=None).exclude(until__lt=today)
    related = left.select_related("child", "organisation", "job__user", "job__organisation", "user")
    return related.order_by(F("organisation").asc(nulls_last=True), "pk")


# Who has seen it


@dataclass(frozen=True)
class Look:
    """One line of "hvem har set det": when, as what, why. Never a name of staff."""

    at: datetime
    role: str
    what: Any
    step: str
    is_by_code: bool = False
    """The child itself, let in by an adult's code: the adult may have sat there too."""


def looks(child: Child, *, reader: User) -> QuerySet[Entry]:
    """Every time somebody saw something about the child, the newest first."""
    doubles = child.doubles.values_list("pk", flat=True)
    return reads_of([child.pk, *doubles])


def looks_between(
    child: Child, *, reader: User, since: date | None = None, until: date | None = None
) -> list[Look]:
    """The same for the family's extract: all of some days, both included."""
    found = looks(child, reader=reader)
    if since:
        found = found.filter(at__date__gte=since)
    if until:
        found = found.filter(at__date__lte=until)
    return [look_of(entry) for entry in found]


def look_of(entry: Entry) -> Look:
    step = STEPS.get(entry.data.get("step", ""), "")
    is_by_code = "through" in entry.data
    return Look(
        entry.at, _role_of(entry, is_by_code), KINDS[entry.kind].text, str(step), is_by_code
    )


def _role_of(entry: Entry, is_by_code: bool) -> str:
    if is_by_code:
        return _("Barnet, med en kode fra en voksen")
    return Role(entry.role).label if entry.role else _("Uden plads ved barnet")
