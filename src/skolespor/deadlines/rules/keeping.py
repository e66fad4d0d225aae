"""What stands about a child: all its items, from everything that has happened and been done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from skolespor.accounts.roles import KEEPS_THE_TRACK
from skolespor.calendar.rules.months import add_months
from skolespor.deadlines.rules.due import LEADS_TO, Due, Happened, due_of
from skolespor.deadlines.rules.rule import Rule, all_rules, rules_of, with_own_cadence
from skolespor.deadlines.rules.state import (
    DAYS_ONLY,
    Handled,
    Kind,
    State,
    agreed_day,
    put_off_until,
    state_of,
)

FIRST = 3
"""Months after which a placement is first followed up (`dl_statutory_follow_up_first`)."""
Key = tuple[str, str, int]
"""What an item is: rule, ref and number."""


@dataclass(frozen=True)
class Item:
    """One item as it stands today. `quiet_until` is the last day on which it was put off; `owner` is the
    role it falls to, empty when nobody has it."""

    happened_on: date
    due: date
    state: State
    quiet_until: date | None
    owner: str


@dataclass(frozen=True)
class Done:
    """One thing people have done with an item, with the next day they have set, if any."""

    key: Key
    handled: Handled
    next_on: date | None = None


def items_of(
    facts: Iterable[Happened],
    done: Sequence[Done],
    *,
    own: Mapping[str, Mapping[date, int]],
    roles: Iterable[str],
    today: date,
) -> dict[Key, Item]:
    """All items of one child. `own` are the municipality's numbers by rule and first day, `roles` those that somebody
    around the child has. The order of the facts does not matter; `done` is in the order it was done."""
    around = set(roles)
    handled: dict[Key, list[Handled]] = {}
    for one in done:
        handled.setdefault(one.key, []).append(one.handled)
    found: dict[Key, Item] = {}
    for fact in facts:
        for rule in rules_of(fact.trigger):
            local = with_own_cadence(rule, own_number(own, rule.id, fact.on))
            for due in [*due_of(fact, local, today=today), *_set_by_people(fact, rule, done)]:
                key = (due.rule, due.ref, due.number)
                past = handled.get(key, [])
                found[key] = Item(
                    happened_on=fact.on,
                    due=agreed_day(past) or due.due,
                    state=_state(fact, past, today),
                    quiet_until=put_off_until(past),
                    owner=owner_of(rule, around),
                )
    return found


def _state(fact: Happened, past: Sequence[Handled], today: date) -> State:
    is_over = fact.until is not None and fact.until < today
    return state_of(past, is_withdrawn=fact.is_withdrawn, is_over=is_over)


def owner_of(rule: Rule, around: Iterable[str]) -> str:
    """The role that the rule names, or the first of those who keep the track that somebody has."""
    there = set(around)
    return next((str(role) for role in (rule.responsible, *KEEPS_THE_TRACK) if role in there), "")


def own_number(own: Mapping[str, Mapping[date, int]], rule: str, day: date) -> int | None:
    """A municipality's own number for what began on the day: another one later does not rewrite what
    has been counted."""
    versions = own.get(rule, {})
    return versions[max(known)] if (known := [d for d in versions if d <= day]) else None


def _set_by_people(fact: Happened, rule: Rule, done: Sequence[Done]) -> list[Due]:
    """The rhythm that people decide themselves: each time they close one round they say when the next
    one is, which is the number after. What was opened again has set nothing."""
    if not rule.is_individual:
        return []
    rounds = {rule.id, *(first for first, then in LEADS_TO.items() if then == rule.id)}
    days: dict[int, date] = {}
    for one in done:
        name, ref, number = one.key
        if name in rounds and ref == fact.ref and one.handled.kind not in DAYS_ONLY:
            following = number + 1 if name == rule.id else 1
            days.pop(following, None)
            if one.handled.kind is Kind.DONE and one.next_on:
                days[following] = one.next_on
    begins = _first_round(fact)
    if begins and 1 not in days:
        days[1] = begins
    return [Due(rule.id, fact.ref, number, day) for number, day in sorted(days.items())]


def _first_round(fact: Happened) -> date | None:
    """Where the first follow-up was before Skolespor knew the child, people are asked for their rhythm
    three months after it did; not of what is over by then."""
    if fact.known_since is None or add_months(fact.on, FIRST) >= fact.known_since:
        return None
    day = add_months(fact.known_since, FIRST)
    return day if fact.until is None or day <= fact.until else None


def asks_next(rule_id: str) -> bool:
    """Whether whoever closes an item of the rule says when the next round is."""
    return rule_id in LEADS_TO or all_rules()[rule_id].is_individual
