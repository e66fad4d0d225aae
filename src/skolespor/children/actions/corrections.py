"""Putting right what was written wrong about a place or a school. What stood before is kept."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.holding import touch_row
from skolespor.children.actions.seats import close_now, end_on
from skolespor.children.actions.spells import (
    ANOTHER_ENROLMENT,
    ANOTHER_PLACE,
    open_house_seat,
)
from skolespor.children.models import Child, Correction, Enrolment, NetworkSeat, Placement


@transaction.atomic
def correct(
    *, spell: Placement | Enrolment, seen: int | None = None, reason: str, by: User, **facts: Any
) -> Correction | None:
    """Put right what was written wrong, with a reason.

    `seen` is the version of the child that the writer began from: when its course has changed since,
    nothing is written, so that one correction never undoes another unseen.

    Seats that followed from the spell follow it to its new days; a wrong place or school loses its
    seats at once and the right one gets one. Nothing changed: nothing is written.
    """
    _must(by, spell.child)
    touch_row(spell, seen=seen)
    rules.check_reason(reason)
    rules.check_open(spell.withdrawn_at is None)
    _check_place(spell, facts)
    return write_correction(spell, facts, reason=reason, by=by)


def write_correction(
    spell: Placement | Enrolment, facts: Mapping[str, Any], *, reason: str, by: User | None
) -> Correction | None:
    """The spell's new facts, what stood before, the seats and the log. Callers hold the child, have
    read the spell again, and have asked for permission."""
    before = {name: getattr(spell, name) for name in facts}
    if before == dict(facts):
        return None
    old_house = spell.house
    for name, value in facts.items():
        setattr(spell, name, value)
    _check_corrected(spell)
    spell.save(update_fields={*facts, *_place_fields(spell)})
    correction = _remember(spell, before, reason, by=by)
    if old_house and old_house != spell.house:
        _leave_house(spell, old_house, by=by)
    _seats_follow(spell, before, by=by)
    log.record(events.CORRECTED, by=by, about=spell, child_id=spell.child_id)
    return correction


@transaction.atomic
def withdraw(*, spell: Placement | Enrolment, reason: str, by: User) -> None:
    """It never was: the row stays as history and its seats are closed at once."""
    _must(by, spell.child)
    touch_row(spell)
    rules.check_reason(reason)
    write_withdrawal(spell, reason=reason, by=by)


def write_withdrawal(spell: Placement | Enrolment, *, reason: str, by: User | None) -> None:
    """As `write_correction`, for a spell that never was."""
    model = type(spell)
    waiting = model._base_manager.filter(pk=spell.pk, withdrawn_at=None)
    rules.check_open(bool(waiting.update(withdrawn_at=timezone.now())))
    spell.refresh_from_db()
    _remember(spell, {"withdrawn_at": None}, reason, by=by)
    if spell.house:
        _leave_house(spell, spell.house, by=by)
    log.record(events.WITHDRAWN, by=by, about=spell, child_id=spell.child_id)


def _check_corrected(spell: Placement | Enrolment) -> None:
    """The same rules as for a new one. The municipality of a known place follows the place."""
    rules.check_spell(spell.since, spell.until)
    what = str(ANOTHER_ENROLMENT)
    if isinstance(spell, Placement):
        what = str(ANOTHER_PLACE)
        if spell.organisation:
            spell.municipality = spell.organisation.home_municipality
    else:
        rules.check_grade(spell.grade)
    rules.check_free(spell.since, spell.until, _others(spell), what=what)


def _check_place(spell: Placement | Enrolment, facts: Mapping[str, Any]) -> None:
    """A person says where the child lives; a register may leave it out."""
    if isinstance(spell, Placement):
        organisation = facts.get("organisation", spell.organisation)
        rules.check_place(
            organisation.pk if organisation else None,
            facts.get("place_name", spell.place_name),
            facts.get("municipality", spell.municipality),
        )


def _place_fields(spell: Placement | Enrolment) -> set[str]:
    return {"municipality"} if isinstance(spell, Placement) else set()


def _others(spell: Placement | Enrolment) -> list[Placement] | list[Enrolment]:
    if isinstance(spell, Placement):
        placements = spell.child.placements.filter(withdrawn_at=None).exclude(pk=spell.pk)
        return list(placements)
    enrolments = spell.child.enrolments.filter(school=spell.school, withdrawn_at=None)
    return list(enrolments.exclude(pk=spell.pk))


def _remember(
    spell: Placement | Enrolment, before: Mapping[str, Any], reason: str, *, by: User | None
) -> Correction:
    return Correction.objects.create(
        child=spell.child,
        about=spell._meta.model_name or "",
        about_id=spell.pk,
        before={name: _plain(value) for name, value in before.items()},
        reason=reason,
        by=by,
    )


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Organisation) else value


def _leave_house(spell: Placement | Enrolment, house: Organisation, *, by: User | None) -> None:
    """The child was never there: the house, and its staff by their jobs, are out at once. Unless
    another spell says that it is there all the same; then the seat follows that one."""
    other = access.other_spell(spell, house)
    if other is None:
        close_now(access.following_from(spell, house), by=by)
        spell.child.exemptions.filter(organisation=house).delete()
        return
    seats = spell.seats.filter(closed_at=None, organisation=house)
    seats.update(**{spell.seat_field: other})
    if other.until:
        end_on(other.seats.filter(closed_at=None, organisation=house), other.until, by=by)


def _seats_follow(
    spell: Placement | Enrolment, before: Mapping[str, Any], *, by: User | None
) -> None:
    """The house's seat gets the spell's new days where it had the old ones. A house that has none
    gets one, except where somebody has closed it by hand."""
    house, seats = spell.house, spell.seats.filter(organisation=spell.house)
    if house is None:
        return
    for seat in seats.filter(closed_at=None).order_by("pk"):
        _follow(seat, spell, before, by=by)
    if spell.until and before.get("until", spell.until) != spell.until:
        end_on(access.following(spell.child, house), spell.until, by=by)
    by_hand = seats.exclude(closed_at=None).exclude(closed_reason="")
    is_over = spell.until is not None and spell.until < timezone.localdate()
    if not (is_over or by_hand.exists() or seats.filter(closed_at=None).exists()):
        open_house_seat(spell, by=by)


def _follow(
    seat: NetworkSeat, spell: Placement | Enrolment, before: Mapping[str, Any], *, by: User | None
) -> None:
    if seat.since == before.get("since"):
        seat.since = spell.since
    if "until" in before and seat.until == before["until"]:
        seat.until = spell.until
    if seat.until and seat.until < seat.since:
        close_now([seat], by=by)
    else:
        seat.save(update_fields=["since", "until"])


def _must(by: User, child: Child) -> None:
    if not access.may_act(by, Permission.CHILD_CORRECT, child):
        raise PermissionDenied
