"""The application: begun on the open page or signed in, written together, part by part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.access import municipalities_where
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.queries import fingerprint
from skolespor.audit import log
from skolespor.core.no_child import check_no_child
from skolespor.programme import access, events
from skolespor.programme.access import Who
from skolespor.programme.actions import letters
from skolespor.programme.models import Course, Day, Inquiry, Part, Participant
from skolespor.programme.queries import courses as queries
from skolespor.programme.queries.courses import Written
from skolespor.programme.rules import application as rules
from skolespor.programme.rules.application import Merged
from skolespor.programme.states import OVER


@dataclass(frozen=True)
class Saved:
    """What stands there now, and what two have written differently."""

    written: Written
    merged: Merged


@transaction.atomic
def inquire(*, municipality: str, name: str, title: str, email: str, phone: str) -> None:
    """Somebody asks on the open page; a link goes to the address. Nothing is begun before it is opened."""
    rules.check_name(name)
    rules.check_title(title)
    rules.check_phone(phone)
    token = letters.new_token()
    inquiry = Inquiry.objects.create(
        municipality=municipality,
        name=name.strip(),
        title=title.strip(),
        email=email.lower(),
        phone=phone.strip(),
        link=fingerprint(token),
        link_until=timezone.now() + timedelta(days=rules.INVITED_FOR_DAYS),
    )
    letters.send_confirmation(inquiry, token)


@transaction.atomic
def confirm(*, token: str, secret: str, by: User | None) -> Participant | None:
    """The link in the mail is opened: the application begins, and this browser (or the account with the
    address) holds it. None when the link is used or old."""
    unused = Inquiry.objects.filter(link=fingerprint(token), used_at=None)
    now = timezone.now()
    inquiry = unused.filter(link_until__gt=now).first()
    if inquiry is None or not unused.update(used_at=now):
        return None
    own = by if by is not None and by.email == inquiry.email else None
    course = Course.objects.create(municipality=inquiry.municipality)
    seat = Participant.objects.create(
        course=course,
        name=inquiry.name,
        email=inquiry.email,
        title=inquiry.title,
        phone=inquiry.phone,
        is_lead=True,
        user=own,
        browser="" if own else fingerprint(secret),
        joined_at=now,
    )
    log.record(events.BEGUN, by=own, about=course)
    return seat


@transaction.atomic
def begin(*, municipality: str, by: User) -> Course:
    """Begun by somebody who leads the municipality's work, and is the *tovholder* until another is
    named. Done twice, the draft that is there is gone on with; never one of an outsider's
    (`access.led_where`)."""
    led = municipalities_where(by, Permission.WORK_LEAD)
    if not led.filter(code=municipality).exists():
        raise PermissionDenied
    begun = access.led_where(Who(by)).filter(municipality=municipality).exclude(state__in=OVER)
    known = begun.first()
    if known:
        return known
    course = Course.objects.create(municipality=municipality)
    Participant.objects.create(
        course=course,
        name=by.name,
        email=by.email or "",
        phone=by.phone,
        user=by,
        is_lead=True,
        joined_at=timezone.now(),
    )
    log.record(events.BEGUN, by=by, about=course)
    return course


@transaction.atomic
def save_part(
    *,
    course: Course,
    part: str,
    answers: Mapping[str, str],
    seen: int,
    not_a_child: bool,
    by: Who,
) -> Saved:
    """A new version of a part. Who has written at the same time keeps their words: fields that only one
    has changed are put together; where both have, the other's stays and `contested` says so."""
    if not access.may_write(by, course):
        raise PermissionDenied
    return save_version(
        course=course, part=part, answers=answers, seen=seen, not_a_child=not_a_child, by=by
    )


def save_version(
    *,
    course: Course,
    part: str,
    answers: Mapping[str, str],
    seen: int,
    not_a_child: bool,
    by: Who,
    day: Day | None = None,
) -> Saved:
    """Put together with what stands there, checked for children, kept as the next version. Asks nobody
    whether they may: `save_part`, `agreement.write` and `days.write` do."""
    known = queries.known_names(course)
    names = check_no_child(answers, known=known, is_confirmed=not_a_child)
    now = queries.part_now(course, part, day)
    merged = rules.merge(queries.part_at(course, part, seen, day), answers, now.answers)
    if merged.answers == now.answers:
        return Saved(now, merged)
    seat = access.seat_in(by, course)
    row, is_new = Part.objects.get_or_create(
        course=course,
        part=part,
        day=day,
        version=now.version + 1,
        defaults={
            "answers": dict(merged.answers),
            "written_by": seat,
            "written_by_user": None if seat else by.user,
        },
    )
    if not is_new:  # Somebody was faster by a breath; now theirs is what stands there.
        return save_version(
            course=course,
            part=part,
            answers=answers,
            seen=seen,
            not_a_child=not_a_child,
            by=by,
            day=day,
        )
    log.record(
        events.PART_SAVED,
        by=by.user,
        about=course,
        part=part,
        version=str(row.version),
        names_confirmed=str(names),
    )
    return Saved(queries.part_now(course, part, day), merged)


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """Who was written on the open page is forgotten when the link in the mail has run out; what came of
    one that was opened stands in the course. Returns how many."""
    removed, _per_model = Inquiry.objects.filter(link_until__lt=now).delete()
    return removed
