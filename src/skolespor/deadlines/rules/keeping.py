"""What stands about a child: all its items, from everything that has happened and been done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from skolespor.accounts.roles import KEEPS_THE_TRACK
from skolespor.deadlines.rules.due import LEADS_TO, Due, Happened, due_of
from skolespor.deadlines.rules.rule import Rule, all_rules, rules_of, with_own_cadence
from skolespor.deadlines.rules.state import Handled, Kind, State, put_off_until, state_of

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
    own: Mapping[str, int],
    roles: Iterable[str],
    today: date,
) -> dict[Key, Item]:
    """All items of one child. `own` are the municipality's cadences by rule, `roles` those that somebody
    around the child has. The order of the facts does not matter; `done` is in the order it was done."""
    around = set(roles)
    handled: dict[Key, list[Handled]] = {}
    for one in done:
        handled.setdefault(one.key, []).append(one.handled)
    found: dict[Key, Item] = {}
    for fact in facts:
        for rule in rules_of(fact.trigger):
            local = with_own_cadence(rule, own.get(rule.id))
            for due in [*due_of(fact, local, today=today), *_set_by_people(fact, rule, done)]:
                key = (due.rule, due.ref, due.number)
                past = handled.get(key, [])
                found[key] = Item(
                    happened_on=fact.on,
                    due=due.due,
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


def _set_by_people(fact: Happened, rule: Rule, done: Sequence[Done]) -> list[Due]:
    """The rhythm that people decide themselves: each time they close one round they say when the next
    one is. Numbers count on from 1. What was opened again has set nothing."""
    if not rule.is_individual:
        return []
    rounds = {rule.id, *(first for first, then in LEADS_TO.items() if then == rule.id)}
    last: dict[Key, date | None] = {}
    for one in done:
        if one.key[0] in rounds and one.key[1] == fact.ref and one.handled.kind is not Kind.PUT_OFF:
            closes = one.handled.kind is Kind.DONE
            last[one.key] = one.next_on if closes else None
    days = [day for key, day in last.items() if day is not None]
    return [Due(rule.id, fact.ref, number, day) for number, day in enumerate(days, 1)]


def asks_next(rule_id: str) -> bool:
    """Whether whoever closes an item of the rule says when the next round is."""
    return rule_id in LEADS_TO or all_rules()[rule_id].is_individual
