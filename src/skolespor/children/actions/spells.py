"""Where the child lives and where it goes to school: place, move, end, enrol, leave, correct."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.seats import close_now, end_on, open_for_organisation
from skolespor.children.models import Child, Correction, Enrolment, NetworkSeat, Placement
from skolespor.notices.actions import tell

MOVED_ON = "moved_to_other_place"
ANOTHER_PLACE = _("et andet sted")
ANOTHER_ENROLMENT = _("en anden indskrivning på skolen")


@transaction.atomic
def place(
    *,
    child: Child,
    type: str,
    since: date,
    organisation: Organisation | None = None,
    place_name: str = "",
    address: str = "",
    municipality: Organisation | None = None,
    legal_basis: str = "",
    until: date | None = None,
    by: User,
) -> Placement:
    """The child moves in. Opens the home's or the family's seat."""
    _must(by, Permission.CHILD_PLACE, child)
    return write_placement(
        child=child,
        type=type,
        since=since,
        organisation=organisation,
        place_name=place_name,
        address=address,
        municipality=municipality,
        legal_basis=legal_basis,
        until=until,
        by=by,
    )


@transaction.atomic
def move(*, child: Child, since: date, by: User, **place_facts: Any) -> Placement:
    """From one place to the next: the old place's seats end with the day of the move."""
    _must(by, Permission.CHILD_PLACE, child)
    _touch(child)
    staying = place_facts.get("organisation")
    for old in _open_placements(child, on=since):
        _end_placement(old, last_day=since, reason=MOVED_ON, staying=staying, by=by)
    return write_placement(child=child, since=since, by=by, **place_facts)


@transaction.atomic
def end_placement(*, placement: Placement, last_day: date, end_reason: str, by: User) -> None:
    """The child moves out; the place's seats end with the day."""
    _must(by, Permission.CHILD_PLACE, placement.child)
    rules.check_spell(placement.since, last_day, field="last_day")
    rules.check_open(placement.until is None and placement.withdrawn_at is None)
    _touch(placement.child)
    _end_placement(placement, last_day=last_day, reason=end_reason, staying=None, by=by)


@transaction.atomic
def enrol(
    *,
    child: Child,
    school: Organisation,
    since: date,
    grade: int | None = None,
    class_name: str = "",
    leaving: Enrolment | None = None,
    end_cause: str = "",
    by: User,
) -> Enrolment:
    """The child begins at a school; `leaving` is the enrolment that ends the day before."""
    _must(by, Permission.CHILD_ENROL, child)
    _touch(child)
    if leaving is not None:
        last_day = max(since - timedelta(days=1), leaving.since)
        _leave(leaving, last_day=last_day, cause=end_cause, staying=school, by=by)
    return write_enrolment(
        child=child, school=school, since=since, grade=grade, class_name=class_name, by=by
    )


@transaction.atomic
def leave_school(*, enrolment: Enrolment, last_day: date, end_cause: str, by: User) -> None:
    """The child stops at a school; the school's seats end with the day."""
    _must(by, Permission.CHILD_ENROL, enrolment.child)
    rules.check_spell(enrolment.since, last_day, field="last_day")
    rules.check_open(enrolment.until is None and enrolment.withdrawn_at is None)
    _touch(enrolment.child)
    _leave(enrolment, last_day=last_day, cause=end_cause, staying=None, by=by)


@transaction.atomic
def correct(
    *, spell: Placement | Enrolment, reason: str, by: User, **facts: Any
) -> Correction | None:
    """Put right what was written wrong, with a reason. What stood before is kept.

    Seats that followed from the spell follow it to its new days; a wrong place or school loses its
    seat at once and the right one gets one. Nothing changed: nothing is written.
    """
    child = spell.child
    _must(by, Permission.CHILD_CORRECT, child)
    rules.check_reason(reason)
    _touch(child)
    before = {name: getattr(spell, name) for name in facts}
    if before == facts:
        return None
    for name, value in facts.items():
        setattr(spell, name, value)
    _check_corrected(spell)
    spell.save(update_fields={*facts, *_place_fields(spell)})
    correction = _remember(spell, before, reason, by=by)
    _seats_follow(spell, before, by=by)
    log.record(events.CORRECTED, by=by, about=spell, child_id=child.pk)
    return correction


@transaction.atomic
def withdraw(*, spell: Placement | Enrolment, reason: str, by: User) -> None:
    """It never was: the row stays as history and its seats are closed at once."""
    _must(by, Permission.CHILD_CORRECT, spell.child)
    rules.check_reason(reason)
    model = type(spell)
    waiting = model._base_manager.filter(pk=spell.pk, withdrawn_at=None)
    rules.check_open(bool(waiting.update(withdrawn_at=timezone.now())))
    spell.refresh_from_db()
    _remember(spell, {"withdrawn_at": None}, reason, by=by)
    close_now(spell.seats.filter(closed_at=None), by=by)
    _touch(spell.child)
    log.record(events.WITHDRAWN, by=by, about=spell, child_id=spell.child_id)


