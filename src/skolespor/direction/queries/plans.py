"""The preparedness plan of a school or a municipality, and what is missing in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.queries import is_over
from skolespor.accounts.roles import JOBS_AT, Role
from skolespor.core.danish_sqlite import danish
from skolespor.core.periods import active_on
from skolespor.direction import access
from skolespor.direction.models import PlanPart, PlanStep
from skolespor.direction.queries.phases import Must, Phase, ids_of, phases
from skolespor.direction.rules.plans import Answered, Lack, answered

THEIR_OWN = ("school", "childrens_home", "foster_family", "national_agency")
"""Houses whose staff no municipality's plan names: they have a plan or a home of their own."""


@dataclass(frozen=True)
class Step:
    """What must be done, and who does it there. `text` is in the place's own words where it has any;
    `is_own`: this place answers for it, not the other of school and municipality."""

    must: Must
    state: Answered
    is_own: bool
    row: PlanStep | None

    @property
    def text(self) -> str:
        return (self.row and self.row.words) or self.must.text

    @property
    def words_of_place(self) -> str:
        return self.row.words if self.row else ""

    @property
    def person(self) -> str:
        return self.row.job.user.name if self.row and self.row.job else ""

    @property
    def who(self) -> str:
        return self.row.who if self.row else ""

    @property
    def means(self) -> str:
        return self.row.means if self.row else ""


@dataclass(frozen=True)
class Part:
    """One phase. `row` is what has been saved of it at this place."""

    phase: Phase
    row: PlanPart | None
    steps: Sequence[Step]

    @property
    def own(self) -> list[Step]:
        return [step for step in self.steps if step.is_own]

    @property
    def version(self) -> int:
        return self.row.version if self.row else 0


@dataclass(frozen=True)
class Plan:
    place: Organisation
    parts: Sequence[Part]

    @property
    def lack(self) -> Lack:
        own = [step.state for part in self.parts for step in part.own]
        return Lack(len(own), own.count(Answered.NO), own.count(Answered.GONE))

    def part(self, phase_id: str) -> Part | None:
        return next((part for part in self.parts if part.phase.id == phase_id), None)


def plan_for(pk: int, *, reader: User) -> Plan | None:
    """A plan that the reader may read."""
    found = access.plans_read(reader).filter(pk=pk).select_related("municipality").first()
    return plan_of(found) if found else None


def may_write(place: Organisation, *, reader: User) -> bool:
    return access.may_review(reader, place)


def plan_of(place: Organisation) -> Plan:
    """The whole plan in three queries. In a school's, what the municipality does stands beside it."""
    houses = {place, place.home_municipality}
    rows = PlanPart.objects.filter(organisation__in=houses).select_related("edited_by")
    steps = PlanStep.objects.filter(part__in=rows).select_related("job__user", "part")
    answers = {(one.part.organisation_id, one.step): one for one in steps}
    own = {row.phase: row for row in rows if row.organisation_id == place.pk}
    return Plan(place, [_part(place, phase, own.get(phase.id), answers) for phase in phases()])


def _part(
    place: Organisation,
    phase: Phase,
    row: PlanPart | None,
    answers: Mapping[tuple[int, str], PlanStep],
) -> Part:
    """A municipality's plan holds its own steps alone; every school has its own for the rest."""
    own = {must.id for must in phase.of(place.kind)}
    shown = phase.musts if place.kind == "school" else phase.of(place.kind)
    steps = []
    for must in shown:
        is_own = must.id in own
        whose = place if is_own else place.home_municipality
        steps.append(_step(must, answers.get((whose.pk, must.id)), is_own=is_own))
    return Part(phase, row, steps)


def _step(must: Must, row: PlanStep | None, *, is_own: bool) -> Step:
    job = row.job if row else None
    is_there = job is not None and not is_over(job, timezone.localdate())
    state = answered(
        is_named=job is not None, is_still_there=is_there, words=row.who if row else ""
    )
    return Step(must, state, is_own, row)


def lacks_of(places: Collection[Organisation]) -> dict[int, Lack]:
    """What is missing in the plans of many places, in one query for each kind of place."""
    found: dict[int, Lack] = {}
    for kind in access.WITH_A_PLAN:
        of_kind = [place for place in places if place.kind == kind]
        if of_kind:
            found |= _lacks(of_kind, ids_of(kind))
    return found


def _lacks(places: Collection[Organisation], steps: Collection[str]) -> dict[int, Lack]:
    rows = PlanStep.objects.filter(part__organisation__in=places, step__in=steps)
    named = Q(job__isnull=False)
    counted = rows.values("part__organisation").annotate(
        answered=Count("pk", filter=named | ~Q(who="")),
        named=Count("pk", filter=named),
        there=Count("pk", filter=named & active_on(timezone.localdate(), "job__")),
    )
    by_place = {one["part__organisation"]: one for one in counted}
    nothing = {"answered": 0, "named": 0, "there": 0}
    lacks = {}
    for place in places:
        one = by_place.get(place.pk, nothing)
        lacks[place.pk] = Lack(
            len(steps), len(steps) - one["answered"], one["named"] - one["there"]
        )
    return lacks


def staff_to_name(place: Organisation) -> list[JobSeat]:
    """Who can be named in the plan: a school's own staff, or those who work in the municipality's own
    units. Homes and families are never named in it."""
    jobs = JobSeat.objects.filter(active_on(timezone.localdate()))
    if place.kind == "school":
        jobs = jobs.filter(organisation=place, role__in=JOBS_AT["school"])
    else:
        units = Organisation.objects.filter(municipality=place).exclude(kind__in=THEIR_OWN)
        jobs = jobs.filter(Q(organisation__in=units) | Q(organisation=place))
    return list(jobs.select_related("user").order_by(danish("user__name"), "pk"))


def nameable(jobs: Sequence[JobSeat], place: Organisation, role: Role) -> list[JobSeat]:
    """Of these, who can be named for a step: at a school everybody, in a municipality, where hundreds
    work, those who have the job that the step asks for."""
    return [job for job in jobs if place.kind == "school" or job.role == role]


def part_saved(pk: int, phase_id: str) -> list[PlanStep]:
    """What stands there now, for the page that shows both texts."""
    rows = PlanStep.objects.filter(part__organisation=pk, part__phase=phase_id)
    return list(rows.select_related("job__user", "part__edited_by"))
