"""How it stands with the preparedness of schools."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.queries import cadence, working_at
from skolespor.accounts.roles import JOBS_AT
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.danish_sqlite import danish
from skolespor.direction import access
from skolespor.direction.models import Review
from skolespor.direction.rules import RULE, Status, due_on, status_of

WHO_IS_CALLED = ("authority_team", "ppr", "school_administration_unit")
"""Units of the school's municipality that a school calls about a pupil who does not live at home."""


@dataclass(frozen=True)
class Standing:
    """One school: its status today, the day it is due in this school year, and the latest review."""

    school: Organisation
    status: Status
    due: date
    last: Review | None
    is_done: bool


@dataclass(frozen=True)
class Municipality:
    """The schools of a municipality, those that must do something first, and how many of each."""

    place: Organisation
    due: date
    standings: Sequence[Standing]

    @property
    def counts(self) -> Mapping[Status, int]:
        found = Counter(standing.status for standing in self.standings)
        return {status: found[status] for status in Status}


def own_schools(*, reader: User) -> list[Standing]:
    """How it stands with the schools that the reader leads."""
    schools = access.schools_to_review(reader).select_related("municipality")
    return _standings(schools.order_by(danish("name"), "pk"))


def school_to_review(pk: int, *, reader: User) -> Standing | None:
    schools = access.schools_to_review(reader).filter(pk=pk).select_related("municipality")
    return next(iter(_standings(schools)), None)


def left_to_review(*, reader: User) -> int:
    """How many of the schools that the reader leads have not done it in this school year."""
    return sum(not standing.is_done for standing in own_schools(reader=reader))


def municipalities(*, reader: User) -> list[Municipality]:
    """The municipalities that the reader keeps an eye on, each with its schools."""
    places = access.municipalities_seen(reader).order_by(danish("name"), "pk")
    return [_municipality(place) for place in places]


def left_in_municipalities(*, reader: User) -> int:
    """How many of the schools that the reader keeps an eye on have no valid preparedness."""
    seen = municipalities(reader=reader)
    return sum(len(one.standings) - one.counts[Status.VALID] for one in seen)


def staff_of(school: Organisation) -> list[JobSeat]:
    """Who works there today, in the order of the roles."""
    order = {role.value: number for number, role in enumerate(JOBS_AT["school"])}
    staff = working_at(school, *JOBS_AT["school"])
    return sorted(staff, key=lambda job: order[job.role])


def called_from(school: Organisation) -> list[Organisation]:
    """The school itself, its municipality, and the units there that one calls."""
    home = school.home_municipality
    units = Organisation.objects.filter(municipality=home, kind__in=WHO_IS_CALLED)
    return [school, home, *units.order_by("kind", danish("name"), "pk")]


def _municipality(place: Organisation) -> Municipality:
    schools = Organisation.objects.filter(kind="school", municipality=place)
    found = _standings(schools.select_related("municipality").order_by(danish("name"), "pk"))
    urgent = (Status.EXPIRED, Status.MISSING, Status.VALID)
    year = SchoolYear.of(timezone.localdate())
    due = due_on(year, _months(place, year))
    return Municipality(place, due, sorted(found, key=lambda one: urgent.index(one.status)))


def _standings(schools: QuerySet[Organisation]) -> list[Standing]:
    """In three queries for one municipality, however many schools it has."""
    today = timezone.localdate()
    year = SchoolYear.of(today)
    found = list(schools)
    latest = _latest(found)
    months = {home: _months(home, year) for home in {one.home_municipality for one in found}}
    return [
        _standing(one, latest.get(one.pk), today=today, months=months[one.home_municipality])
        for one in found
    ]


def _standing(school: Organisation, last: Review | None, *, today: date, months: int) -> Standing:
    year, done_in = SchoolYear.of(today), SchoolYear(last.school_year) if last else None
    return Standing(
        school=school,
        status=status_of(done_in, today=today, months=months),
        due=due_on(year, months),
        last=last,
        is_done=done_in == year,
    )


def _latest(schools: Iterable[Organisation]) -> dict[int, Review]:
    reviews = Review.objects.filter(organisation__in=schools, withdrawn_at=None)
    in_order = reviews.select_related("reviewed_by").order_by("school_year", "pk")
    return {review.organisation_id: review for review in in_order}


def _months(municipality: Organisation, year: SchoolYear) -> int:
    """The municipality's own number of months after 1 August, or the one of the content."""
    found = cadence(municipality, RULE, day=year.first_day)
    assert found is not None  # noqa: S101 - the content has the rule
    return found.n