def write_placement(*, child: Child, since: date, by: User, **facts: Any) -> Placement:
    """The row, the seat that follows from it, and the log. Callers have asked for permission."""
    organisation: Organisation | None = facts.get("organisation")
    facts["municipality"] = (
        organisation.home_municipality if organisation else facts.get("municipality")
    )
    rules.check_spell(since, facts.get("until"))
    rules.check_place(
        organisation.pk if organisation else None,
        facts.get("place_name", ""),
        facts["municipality"],
    )
    others = child.placements.filter(withdrawn_at=None)
    rules.check_free(since, facts.get("until"), others, what=str(ANOTHER_PLACE))
    placement = Placement.objects.create(child=child, since=since, **facts)
    log.record(events.PLACED, by=by, about=placement, child_id=child.pk)
    if organisation:
        _house_seat(child, organisation, since, facts.get("until"), by=by, placement=placement)
    return placement


def write_enrolment(
    *,
    child: Child,
    school: Organisation,
    since: date,
    grade: int | None,
    class_name: str,
    by: User,
) -> Enrolment:
    """The row, the school's seat, and the log. Callers have asked for permission."""
    rules.check_grade(grade)
    others = child.enrolments.filter(school=school, withdrawn_at=None)
    rules.check_free(since, None, others, what=str(ANOTHER_ENROLMENT))
    enrolment = Enrolment.objects.create(
        child=child, school=school, since=since, grade=grade, class_name=class_name.strip()
    )
    log.record(events.ENROLLED, by=by, about=enrolment, child_id=child.pk)
    _house_seat(child, school, since, None, by=by, enrolment=enrolment)
    return enrolment


def _house_seat(
    child: Child,
    house: Organisation,
    since: date,
    until: date | None,
    *,
    by: User,
    **follows_from: Any,
) -> None:
    """One seat per house: a new grade at the same school keeps the seat and its namings."""
    here = NetworkSeat.objects.filter(
        child=child, organisation=house, closed_at=None, until=None, since__lte=since
    )
    if here.update(**follows_from):
        return
    seat = open_for_organisation(
        child=child, organisation=house, since=since, until=until, by=by, **follows_from
    )
    tell(events.STAFF_WANTED, access.leaders_of(house), key=f"staff-wanted-{seat.pk}")


def _open_placements(child: Child, *, on: date) -> list[Placement]:
    return list(child.placements.filter(until=None, withdrawn_at=None, since__lte=on))


def _end_placement(
    placement: Placement, *, last_day: date, reason: str, staying: Organisation | None, by: User
) -> None:
    placement.until, placement.end_reason = last_day, reason
    placement.save(update_fields=["until", "end_reason"])
    house = placement.organisation
    if house and house != staying:
        end_on(access.following(placement.child, house), last_day, by=by)
        placement.child.exemptions.filter(organisation=house).delete()
    log.record(
        events.PLACEMENT_ENDED, by=by, about=placement, child_id=placement.child_id, reason=reason
    )


def _leave(
    enrolment: Enrolment, *, last_day: date, cause: str, staying: Organisation | None, by: User
) -> None:
    enrolment.until, enrolment.end_cause = last_day, cause
    enrolment.save(update_fields=["until", "end_cause"])
    if enrolment.school != staying:
        end_on(access.following(enrolment.child, enrolment.school), last_day, by=by)
        enrolment.child.exemptions.filter(organisation=enrolment.school).delete()
    log.record(events.LEFT_SCHOOL, by=by, about=enrolment, child_id=enrolment.child_id, cause=cause)


def _check_corrected(spell: Placement | Enrolment) -> None:
    """The same rules as for a new one. The municipality of a known place follows the place."""
    rules.check_spell(spell.since, spell.until)
    what = str(ANOTHER_ENROLMENT)
    if isinstance(spell, Placement):
        what = str(ANOTHER_PLACE)
        if spell.organisation:
            spell.municipality = spell.organisation.home_municipality
        rules.check_place(spell.organisation_id, spell.place_name, spell.municipality_id)
    else:
        rules.check_grade(spell.grade)
    rules.check_free(spell.since, spell.until, _others(spell), what=what)


def _place_fields(spell: Placement | Enrolment) -> set[str]:
    return {"municipality"} if isinstance(spell, Placement) else set()


def _others(spell: Placement | Enrolment) -> list[Placement] | list[Enrolment]:
    if isinstance(spell, Placement):
        placements = spell.child.placements.filter(withdrawn_at=None).exclude(pk=spell.pk)
        return list(placements)
    enrolments = spell.child.enrolments.filter(school=spell.school, withdrawn_at=None)
    return list(enrolments.exclude(pk=spell.pk))


def _remember(
    spell: Placement | Enrolment, before: Mapping[str, Any], reason: str, *, by: User
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


def _seats_follow(spell: Placement | Enrolment, before: Mapping[str, Any], *, by: User) -> None:
    house = spell.organisation if isinstance(spell, Placement) else spell.school
    seats = spell.seats.filter(closed_at=None)
    wrong = seats.exclude(organisation=house)
    close_now(wrong, by=by)
    seats.filter(organisation=house).update(since=spell.since, until=spell.until)
    if house and not seats.filter(organisation=house).exists():
        source = "placement" if isinstance(spell, Placement) else "enrolment"
        _house_seat(spell.child, house, spell.since, spell.until, by=by, **{source: spell})


def _touch(child: Child) -> None:
    """One change of a child's course at a time: the UPDATE holds the row until we are done."""
    Child.objects.filter(pk=child.pk).update(version=F("version") + 1)


def _must(by: User, permission: Permission, child: Child) -> None:
    if not access.may_act(by, permission, child):
        raise PermissionDenied
