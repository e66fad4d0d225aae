"""Who takes part: invited, let in, given a new way in, replaced, gone."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from skolespor.accounts.models import User
from skolespor.accounts.queries import fingerprint
from skolespor.audit import log
from skolespor.core import drafts
from skolespor.core.errors import RuleBroken
from skolespor.programme import access, events, states
from skolespor.programme.access import Who
from skolespor.programme.actions import coming, letters
from skolespor.programme.actions.keeping import FORM, kept_of_a_seat, owner_of_drafts
from skolespor.programme.actions.late import told_when_late
from skolespor.programme.models import Course, Participant
from skolespor.programme.queries import courses as queries
from skolespor.programme.rules import application as rules


@transaction.atomic
def invite(
    *,
    course: Course,
    name: str,
    email: str,
    title: str,
    line: str,
    level: str,
    may_write: bool,
    by: Who,
) -> Participant:
    """Somebody from the municipality is to take part, and gets a link by mail."""
    _must_lead(by, course)
    facts = {"line": line, "level": level, "may_write": may_write}
    return _seat(course, name=name, email=email, title=title, by=by, **facts)


def _seat(
    course: Course, *, name: str, email: str, title: str, by: Who, **facts: Any
) -> Participant:
    rules.check_under_way(is_over=course.state in states.OVER)
    rules.check_name(name)
    rules.check_title(title)
    is_there = queries.here(course).filter(email=email.lower()).exists()
    rules.check_invited(is_there=is_there, number=queries.here(course).count())
    with told_when_late(rules.invited_twice()):
        seat = Participant.objects.create(
            course=course, name=name.strip(), email=email.lower(), title=title.strip(), **facts
        )
    give_way_in(seat, until=timezone.now() + timedelta(days=rules.INVITED_FOR_DAYS))
    log.record(events.INVITED, by=by.user, about=seat, course=course.pk)
    return seat


@transaction.atomic
def send_again(*, seat: Participant, by: Who) -> None:
    """A new link; the one before it stops working, and so does the browser that was let in by it."""
    _must_let_in(by, seat)
    rules.check_under_way(is_over=seat.course.state in states.OVER)
    if not Participant.objects.filter(pk=seat.pk, left_at=None).update(browser=""):
        raise PermissionDenied
    give_way_in(seat, until=timezone.now() + timedelta(days=rules.INVITED_FOR_DAYS))
    log.record(events.LINK_SENT, by=by.user, about=seat)


@transaction.atomic
def ask_for_link(*, email: str) -> None:
    """Whoever takes part gets a new way in, at the address that is known; nobody is told whether there
    is one. An invitation that waits goes on as long as it would have."""
    soon = timezone.now() + timedelta(minutes=rules.LINK_MINUTES)
    found = queries.seat_for_address(email)
    if not found:  # Also a line in the log book: one that writes nothing answers faster, and tells.
        log.record(events.LINK_REFUSED, by=None, about=Participant(pk=0))
    for seat in found:
        waits = seat.link_until if seat.joined_at is None else None
        give_way_in(seat, until=waits or soon)
        log.record(events.LINK_SENT, by=None, about=seat)


@transaction.atomic
def enter(*, token: str, secret: str, by: User | None) -> Participant | None:
    """The link is used: this browser, which keeps `secret`, holds the seat from now on, or the account
    that has the address. None when somebody was faster, or the link works no more."""
    seat = queries.find_link(token)
    if seat is None:
        return None
    own = by if by is not None and by.email == seat.email else None
    held = {"user": own, "browser": ""} if own else {"browser": fingerprint(secret)}
    unused = Participant.objects.filter(pk=seat.pk, link=fingerprint(token), left_at=None)
    now = timezone.now()
    if not unused.update(link="", link_until=None, joined_at=seat.joined_at or now, **held):
        return None
    before = owner_of_drafts(seat)
    is_new = seat.joined_at is None
    seat.refresh_from_db()
    _take_over_drafts(before, seat)
    if is_new and seat.replaces:
        _take_over_drafts(owner_of_drafts(seat.replaces), seat)
    log.record(events.JOINED, by=own, about=seat)
    if is_new:
        coming.comes_in(seat)
    return seat


@transaction.atomic
def end(*, seat: Participant, by: Who) -> None:
    """The person leaves: the way in is closed at once, what they wrote stays theirs, and the days to come
    are taken out of their calendar. Done twice, nothing more happens."""
    _must_lead(by, seat.course)
    if _close(seat, by=by, is_lead=False):
        coming.leaves(seat, by=by)
        return
    is_lead = queries.here(seat.course).filter(pk=seat.pk, is_lead=True).exists()
    rules.check_not_the_last(is_lead=is_lead)


@transaction.atomic
def let_go(*, seats: Collection[int]) -> None:
    """Somebody goes out at the computer where they came in by a link. They still take part, and can ask for
    a new link."""
    for seat in Participant.objects.filter(pk__in=seats).exclude(browser=""):
        Participant.objects.filter(pk=seat.pk).update(browser="")
        log.record(events.WENT_OUT, by=None, about=seat, course=seat.course_id)


@transaction.atomic
def replace(*, seat: Participant, name: str, email: str, title: str, by: Who) -> Participant:
    """Somebody else takes the leaver's place, with the same line, level and tasks, and goes on with what
    the leaver has begun to write."""
    course = seat.course
    _must_let_in(by, seat)
    if not _close(seat, by=by):
        raise _has_left()
    facts = {"line": seat.line, "level": seat.level, "may_write": seat.may_write}
    new = _seat(course, name=name, email=email, title=title, by=by, replaces=seat, **facts)
    if seat.is_lead:
        Participant.objects.filter(pk=seat.pk).update(is_lead=False)
        Participant.objects.filter(pk=new.pk).update(is_lead=True)
        new.is_lead = True
    coming.hands_over(seat, to=new)
    return new


@transaction.atomic
def name_lead(*, seat: Participant, by: Who) -> None:
    """Another *tovholder*: one who has come in and takes part today, and who writes from now on."""
    _must_lead(by, seat.course)
    if seat.left_at:
        raise PermissionDenied
    rules.check_has_come_in(has_come_in=seat.joined_at is not None)
    here = queries.here(seat.course)
    with told_when_late(_another_lead()):
        here.filter(is_lead=True).update(is_lead=False)
        if not here.filter(pk=seat.pk).update(is_lead=True, may_write=True):
            raise _has_left()
    log.record(events.LEAD_CHANGED, by=by.user, about=seat, course=seat.course_id)


def give_way_in(seat: Participant, *, until: datetime) -> None:
    """A new link by mail; only its fingerprint is kept."""
    token = letters.new_token()
    seat.link, seat.link_until = fingerprint(token), until
    seat.save(update_fields=["link", "link_until"])
    with translation.override(settings.LANGUAGE_CODE):
        letters.send_way_in(seat, token, until=until)


def _take_over_drafts(owner_id: int, seat: Participant) -> None:
    """Of somebody who has left, or of one's own from before one had an account."""
    subjects = kept_of_a_seat(seat.course)
    drafts.hand_over(owner_id, to=owner_of_drafts(seat), form=FORM, subjects=subjects)


def _close(seat: Participant, *, by: Who, **only: bool) -> bool:
    """Whether it was still open, and is `only` so."""
    open_seat = Participant.objects.filter(pk=seat.pk, left_at=None, **only)
    closed = open_seat.update(left_at=timezone.now(), link="", link_until=None, browser="")
    if closed:
        log.record(events.LEFT, by=by.user, about=seat, course=seat.course_id)
    return bool(closed)


def _has_left() -> RuleBroken:
    return RuleBroken("course.has_left", _("Personen er ikke med mere. Se, hvem der er med nu."))


def _another_lead() -> RuleBroken:
    words = _("En anden har valgt tovholder imens. Se, hvem det er, før du vælger om.")
    return RuleBroken("course.lead_meanwhile", words)


def _must_let_in(by: Who, seat: Participant) -> None:
    if not access.may_let_in(by, seat):
        raise PermissionDenied


def _must_lead(by: Who, course: Course) -> None:
    if not access.may_lead(by, course):
        raise PermissionDenied
