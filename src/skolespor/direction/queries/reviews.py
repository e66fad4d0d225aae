"""How it stands with the preparedness of schools and municipalities."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.queries import cadence, working_at
from skolespor.accounts.roles import JOBS_AT
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.danish_sqlite import danish
from skolespor.direction import access
from skolespor.direction.models import Review
from skolespor.direction.queries.plans import lacks_of
from skolespor.direction.rules.plans import Lack
from skolespor.direction.rules.reviews import RULE, Status, due_on, status_of

WHO_IS_CALLED = ("authority_team", "ppr", "school_administration_unit")
"""Units of the school's municipality that a school calls about a pupil who does not live at home."""


@dataclass(frozen=True)
class Standing:
    """One school or municipality: its status today, the day it is due in this school year, the latest
    review, and what is missing in its plan."""

    place: Organisation
    status: Status
    due: date
    last: Review | None
    is_done: bool
    lack: Lack


@dataclass(frozen=True)
class Municipality:
    """A municipality's own preparedness, its schools, those that must do something first, and how many
    of each."""

    own: Standing
    due: date
    standings: Sequence[Standing]

    @property
    def counts(self) -> Mapping[Status, int]:
        found = Counter(standing.status for standing in self.standings)
        return {status: found[status] for status in Status}

    @property
    def place(self) -> Organisation:
        return self.own.place

    def found(self, search: str = "", status: str = "") -> list[Standing]:
        """The schools with this in their name, and those that stand there."""
        return [
            one
            for one in self.standings
            if search.casefold() in one.place.name.casefold() and status in ("", one.status)
        ]

    @property
    def incomplete(self) -> int:
        """How many schools have a plan in which something is missing."""
        return sum(not standing.lack.is_none for standing in self.standings)


def own_schools(*, reader: User) -> list[Standing]:
    """How it stands with the schools that the reader leads."""
    schools = access.schools_to_review(reader).select_related("municipality")
    return _standings(schools.order_by(danish("name"), "pk"))


def own_places(*, reader: User) -> list[Standing]:
    """The same, and the municipalities whose work the reader leads; they stand last."""
    places = access.places_to_review(reader).select_related("municipality")
    found = _standings(places.order_by(danish("name"), "pk"))
    return sorted(found, key=lambda one: one.place.kind != "school")


def place_to_review(pk: int, *, reader: User) -> Standing | None:
    places = access.places_to_review(reader).filter(pk=pk).select_related("municipality")
    return next(iter(_standings(places)), None)


def is_seen(pk: int, *, reader: User) -> bool:
    """Whether the reader may look at the place's plan: then a page that only changes it is no secret."""
    return access.plans_read(reader).filter(pk=pk).exists()


def sees_list(*, reader: User) -> bool:
    """Whether the list of how it stands is for the reader at all."""
    return access.sees_list(reader)


def schools_read(*, reader: User) -> list[Organisation]:
    """The schools at which the reader works, whose plan is read there."""
    return list(access.schools_worked_at(reader).order_by(danish("name"), "pk"))


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


def called_from(place: Organisation) -> list[Organisation]:
    """The place itself, its municipality, and the units there that one calls."""
    home = place.home_municipality
    units = Organisation.objects.filter(municipality=home, kind__in=WHO_IS_CALLED)
    own = [place] if place == home else [place, home]
    return [*own, *units.order_by("kind", danish("name"), "pk")]


def _municipality(place: Organisation) -> Municipality:
    houses = Organisation.objects.filter(Q(kind="school", municipality=place) | Q(pk=place.pk))
    found = _standings(houses.select_related("municipality").order_by(danish("name"), "pk"))
    own = next(one for one in found if one.place == place)
    schools = [one for one in found if one.place != place]
    urgent = (Status.EXPIRED, Status.MISSING, Status.VALID)
    year = SchoolYear.of(timezone.localdate())
    due = due_on(year, _months(place, year))
    return Municipality(own, due, sorted(schools, key=lambda one: urgent.index(one.status)))


def _standings(schools: QuerySet[Organisation]) -> list[Standing]:
    """In a few queries for one municipality, however many schools it has."""
    today = timezone.localdate()
    year = SchoolYear.of(today)
    found = list(schools)
    latest = _latest(found)
    months = {home: _months(home, year) for home in {one.home_municipality for one in found}}
    lacks = lacks_of(found)
    return [
        _standing(
            one,
            latest.get(one.pk),
            lacks[one.pk],
            today=today,
            months=months[one.home_municipality],
        )
        for one in found
    ]


def _standing(
    place: Organisation, last: Review | None, lack: Lack, *, today: date, months: int
) -> Standing:
    year, done_in = SchoolYear.of(today), SchoolYear(last.school_year) if last else None
    return Standing(
        place=place,
        status=status_of(done_in, today=today, months=months),
        due=due_on(year, months),
        last=last,
        is_done=done_in == year,
        lack=lack,
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
