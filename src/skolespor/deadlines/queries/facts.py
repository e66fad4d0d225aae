"""What has happened to children: what rooms above have told, and what `children` itself knows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Q
from django.db.models.functions import Coalesce

from skolespor.accounts.models import Organisation
from skolespor.calendar.queries import calendars_of
from skolespor.calendar.rules.years import school_years
from skolespor.children.models import Child, Enrolment, Placement
from skolespor.deadlines.models import Fact
from skolespor.deadlines.rules.due import (
    COUNTS_ITS_FIRST_DAY,
    ELSEWHERE,
    YOUNG,
    YOUTH,
    Happened,
    add_months,
)

YOUTH_FROM = 16 * 12
GRADE_OF_YOUTH_GUIDE = 8
BACK, ON = timedelta(days=60), timedelta(days=120)
"""How far around what happened school days are counted."""
NIGHT = timedelta(days=1)
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
        pk: [replace(one, known_since=since[pk]) for one in facts] for pk, facts in found.items()
    }
    for pk, one in told:
        known[pk].append(one)
    remembered = min(since.values(), default=today) - BACK
    return _with_school_days(known, children, homes, schools, from_day=remembered, today=today)


def _spells(model: type[S], children: Collection[int]) -> list[S]:
    rows = model._base_manager.filter(child__in=children)
    related = "school" if model is Enrolment else "municipality"
    return list(rows.select_related(related).order_by("since", "pk"))


def _by_child(spells: Iterable[S]) -> dict[int, list[S]]:
    found: dict[int, list[S]] = {}
    for spell in spells:
        found.setdefault(spell.child_id, []).append(spell)
    return found


def _told(children: Collection[int]) -> Iterator[tuple[int, Happened]]:
    """What rooms above have told; of a child that was created twice also what they told of the other."""
    rows = Fact.objects.annotate(kept=Coalesce("child__merged_into", "child"))
    for row in rows.filter(kept__in=children).order_by("pk"):
        yield (
            row.kept,
            Happened(
                row.trigger,
                row.on,
                row.ref,
                until=row.until,
                rule=row.rule,
                is_withdrawn=row.withdrawn_at is not None,
            ),
        )


def _born(child: Child) -> Iterator[Happened]:
    if child.birth_date:
        yield Happened("birth_date", child.birth_date, "birth")


def _while_placed(
    facts: Iterable[Happened], placements: Sequence[Placement], today: date
) -> Iterator[Happened]:
    """A child that lives in no place any more has no birthdays, schools or school years to remember
    here: they end with the last day of the last place."""
    ends = [place.until for place in _standing(placements)]
    last = max((end for end in ends if end), default=None)
    is_over = last is not None and None not in ends and last < today
    for one in facts:
        if is_over and last is not None:
            yield replace(one, until=min(last, one.until or last))
        else:
            yield one


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
                until=spell.until,
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


def _last_day_before(day: date) -> date:
    """A class that ended with June goes on in August."""
    summer = date(day.year, 6, 1)
    return summer if summer < day <= date(day.year, 8, 31) else day - NIGHT


def _years(enrolments: Sequence[Enrolment], since: date, today: date) -> Iterator[Happened]:
    """Each school year since Skolespor began to remember, up to the one that runs, in which the child
    has been a pupil so far. What belongs to a year is over when the next one has begun."""
    for year in school_years(since, today):
        last = min(today, year.last_day)
        pupil = any(
            spell.withdrawn_at is None
            and spell.since <= last
            and (spell.until is None or spell.until >= year.first_day)
            for spell in enrolments
        )
        if pupil:
            ref = f"school-year-{year.begins}"
            yield Happened("school_year_start", year.first_day, ref, until=year.next.first_day)


# School days


def _with_school_days(
    found: Mapping[int, Sequence[Happened]],
    children: Mapping[int, Child],
    homes: Mapping[int, Sequence[Placement]],
    schools: Mapping[int, Sequence[Enrolment]],
    *,
    from_day: date,
    today: date,
) -> dict[int, list[Happened]]:
    """Each with the school days that count for it: without school those where the child lives, else
    those of the school that it goes to then. Not of what happened long before anything was remembered."""
    recent = [one.on for facts in found.values() for one in facts if one.on >= from_day]
    if not recent:
        return {pk: list(facts) for pk, facts in found.items()}
    first, last = min(recent) - BACK, max(*recent, today) + ON
    calendar = _Calendar(children, homes, schools, first, last)
    return {
        pk: [
            replace(one, days=calendar.days_for(pk, one)) if one.on >= from_day else one
            for one in facts
        ]
        for pk, facts in found.items()
    }


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


def told_before(child: Child, *, triggers: Collection[str]) -> list[Fact]:
    """What a room has told about a child, that stands."""
    rows = Fact.objects.filter(Q(child=child) | Q(child__merged_into=child), withdrawn_at=None)
    return list(rows.filter(trigger__in=triggers).order_by("pk"))
