"""The two kinds of spells: how what is told of them is read, and written with the child."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation, User
from skolespor.children.actions.corrections import write_correction, write_withdrawal
from skolespor.children.actions.spells import (
    close_enrolment,
    close_placement,
    write_enrolment,
    write_placement,
)
from skolespor.children.models import Child, Enrolment, Placement
from skolespor.children.rules import SUMMER
from skolespor.imports.municipalities import municipality_of
from skolespor.imports.spells.models import Hosted, Told
from skolespor.imports.spells.rows import ENROLMENTS, PLACEMENTS, last_day
from skolespor.imports.spells.rules import Attended, Lived, Stated, Written, heard

HOMES_WITH_A_LEADER = ("childrens_home",)
"""Kinds of places that a file can open a seat for by their name: their leader names people. A family
with a seat is let in at once, so only a person links a child to a family."""
Spell = Placement | Enrolment
Facts = Mapping[str, Any]


class Register(ABC):
    """One kind of spells, for one child."""

    kind: str
    spell_field: str
    pause: timedelta
    """How long the child can be away from a place without having left it."""

    def __init__(self, child: Child):
        self.child = child
        self.of_child = Q(child=child) | Q(child__merged_into=child)

    def told(self) -> list[Told]:
        """Everything that is told of the child, by doubles too, with the spells."""
        found = Told.objects.filter(self.of_child, kind=self.kind)
        return list(found.select_related("sender", self.spell_field).order_by("since", "pk"))

    def spell_of(self, told: Told) -> Spell | None:
        spell: Spell | None = getattr(told, self.spell_field)
        return spell

    def rank(self, told: Told, *, knows_best: bool) -> int:
        """Who yields to whom. A statement that a person has found wrong yields to every other one."""
        spell = self.spell_of(told)
        is_moved = spell is not None and (spell.withdrawn_at or spell.since != told.since)
        return 2 * bool(is_moved) + (not knows_best)

    @abstractmethod
    def spells(self) -> list[Any]:
        """Those that have not been withdrawn."""

    @abstractmethod
    def stated(self, told: Iterable[Told]) -> list[Stated]:
        """What those say whose word counts."""

    @abstractmethod
    def place_of(self, spell: Any) -> str: ...

    @abstractmethod
    def house_told(self, told: Told) -> str:
        """Which house a statement is about, to know whether the child goes on there."""

    @abstractmethod
    def fields(self, facts: Facts) -> dict[str, Any]:
        """What facts of a file mean in the columns of a spell."""

    @abstractmethod
    def write(self, told: Told, *, by: User | None) -> Spell: ...

    @abstractmethod
    def close(self, spell: Any, until: date, *, cause: str, goes_on: bool, by: User | None) -> None:
        """`goes_on`: the child is at the same house again at once, so that its seat stays."""

    def written(self, spell: Spell, *, by_hand: bool) -> Written:
        return Written(spell.pk, self.place_of(spell), spell.since, spell.until, by_hand)

    def correct(
        self, spell: Spell, fields: dict[str, Any], *, sender: Organisation, by: User | None
    ) -> None:
        write_correction(spell, fields, reason=reason_of(sender), by=by)

    def withdraw(self, spell: Spell, *, by: User | None) -> None:
        reason = _("Registeret siger nu noget andet.")
        write_withdrawal(spell, reason=reason, by=by)


class Placements(Register):
    """Where the child lives. Only the acting municipality decides; another one's word counts when it
    has been confirmed, and yields."""

    kind, spell_field, pause = PLACEMENTS, "placement", timedelta(days=1)

    def spells(self) -> list[Placement]:
        found = self.child.placements.filter(withdrawn_at=None)
        return list(found.select_related("organisation", "municipality", "child"))

    def stated(self, told: Iterable[Told]) -> list[Stated]:
        acting = self.child.acting_municipality_id
        return [
            Stated(
                one.pk,
                "",
                one.since,
                last_day(one.facts),
                self.rank(one, knows_best=one.sender_id == acting),
            )
            for one in told
            if one.confirmed or one.sender_id == acting
        ]

    def place_of(self, spell: Placement) -> str:
        return ""

    def house_told(self, told: Told) -> str:
        return str(told.facts["place_name"]).casefold()

    def fields(self, facts: Facts) -> dict[str, Any]:
        found = {key: facts[key] for key in ("type", "legal_basis") if key in facts}
        if "until" in facts:
            found["until"] = last_day(facts)
        if "place_name" in facts or "municipality" in facts:
            found |= self._place(facts)
        return found

    def _place(self, facts: Facts) -> dict[str, Any]:
        """A home that Skolespor knows by its name, else the name in words."""
        name, code = facts.get("place_name", ""), facts.get("municipality", "")
        homes = Organisation.objects.filter(kind__in=HOMES_WITH_A_LEADER, name__iexact=name)
        if code:
            homes = homes.filter(municipality__code=code)
        known = list(homes.select_related("municipality")[:2]) if name else []
        if len(known) == 1:
            municipality = known[0].home_municipality
            return {"organisation": known[0], "place_name": "", "municipality": municipality}
        municipality = municipality_of(code) if code else self.child.acting_municipality
        return {"organisation": None, "place_name": name, "municipality": municipality}

    def write(self, told: Told, *, by: User | None) -> Placement:
        fields = self.fields(told.facts)
        return write_placement(child=self.child, since=told.since, by=by, **fields)

    def close(
        self, spell: Placement, until: date, *, cause: str, goes_on: bool, by: User | None
    ) -> None:
        staying = spell.organisation if goes_on else None
        close_placement(spell, last_day=until, reason="", staying=staying, by=by)


class Enrolments(Register):
    """Where the child goes to school. The municipality in which the school lies knows best."""

    kind, spell_field, pause = ENROLMENTS, "enrolment", SUMMER

    def spells(self) -> list[Enrolment]:
        found = self.child.enrolments.filter(withdrawn_at=None)
        return list(found.select_related("school", "child"))

    def stated(self, told: Iterable[Told]) -> list[Stated]:
        told = list(told)
        lies_in, counts = self._schools(told), self._heard(told)
        return [
            Stated(
                one.pk,
                one.institution,
                one.since,
                last_day(one.facts),
                self.rank(one, knows_best=lies_in.get(one.institution) == one.sender_id),
            )
            for one in told
            if one.pk in counts
        ]

    def _heard(self, told: list[Told]) -> set[int]:
        by_hand = self._schools_by_hand(told)
        attended = [
            Attended(
                one.pk,
                one.sender_id,
                one.institution,
                one.since,
                last_day(one.facts),
                agreed=one.confirmed or one.institution in by_hand,
            )
            for one in told
        ]
        return heard(attended, acting=self.child.acting_municipality_id, lived=self._lived())

    def _schools(self, told: list[Told]) -> dict[str, int | None]:
        numbers = {one.institution for one in told}
        schools = Organisation.objects.filter(kind="school", code__in=numbers)
        return dict(schools.values_list("code", "municipality"))

    def _schools_by_hand(self, told: list[Told]) -> set[str]:
        """Schools that a person has written with the child."""
        from_files = {one.enrolment_id for one in told}
        return {s.school.code for s in self.spells() if s.pk not in from_files}

    def _lived(self) -> list[Lived]:
        """Where the child has lived and until when, as its acting municipality says; or as others say of
        the very same spell."""
        placements = self.child.placements.filter(withdrawn_at=None)
        confirmed = Hosted.objects.filter(
            cpr_index=self.child.cpr_index,
            acting=self.child.acting_municipality,
            answer=Hosted.Answer.CONFIRMED,
        )
        return [
            *(Lived(spell.municipality_id, spell.until) for spell in placements),
            *(Lived(one.sender_id, last_day(one.facts)) for one in confirmed),
        ]

    def place_of(self, spell: Enrolment) -> str:
        return spell.school.code

    def house_told(self, told: Told) -> str:
        return told.institution

    def fields(self, facts: Facts) -> dict[str, Any]:
        names = ("grade", "class_name", "school_type", "end_cause")
        found = {key: facts[key] for key in names if key in facts}
        if "until" in facts:
            found["until"] = last_day(facts)
        return found

    def write(self, told: Told, *, by: User | None) -> Enrolment:
        school = Organisation.objects.get(kind="school", code=told.institution)
        fields = self.fields(told.facts)
        return write_enrolment(child=self.child, school=school, since=told.since, by=by, **fields)

    def close(
        self, spell: Enrolment, until: date, *, cause: str, goes_on: bool, by: User | None
    ) -> None:
        staying = spell.school if goes_on else None
        close_enrolment(spell, last_day=until, cause=cause, staying=staying, by=by)


def reason_of(sender: Organisation) -> str:
    return _("Registerfil fra {sender}.").format(sender=sender.name)
