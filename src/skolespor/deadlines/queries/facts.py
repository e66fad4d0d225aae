"""What has happened to children: what rooms above have told, and what `children` itself knows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import F
from django.db.models.functions import Coalesce

from skolespor.accounts.models import Organisation
from skolespor.calendar.queries import calendars_of
from skolespor.calendar.rules.months import add_months
from skolespor.calendar.rules.years import school_years
from skolespor.children.models import Child, Enrolment, Placement
from skolespor.deadlines.models import Fact
from skolespor.deadlines.rules.due import (
    COUNTS_ITS_FIRST_DAY,
    ELSEWHERE,
    YOUNG,
    YOUTH,
    Happened,
)
from skolespor.deadlines.rules.rule import rules_of

YOUTH_FROM = 16 * 12
GRADE_OF_YOUTH_GUIDE = 8
BACK, ON = timedelta(days=60), timedelta(days=120)
"""How far around what happened school days are counted."""
NIGHT = timedelta(days=1)
OPEN_STILL = timedelta(days=61)
"""What belongs to a school year can be made up for until October of the next one."""
S = TypeVar("S", Placement, Enrolment)


def happened_to(
    children: Mapping[int, Child], since: Mapping[int, date], *, today: date
) -> dict[int, list[Happened]]:
    """Everything deadlines are counted from, by child; six queries, however many children.

    `since` is the first day on which Skolespor remembered anything for each of them.
    """
    homes = _by_child(_spells(Placement, children))
    schools = _by_child(_spells(Enrolment, children))
    told = _told(children)
    found = {
        pk: [
            *_homes(child, homes.get(pk, ())),
            *_while_placed(
                [
                    *_born(child),
                    *_schools(schools.get(pk, ())),
                    *_years(schools.get(pk, ()), since[pk], today),
                ],
                homes.get(pk, ()),
                today,
            ),
        ]
        for pk, child in children.items()
    }
    known = {
        pk: [
            replace(one, known_since=max(since[pk], one.known_since or since[pk])) for one in facts
        ]
        for pk, facts in found.items()
    }
    for pk, one in told.items():
        known[pk] += one
    return _with_school_days(known, children, homes, schools, today=today)


def _spells(model: type[S], children: Collection[int]) -> list[S]:
    rows = model._base_manager.filter(child__in=children)
    related = "school" if model is Enrolment else "municipality"
    return list(rows.select_related(related).order_by("since", "pk"))


def _by_child(spells: Iterable[S]) -> dict[int, list[S]]:
    found: dict[int, list[S]] = {}
    for spell in spells:
        found.setdefault(spell.child_id, []).append(spell)
    return found


def _told(children: Collection[int]) -> dict[int, list[Happened]]:
    """What rooms above have told; of a child that was created twice also what they told of the other,
    where nothing has been told of the one that is kept."""
    found: dict[int, dict[tuple[str, str, str], Happened]] = {pk: {} for pk in children}
    rows = Fact.objects.annotate(kept=Coalesce("child__merged_into", "child"))
    own_last = F("child__merged_into").desc(nulls_last=True)
    for row in rows.filter(kept__in=children).order_by(own_last, "pk"):
        found[row.kept][row.trigger, row.rule, row.ref] = Happened(
            row.trigger,
            row.on,
            row.ref,
            until=row.until,
            rule=row.rule,
            is_withdrawn=row.withdrawn_at is not None,
        )
    return {pk: list(facts.values()) for pk, facts in found.items()}


def _born(child: Child) -> Iterator[Happened]:
    if child.birth_date:
        yield Happened("birth_date", child.birth_date, "birth")


def _while_placed(
    facts: Iterable[Happened], placements: Sequence[Placement], today: date
) -> Iterator[Happened]:
    """A child that lives in no place any more has no birthdays, schools or school years to remember
    here: they end with the last day of the last place."""
    standing = _standing(placements)
    last = max((place.until or date.max for place in standing), default=date.max)
    begins = _placed_since(standing)
    for one in facts:
        known = max(begins, one.known_since or begins)
        until = min(last, one.until or last) if last < today else one.until
        yield replace(one, known_since=known, until=until)


def _placed_since(placements: Sequence[Placement]) -> date:
    """The first day of the last unbroken time in places; what fell due at home before is not made up
    for."""
    begins, ends = date.min, date.min
    for place in placements:
        if place.since > ends + NIGHT:
            begins = place.since
        ends = max(ends, place.until or date.max - NIGHT)
    return begins


def _homes(child: Child, placements: Iterable[Placement]) -> Iterator[Happened]:
    for place in placements:
        ref, gone = f"placement-{place.pk}", place.withdrawn_at is not None
        yield Happened(
            "placement_start",
            place.since,
            ref,
            until=place.until,
            marks=_marks(child, place),
            is_withdrawn=gone,
        )
        if place.until and place.end_reason == "return_home":
            yield Happened("return_home", place.until, ref, is_withdrawn=gone)


def _marks(child: Child, place: Placement) -> frozenset[str]:
    elsewhere = {ELSEWHERE} if place.municipality_id != child.acting_municipality_id else set()
    if child.birth_date is None:
        return frozenset(elsewhere)
    is_youth = add_months(child.birth_date, YOUTH_FROM) <= place.since
    return frozenset(elsewhere | {YOUTH if is_youth else YOUNG})


def _schools(enrolments: Sequence[Enrolment]) -> Iterator[Happened]:
    """The first day at a school: not the next class at the same one. And the first day in grade 8."""
    standing = [spell for spell in enrolments if spell.withdrawn_at is None]
    for spell in enrolments:
        gone = spell.withdrawn_at is not None
        if not _goes_on(spell, standing):
            yield Happened(
                "first_school_day",
                spell.since,
                f"enrolment-{spell.pk}",
                until=_left_on(spell, standing),
                place=spell.school_id,
                is_withdrawn=gone,
            )
    eighth = next((spell for spell in standing if spell.grade == GRADE_OF_YOUTH_GUIDE), None)
    if eighth:
        yield Happened("grade_8_start", eighth.since, "grade-8")


def _goes_on(spell: Enrolment, others: Iterable[Enrolment]) -> bool:
    """Whether the child was at that school already: in the class before, over a summer at most."""
    return any(
        one.pk != spell.pk
        and one.school_id == spell.school_id
        and one.since < spell.since
        and (one.until is None or one.until >= _last_day_before(spell.since))
        for one in others
    )


def _left_on(spell: Enrolment, others: Sequence[Enrolment]) -> date | None:
    """The last day at that school, through all the classes that follow."""
    until = spell.until
    for one in others:
        follows = one.school_id == spell.school_id and one.since > spell.since
        if follows and until is not None and until >= _last_day_before(one.since):
            until = None if one.until is None else max(until, one.until)
    return until


def _last_day_before(day: date) -> date:
    """A class that ended with June goes on in August."""
    summer = date(day.year, 6, 1)
    return summer if summer < day <= date(day.year, 8, 31) else day - NIGHT


def _years(enrolments: Sequence[Enrolment], since: date, today: date) -> Iterator[Happened]:
    """Each school year since Skolespor began to remember, up to the one that runs, in which the child
    has been a pupil so far. What belongs to a year is over when the next one has begun."""
    for year in school_years(since, today):
        last = min(today, year.last_day)
        began = [
            spell.since
            for spell in enrolments
            if spell.withdrawn_at is None
            and spell.since <= last
            and (spell.until is None or spell.until >= year.first_day)
        ]
        if began:
            yield Happened(
                "school_year_start",
                year.first_day,
                f"school-year-{year.begins}",
                until=year.next.first_day + OPEN_STILL,
                known_since=max(year.first_day, min(began)),
            )


# School days


def _with_school_days(
    found: Mapping[int, Sequence[Happened]],
    children: Mapping[int, Child],
    homes: Mapping[int, Sequence[Placement]],
    schools: Mapping[int, Sequence[Enrolment]],
    *,
    today: date,
) -> dict[int, list[Happened]]:
    """Each with the school days that count for it: without school those where the child lives, else
    those of the school that it goes to then. Not of what happened long before anything was remembered."""
    counting = [one.on for facts in found.values() for one in facts if _counts_days(one)]
    if not counting:
        return {pk: list(facts) for pk, facts in found.items()}
    first, last = min(counting) - BACK, max(*counting, today) + ON
    calendar = _Calendar(children, homes, schools, first, last)
    return {
        pk: [
            replace(one, days=calendar.days_for(pk, one)) if _counts_days(one) else one
            for one in facts
        ]
        for pk, facts in found.items()
    }


def _counts_days(one: Happened) -> bool:
    """Whether anything of it can still be counted in school days."""
    counts = any(rule.calendar == "school_days" for rule in rules_of(one.trigger))
    return counts and (one.known_since is None or one.on >= one.known_since - BACK)


class _Calendar:
    """School days of the municipalities where children live and of their schools; two queries."""

    def __init__(
        self,
        children: Mapping[int, Child],
        homes: Mapping[int, Sequence[Placement]],
        schools: Mapping[int, Sequence[Enrolment]],
        first: date,
        last: date,
    ):
        self.acting = {pk: child.acting_municipality for pk, child in children.items()}
        self.homes = {pk: _standing(spells) for pk, spells in homes.items()}
        self.schools = {pk: _standing(spells) for pk, spells in schools.items()}
        places: dict[int, Organisation] = {place.pk: place for place in self.acting.values()}
        places |= {h.municipality_id: h.municipality for spells in homes.values() for h in spells}
        places |= {s.school_id: s.school for spells in schools.values() for s in spells}
        years = school_years(first, last)
        known = calendars_of((place, year) for place in places.values() for year in years)
        self.days = {pk: [d for year in years for d in known[pk, year].days] for pk in places}
        self.lived: dict[int, Sequence[date]] = {}

    def days_for(self, pk: int, one: Happened) -> Sequence[date]:
        if one.trigger in COUNTS_ITS_FIRST_DAY:
            return self._where_it_lives(pk)
        if one.place is not None:
            return self.days[one.place]
        at = [s for s in self.schools.get(pk, ()) if s.until is None or s.until >= one.on]
        return self.days[at[0].school_id] if at else self._where_it_lives(pk)

    def _where_it_lives(self, pk: int) -> Sequence[date]:
        """Day by day those of the municipality in which the child lives; before it has lived anywhere,
        and after, those of the last one."""
        if pk not in self.lived:
            spells = self.homes.get(pk, [])
            self.lived[pk] = self._joined(spells) if spells else self.days[self.acting[pk].pk]
        return self.lived[pk]

    def _joined(self, spells: Sequence[Placement]) -> Sequence[date]:
        if len({home.municipality_id for home in spells}) == 1:
            return self.days[spells[0].municipality_id]
        found: list[date] = []
        for home, follower in zip(spells, [*spells[1:], None], strict=True):
            begins = home.since if found else date.min
            ends = follower.since if follower else date.max
            found += [day for day in self.days[home.municipality_id] if begins <= day < ends]
        return found


def _standing(spells: Sequence[S]) -> list[S]:
    return [spell for spell in spells if spell.withdrawn_at is None]
