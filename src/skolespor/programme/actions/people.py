"""Who takes part: invited, let in, given a new way in, replaced, gone."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation

from skolespor.accounts.models import User
from skolespor.accounts.queries import fingerprint
from skolespor.audit import log
from skolespor.core import drafts
from skolespor.programme import access, events
from skolespor.programme.access import Who
from skolespor.programme.actions import letters
from skolespor.programme.actions.keeping import FORM, kept_of, owner_of_drafts
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
    replaces: Participant | None = None,
) -> Participant:
    """Somebody from the municipality is to take part, and gets a link by mail."""
    _must_lead(by, course)
    rules.check_name(name)
    rules.check_title(title)
    is_there = queries.here(course).filter(email=email.lower()).exists()
    rules.check_invited(is_there=is_there, number=queries.here(course).count())
    seat = Participant.objects.create(
        course=course,
        name=name.strip(),
        email=email.lower(),
        title=title.strip(),
        line=line,
        level=level,
        may_write=may_write,
        replaces=replaces,
    )
    give_way_in(seat, until=timezone.now() + timedelta(days=rules.INVITED_FOR_DAYS))
    log.record(events.INVITED, by=by.user, about=seat, course=course.pk)
    return seat


@transaction.atomic
def send_again(*, seat: Participant, by: Who) -> None:
    """A new link; the one before it stops working, and so does the browser that was let in by it."""
    _must_lead(by, seat.course)
    if not Participant.objects.filter(pk=seat.pk, left_at=None).update(browser=""):
        raise PermissionDenied
    give_way_in(seat, until=timezone.now() + timedelta(days=rules.INVITED_FOR_DAYS))
    log.record(events.LINK_SENT, by=by.user, about=seat)


@transaction.atomic
def ask_for_link(*, email: str) -> None:
    """Whoever takes part gets a new way in, at the address that is known; nobody is told whether there
    is one."""
    for seat in queries.seat_for_address(email):
        give_way_in(seat, until=timezone.now() + timedelta(minutes=rules.LINK_MINUTES))
        log.record(events.LINK_SENT, by=None, about=seat)


@transaction.atomic
def enter(*, token: str, secret: str, by: User | None) -> Participant | None:
    """The link is used: this browser, which keeps `secret`, holds the seat from now on, or the account
    that has the address. None when somebody was faster, or the link works no more."""
    seat = queries.find_link(token)
    if seat is None:
        return None
    own = by if by is not None and by.email == seat.email else None
    held = {"user": own} if own else {"browser": fingerprint(secret)}
    unused = Participant.objects.filter(pk=seat.pk, link=fingerprint(token), left_at=None)
    now = timezone.now()
    if not unused.update(link="", link_until=None, joined_at=seat.joined_at or now, **held):
        return None
    if seat.joined_at is None:
        _take_over_drafts(seat)
    seat.refresh_from_db()
    log.record(events.JOINED, by=own, about=seat)
    return seat


@transaction.atomic
def end(*, seat: Participant, by: Who) -> None:
    """The person leaves: the way in is closed at once, what they wrote stays theirs. Done twice, nothing
    more happens."""
    _must_lead(by, seat.course)
    rules.check_not_the_last(is_lead=seat.is_lead)
    _close(seat, by=by)


@transaction.atomic
def replace(*, seat: Participant, name: str, email: str, title: str, by: Who) -> Participant:
    """Somebody else takes the leaver's place, with the same line, level and tasks, and goes on with what
    the leaver has begun to write."""
    course = seat.course
    _must_lead(by, course)
    _close(seat, by=by)
    new = invite(
        course=course,
        name=name,
        email=email,
        title=title,
        line=seat.line,
        level=seat.level,
        may_write=seat.may_write,
        by=by,
        replaces=seat,
    )
    if seat.is_lead:
        Participant.objects.filter(pk=seat.pk).update(is_lead=False)
        Participant.objects.filter(pk=new.pk).update(is_lead=True)
        new.is_lead = True
    return new


@transaction.atomic
def name_lead(*, seat: Participant, by: Who) -> None:
    """Another *tovholder*: one who takes part today, and who writes from now on."""
    _must_lead(by, seat.course)
    if seat.left_at:
        raise PermissionDenied
    queries.here(seat.course).filter(is_lead=True).update(is_lead=False)
    queries.here(seat.course).filter(pk=seat.pk).update(is_lead=True, may_write=True)
    log.record(events.LEAD_CHANGED, by=by.user, about=seat, course=seat.course_id)


def give_way_in(seat: Participant, *, until: datetime) -> None:
    """A new link by mail; only its fingerprint is kept."""
    token = letters.new_token()
    seat.link, seat.link_until = fingerprint(token), until
    seat.save(update_fields=["link", "link_until"])
    with translation.override(settings.LANGUAGE_CODE):
        letters.send_way_in(seat, token, until=until)


def _take_over_drafts(seat: Participant) -> None:
    if seat.replaces is None:
        return
    leaver = owner_of_drafts(seat.replaces)
    subjects = kept_of(seat.course)
    drafts.hand_over(leaver, to=owner_of_drafts(seat), form=FORM, subjects=subjects)


def _close(seat: Participant, *, by: Who) -> None:
    open_seat = Participant.objects.filter(pk=seat.pk, left_at=None)
    if open_seat.update(left_at=timezone.now(), link="", link_until=None, browser=""):
        log.record(events.LEFT, by=by.user, about=seat, course=seat.course_id)


def _must_lead(by: Who, course: Course) -> None:
    if not access.may_lead(by, course):
        raise PermissionDenied
