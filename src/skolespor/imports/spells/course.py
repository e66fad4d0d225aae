"""Works a child's course out from everything that is told of it, and writes what is new.

Doing it again changes nothing. What a person has put right since the register last spoke stays.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from skolespor.accounts.models import User
from skolespor.children.actions.holding import touch
from skolespor.core.errors import RuleBroken
from skolespor.imports.spells.models import Told
from skolespor.imports.spells.outcome import Outcome
from skolespor.imports.spells.registers import Facts, Register, Spell
from skolespor.imports.spells.rows import last_day
from skolespor.imports.spells.rules import Stated, Written, goes_on, spell_for, standing

PLACE = ("place_name", "municipality")


@dataclass(frozen=True)
class Change:
    """A spell that is there, what is told of it, and the facts that are new. `confirms`: a person of
    the acting municipality wrote the spell, and what another one tells of it is right from now on."""

    spell: Spell
    told: Told
    news: Facts
    confirms: bool = False


@dataclass
class Plan:
    """What is to be done: spells that no file tells of any more, changes, and new spells."""

    gone: list[Spell] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    new: list[Told] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.gone or self.changed or self.new)


class Course:
    """One child's spells of one kind. Callers hold the child.

    `gone` are the numbers of spells that a file told of and tells of no more.
    """

    def __init__(
        self,
        register: Register,
        *,
        gone: Collection[int] = (),
        outcome: Outcome,
        by: User | None,
    ):
        self.register, self.gone, self.outcome, self.by = register, set(gone), outcome, by
        self.told = register.told()
        self.stands = standing(register.stated(self.told))

    def work_out(self) -> None:
        plan = self._plan()
        if not plan:
            return
        touch(self.register.child)
        for spell in plan.gone:
            self.register.withdraw(spell, by=self.by)
            self._let_go(spell)
            self._count("withdrawn")
        for change in sorted(plan.changed, key=_closing_first):
            with self._or_wait():
                self._change(change)
        for told in plan.new:
            with self._or_wait():
                self._keep(told, self.register.write(told, by=self.by))
                self._count("opened")

    def _plan(self) -> Plan:
        by_key = {told.pk: told for told in self.told}
        alive = {spell.pk: spell for spell in self.register.spells()}
        plan, free = Plan(), self._free(alive)
        for stated in self.stands:
            told = by_key[stated.key]
            mine = self.register.spell_of(told)
            if mine is None or mine.pk not in alive:
                self._find(stated, told, alive, free, plan)
            elif news := _news(told.facts, told.written):
                plan.changed.append(Change(alive[mine.pk], told, news))
        plan.gone = [alive[spell.key] for spell in free if not spell.by_hand]
        return plan

    def _free(self, alive: dict[int, Spell]) -> list[Written]:
        """Spells that nothing that stands tells of: written by hand, or told of before."""
        standing_keys = {stated.key for stated in self.stands}
        owned: set[int] = set()
        fallen = set(self.gone)
        for told in self.told:
            spell = self.register.spell_of(told)
            if spell is not None:
                (owned if told.pk in standing_keys else fallen).add(spell.pk)
        return [
            self.register.written(spell, by_hand=pk not in fallen)
            for pk, spell in alive.items()
            if pk not in owned
        ]

    def _find(
        self, stated: Stated, told: Told, alive: dict[int, Spell], free: list[Written], plan: Plan
    ) -> None:
        """A spell that is there already, or a new one; neither where a person has withdrawn it and
        the register says nothing new."""
        if self.register.spell_of(told) is not None and told.facts == told.written:
            return
        found = spell_for(stated, free)
        if found is None:
            plan.new.append(told)
            return
        free.remove(found)
        spell = alive[found.key]
        news = _beside_hand(told.facts, spell) if found.by_hand else dict(told.facts)
        confirms = found.by_hand and told.sender_id != self.register.child.acting_municipality_id
        plan.changed.append(Change(spell, told, {**news, "since": told.since}, confirms))

    def _change(self, change: Change) -> None:
        spell, told, news = change.spell, change.told, dict(change.news)
        spell.refresh_from_db()
        spell.child = self.register.child
        if set(PLACE) & news.keys():
            news |= {key: told.facts[key] for key in PLACE if key in told.facts}
        until = last_day(news) if spell.until is None else None
        if until:
            del news["until"]
        cause = str(news.pop("end_cause", "")) if until else ""
        fields = self.register.fields(news)
        if news.get("since", spell.since) != spell.since:
            fields["since"] = news["since"]
        if any(getattr(spell, name) != value for name, value in fields.items()):
            self.register.correct(spell, fields, sender=told.sender, by=self.by)
            self._count("corrected")
        if until:
            goes_on = self._goes_on(told, until)
            self.register.close(spell, until, cause=cause, goes_on=goes_on, by=self.by)
            self._count("ended")
        self._let_go(spell)
        told.confirmed = told.confirmed or change.confirms
        self._keep(told, spell)

    def _goes_on(self, told: Told, until: date) -> bool:
        """Whether the child is at the same house again after this spell."""
        standing_keys = {stated.key for stated in self.stands} - {told.pk}
        others = [
            (self.register.house_told(other), other.since)
            for other in self.told
            if other.pk in standing_keys
        ]
        house = self.register.house_told(told)
        return goes_on(house, until, others, within=self.register.pause)

    def _keep(self, told: Told, spell: Spell) -> None:
        """What is written, and where."""
        setattr(told, self.register.spell_field, spell)
        told.written = told.facts
        told.save(update_fields=[self.register.spell_field, "written", "confirmed"])

    def _let_go(self, spell: Spell) -> None:
        """No statement owns the spell any more."""
        owners = Told.objects.filter(**{self.register.spell_field: spell})
        owners.update(**{self.register.spell_field: None})

    def _count(self, what: str) -> None:
        self.outcome.count(self.register.child, f"{self.register.kind} {what}")

    @contextmanager
    def _or_wait(self) -> Iterator[None]:
        """What people have written does not leave room for what the register says: the statement
        waits, and is tried again with every file."""
        try:
            with transaction.atomic():
                yield
        except RuleBroken:
            self._count("waiting")


def _closing_first(change: Change) -> tuple[bool, Any]:
    """So that an open spell makes room before another one grows."""
    return (not change.news.get("until"), change.told.since)


def _news(facts: Facts, before: Facts) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if before.get(key) != value}


def _beside_hand(facts: Facts, spell: Spell) -> dict[str, Any]:
    """What a register adds to a spell that a person has written: what it leaves empty changes nothing,
    and a place that a person has linked stays linked."""
    said = {key: value for key, value in facts.items() if value not in ("", None)}
    if getattr(spell, "organisation", None):
        said = {key: value for key, value in said.items() if key not in PLACE}
    return said
