"""Creating a child by hand, from the authority, the coordinator or the host school."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.access import jobs_with
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.doubles import offer_matches
from skolespor.children.actions.seats import open_for_job, open_for_organisation
from skolespor.children.actions.spells import write_enrolment, write_placement
from skolespor.children.models import Child
from skolespor.core.fields import blind_index
from skolespor.notices.actions import tell


@dataclass(frozen=True)
class Home:
    """Where the child lives from the first day, as far as it is known."""

    type: str
    organisation: Organisation | None = None
    place_name: str = ""
    address: str = ""
    municipality: Organisation | None = None
    legal_basis: str = ""


@dataclass(frozen=True)
class School:
    school: Organisation
    grade: int | None = None
    class_name: str = ""


@transaction.atomic
def create_child(
    *,
    first_name: str,
    birth_year: int,
    acting_municipality: Organisation,
    last_name: str = "",
    birth_date: date | None = None,
    cpr: str = "",
    home_municipality: Organisation | None = None,
    team: Organisation | None = None,
    is_protected: bool = False,
    since: date | None = None,
    home: Home | None = None,
    school: School | None = None,
    by: User,
) -> Child:
    """A new child with its first seats: the creator's own, the team's, the home's, the school's.

    Name, birth year and acting municipality are enough on a Friday night. Whoever else may have
    the same child is asked, and sees nothing of this one until it has answered.
    """
    job = _creating_job(by)
    today = timezone.localdate()
    since = since or today
    number, birth_date = _check(first_name, birth_year, birth_date, cpr, today=today)
    rules.check_acting(
        acting_municipality.pk == job.organisation.home_municipality.pk,
        for_others=job.organisation.kind == "school",
    )
    child = Child.objects.create(
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        birth_year=birth_year,
        birth_date=birth_date,
        cpr=number,
        cpr_index=blind_index("cpr", number) if number else "",
        acting_municipality=acting_municipality,
        home_municipality=home_municipality,
        is_protected=is_protected,
    )
    log.record(events.CREATED, by=by, about=child, child_id=child.pk, role=job.role)
    _first_seats(child, job, team, since=today, by=by)
    if home:
        write_placement(child=child, since=since, by=by, **vars(home))
    if school:
        write_enrolment(child=child, since=since, by=by, **vars(school))
    _protect_from_start(child, job)
    offer_matches(child=child, created_by=job.organisation, by=by)
    return child


def _check(
    first_name: str, birth_year: int, birth_date: date | None, cpr: str, *, today: date
) -> tuple[str, date | None]:
    rules.check_name(first_name)
    rules.check_birth_year(birth_year, today=today)
    if not cpr:
        rules.check_agrees(birth_year, birth_date)
        return "", birth_date
    read = rules.read_cpr(cpr, today=today)
    rules.check_agrees(birth_year, read.birth_date)
    return read.cpr, read.birth_date


def _creating_job(by: User) -> JobSeat:
    jobs = jobs_with(by, Permission.CHILD_CREATE).select_related("organisation__municipality")
    job = jobs.order_by("pk").first()
    if job is None:
        raise PermissionDenied
    return job


def _first_seats(
    child: Child, job: JobSeat, team: Organisation | None, *, since: date, by: User
) -> None:
    """The creator's own seat, and the team's. A head teacher gets none: the school does."""
    house: dict[str, Any] = {"since": since, "until": None, "by": by}
    at_team = job.organisation.kind == "authority_team"
    if job.organisation.kind != "school" and not access.is_let_in_by_job(job):
        open_for_job(child=child, job=job, since=since, by=by)
    team = job.organisation if at_team else team
    if team:
        open_for_organisation(child=child, organisation=team, **house)
    if not access.has_owner(child):
        leaders = access.in_municipality(child.acting_municipality, Permission.CASELOAD_HAND_OVER)
        tell(events.OWNER_WANTED, leaders, key=f"owner-wanted-{child.pk}")


def _protect_from_start(child: Child, job: JobSeat) -> None:
    """A child that is protected from the first minute is seen whole by the creator's house only."""
    if child.is_protected:
        child.exemptions.create(organisation=job.organisation)
