"""Where the child lives and where it goes to school: place, move, end, enrol, leave."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.holding import touch, touch_row
from skolespor.children.actions.seats import end_on, open_for_organisation
from skolespor.children.models import Child, Enrolment, NetworkSeat, Placement
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
    rules.check_place(organisation.pk if organisation else None, place_name, municipality)
    touch(child)
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
    staying = place_facts.get("organisation")
    rules.check_place(
        staying.pk if staying else None,
        place_facts.get("place_name", ""),
        place_facts.get("municipality"),
    )
    touch(child)
    for old in _open_placements(child, on=since):
        close_placement(old, last_day=since, reason=MOVED_ON, staying=staying, by=by)
    return write_placement(child=child, since=since, by=by, **place_facts)


@transaction.atomic
def end_placement(*, placement: Placement, last_day: date, end_reason: str, by: User) -> None:
    """The child moves out; the place's seats end with the day."""
    _must(by, Permission.CHILD_PLACE, placement.child)
    touch_row(placement)
    rules.check_spell(placement.since, last_day, field="last_day")
    rules.check_open(placement.until is None and placement.withdrawn_at is None)
    close_placement(placement, last_day=last_day, reason=end_reason, staying=None, by=by)


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
    touch(child)
    if leaving is not None:
        if leaving.child_id != child.pk:
            raise PermissionDenied
        leaving.refresh_from_db()
        rules.check_open(leaving.until is None and leaving.withdrawn_at is None)
        last_day = max(since - timedelta(days=1), leaving.since)
        close_enrolment(leaving, last_day=last_day, cause=end_cause, staying=school, by=by)
    return write_enrolment(
        child=child, school=school, since=since, grade=grade, class_name=class_name, by=by
    )


@transaction.atomic
def leave_school(*, enrolment: Enrolment, last_day: date, end_cause: str, by: User) -> None:
    """The child stops at a school; the school's seats end with the day."""
    _must(by, Permission.CHILD_ENROL, enrolment.child)
    touch_row(enrolment)
    rules.check_spell(enrolment.since, last_day, field="last_day")
    rules.check_open(enrolment.until is None and enrolment.withdrawn_at is None)
    close_enrolment(enrolment, last_day=last_day, cause=end_cause, staying=None, by=by)


def write_placement(*, child: Child, since: date, by: User | None, **facts: Any) -> Placement:
    """The row, the seat that follows from it, and the log. Callers have asked for permission."""
    organisation: Organisation | None = facts.get("organisation")
    facts["municipality"] = (
        organisation.home_municipality if organisation else facts.get("municipality")
    )
    rules.check_spell(since, facts.get("until"))
    others = child.placements.filter(withdrawn_at=None)
    rules.check_free(since, facts.get("until"), others, what=str(ANOTHER_PLACE))
    placement = Placement.objects.create(child=child, since=since, **facts)
    log.record(events.PLACED, by=by, about=placement, child_id=child.pk)
    open_house_seat(placement, by=by)
    return placement


def write_enrolment(
    *,
    child: Child,
    school: Organisation,
    since: date,
    grade: int | None,
    class_name: str,
    until: date | None = None,
    by: User | None,
    **facts: Any,
) -> Enrolment:
    """The row, the school's seat, and the log. Callers have asked for permission."""
    rules.check_grade(grade)
    rules.check_spell(since, until)
    others = child.enrolments.filter(school=school, withdrawn_at=None)
    rules.check_free(since, until, others, what=str(ANOTHER_ENROLMENT))
    enrolment = Enrolment.objects.create(
        child=child,
        school=school,
        since=since,
        until=until,
        grade=grade,
        class_name=class_name.strip(),
        **facts,
    )
    log.record(events.ENROLLED, by=by, about=enrolment, child_id=child.pk)
    open_house_seat(enrolment, by=by)
    return enrolment


def open_house_seat(spell: Placement | Enrolment, *, by: User | None) -> None:
    """One seat per house: a new grade at the same school keeps the seat and its namings. What is
    over before it is written opens nothing."""
    house = spell.house
    follows_from: dict[str, Any] = {spell.seat_field: spell}
    if house is None or (spell.until and spell.until < timezone.localdate()):
        return
    here = NetworkSeat.objects.filter(
        child=spell.child, organisation=house, closed_at=None, until=None, since__lte=spell.since
    )
    kept = list(here)
    if kept:
        here.update(**follows_from)
        if spell.until:
            end_on(kept, spell.until, by=by)
        return
    seat = open_for_organisation(
        child=spell.child,
        organisation=house,
        since=spell.since,
        until=spell.until,
        by=by,
        **follows_from,
    )
    tell(events.STAFF_WANTED, access.leaders_of(house), key=f"staff-wanted-{seat.pk}")


def _open_placements(child: Child, *, on: date) -> list[Placement]:
    """Those that go on after the day, also when they have a last day later."""
    return list(access.placements_left(child, on=on))


def close_placement(
    placement: Placement,
    *,
    last_day: date,
    reason: str,
    staying: Organisation | None,
    by: User | None,
) -> None:
    """The last day, the seats that end with it, and the log. `staying` is a house that the child
    does not leave. Callers have asked for permission."""
    placement.until, placement.end_reason = last_day, reason
    placement.save(update_fields=["until", "end_reason"])
    house = placement.organisation
    if house and house != staying:
        end_on(access.following(placement.child, house), last_day, by=by)
        placement.child.exemptions.filter(organisation=house).delete()
    log.record(
        events.PLACEMENT_ENDED, by=by, about=placement, child_id=placement.child_id, reason=reason
    )


def close_enrolment(
    enrolment: Enrolment,
    *,
    last_day: date,
    cause: str,
    staying: Organisation | None,
    by: User | None,
) -> None:
    """As `close_placement`, for a school."""
    enrolment.until, enrolment.end_cause = last_day, cause
    enrolment.save(update_fields=["until", "end_cause"])
    if enrolment.school != staying:
        end_on(access.following(enrolment.child, enrolment.school), last_day, by=by)
        enrolment.child.exemptions.filter(organisation=enrolment.school).delete()
    log.record(events.LEFT_SCHOOL, by=by, about=enrolment, child_id=enrolment.child_id, cause=cause)


def _must(by: User, permission: Permission, child: Child) -> None:
    if not access.may_act(by, permission, child):
        raise PermissionDenied
