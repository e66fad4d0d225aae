"""Creating a child by hand, from the authority, the coordinator or the host school."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.doubles import offer_matches
from skolespor.children.actions.seats import open_for_job, open_for_organisation
from skolespor.children.actions.spells import write_enrolment, write_placement
from skolespor.children.models import Child
from skolespor.children.queries.creation import creating_job, sits_alone, team_of, teams_of
from skolespor.core import drafts
from skolespor.core.fields import blind_index
from skolespor.notices.actions import tell

SENT_TWICE_WITHIN = 60 * 60
"""Seconds in which the same form, sent again, gives the same child."""
DRAFT = {"form": "create-child", "subject": "new"}


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
    """Where the child goes to school; `since` is the first day there, where it differs."""

    school: Organisation
    grade: int | None = None
    class_name: str = ""
    since: date | None = None


@transaction.atomic
def create_child_once(*, token: str, by: User, **facts: Any) -> Child:
    """The same form sent twice makes one child; sent with other answers, for a brother or a sister,
    it makes another. What was answered is in the key as a keyed fingerprint only.

    The token is claimed in the transaction that makes the child: the second of two equal requests
    waits for the first, and gets its child. The writer's draft has done its work.
    """
    answers = blind_index("create-child", repr(sorted(facts.items())))
    key = f"create-child-{by.pk}-{token}-{answers}"
    if not cache.add(key, None, SENT_TWICE_WITHIN):
        return Child.objects.get(pk=cache.get(key))
    child = create_child(by=by, **facts)
    cache.set(key, child.pk, SENT_TWICE_WITHIN)
    drafts.sent(owner_id=by.pk, **DRAFT)
    return child


@transaction.atomic
def create_child(
    *,
    first_name: str,
    acting_municipality: Organisation,
    birth_year: int | None = None,
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
    job = _job(by)
    _must_be_ones_own(team, job)
    since = since or timezone.localdate()
    born = _check(job, first_name, acting_municipality, birth_year, birth_date, cpr, school)
    child = Child.objects.create(
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        birth_year=born.year,
        birth_date=born.date,
        cpr=born.cpr,
        cpr_index=blind_index("cpr", born.cpr) if born.cpr else "",
        acting_municipality=acting_municipality,
        home_municipality=home_municipality,
        is_protected=is_protected,
    )
    log.record(events.CREATED, by=by, about=child, child_id=child.pk, role=job.role)
    _first_seats(child, job, team, by=by)
    _ask_for_owner(child)
    if home:
        _check_home(home)
        write_placement(child=child, since=since, by=by, **vars(home))
    if school:
        write_enrolment(child=child, by=by, **{**vars(school), "since": school.since or since})
    _protect_from_start(child, job)
    offer_matches(child=child, created_by=job.organisation, by=by)
    return child


def check_child(
    *,
    first_name: str,
    acting_municipality: Organisation,
    birth_year: int | None = None,
    birth_date: date | None = None,
    cpr: str = "",
    home: Home | None = None,
    school: School | None = None,
    by: User,
    **_others: Any,
) -> None:
    """Ask every rule of `create_child` without creating anybody: before the page that says who
    gets a seat."""
    _check(_job(by), first_name, acting_municipality, birth_year, birth_date, cpr, school)
    if home:
        _check_home(home)
    if school:
        rules.check_grade(school.grade)


def _check_home(home: Home) -> None:
    place = home.organisation.pk if home.organisation else None
    rules.check_place(place, home.place_name, home.municipality)


@dataclass(frozen=True)
class Born:
    """What is known of the birth, in agreement with itself."""

    cpr: str
    year: int
    date: date | None


def _check(
    job: JobSeat,
    first_name: str,
    acting: Organisation,
    birth_year: int | None,
    birth_date: date | None,
    cpr: str,
    school: School | None,
) -> Born:
    at_school = job.organisation.kind == "school"
    rules.check_name(first_name)
    born = _born(birth_year, birth_date, cpr)
    rules.check_acting(acting.pk == job.organisation.home_municipality.pk, for_others=at_school)
    if at_school and school and school.school != job.organisation:
        raise PermissionDenied
    return born


def _born(birth_year: int | None, birth_date: date | None, cpr: str) -> Born:
    """The year may be left out where the date or the number says it."""
    today = timezone.localdate()
    read = rules.read_cpr(cpr, today=today) if cpr else None
    if read:
        rules.check_same_day(birth_date, read.birth_date)
    known = read.birth_date if read else birth_date
    year = birth_year or (known.year if known else 0)
    rules.check_birth_year(year, today=today)
    rules.check_born(known, today=today)
    rules.check_agrees(year, known)
    return Born(read.cpr if read else "", year, known)


def _job(by: User) -> JobSeat:
    job = creating_job(by)
    if job is None:
        raise PermissionDenied
    return job


def _must_be_ones_own(team: Organisation | None, job: JobSeat) -> None:
    """A team gets a seat, and its leader sees the child: only one of one's own municipality."""
    if team and not teams_of(job).filter(pk=team.pk).exists():
        raise PermissionDenied


def _first_seats(child: Child, job: JobSeat, team: Organisation | None, *, by: User) -> None:
    """The creator's own seat, and the team's. A head teacher gets none: the school does."""
    today = timezone.localdate()
    if sits_alone(job):
        open_for_job(child=child, job=job, since=today, by=by)
    house = team_of(job, team)
    if house:
        open_for_organisation(child=child, organisation=house, since=today, until=None, by=by)


def _ask_for_owner(child: Child) -> None:
    if not access.has_owner(child):
        leaders = access.in_municipality(child.acting_municipality, Permission.CASELOAD_HAND_OVER)
        tell(events.OWNER_WANTED, leaders, key=f"owner-wanted-{child.pk}")


def _protect_from_start(child: Child, job: JobSeat) -> None:
    """A child that is protected from the first minute is seen whole by the creator's house only."""
    if child.is_protected:
        child.exemptions.create(organisation=job.organisation)
