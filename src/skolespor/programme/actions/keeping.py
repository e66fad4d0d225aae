"""What is typed and not yet sent, for its writer alone, with an account or without. A successor goes on with
what the leaver has begun."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from skolespor.core import drafts
from skolespor.programme import access, states
from skolespor.programme.access import Who
from skolespor.programme.models import Course, Day, Participant
from skolespor.programme.rules.application import AGREEMENT, WRITTEN
from skolespor.programme.rules.days import PARTS_OF_A_DAY
from skolespor.programme.states import COURSE, Side

FORM = "course-part"
"""The name of the drafts of a course: of a part of it, of a note, of what is said with a step."""
NOTE = "note"
STEP = "step-"
_WITHOUT_WORDS = (states.SEND, states.OFFER, states.SIGN, states.AGAIN, states.DROP)
SAID = {f"{STEP}{one.name}": one for one in COURSE.steps.values() if one not in _WITHOUT_WORDS}
"""The steps with which something is said, by the part of the course that their drafts are kept as."""
KEPT = (*WRITTEN, NOTE, *SAID)
"""All that drafts are kept of, besides the days and what follows them."""
SEEN, SKIPPED, EVALUATED = "seen-", "skipped-", "evaluated-"
"""Before the number of a follow-up or an evaluation: what was seen, why it was skipped, how it was."""
_AFTER = re.compile(rf"(?:{SEEN}|{SKIPPED}|{EVALUATED})\d{{1,10}}")


def is_kept(part: str) -> bool:
    """Whether there are drafts of such a part."""
    return part in KEPT or _AFTER.fullmatch(part) is not None


def keep_draft(*, course: Course, part: str, answers: Mapping[str, str], by: Who) -> str:
    """Returns when it was kept."""
    if not _may_keep(course, part, by=by):
        raise PermissionDenied
    return _keep(draft_key(course, part, by=by), answers)


def keep_day_draft(*, day: Day, part: str, answers: Mapping[str, str], by: Who) -> str:
    """What is typed about a day; returns when it was kept."""
    if access.works_on(by, day.course) is None:
        raise PermissionDenied
    return _keep(day_key(day, part, by=by), answers)


def draft_key(course: Course, part: str, *, by: Who) -> dict[str, Any]:
    """Under whose number a draft is kept: the seat's for the municipality, the account's for the agency,
    also when its browser holds a seat."""
    is_agencys = _is_agencys(part) or (
        part.startswith((SEEN, SKIPPED)) and access.advises(by, course)
    )
    return _key(course, part, by=by, is_agencys=is_agencys)


def day_key(day: Day, part: str, *, by: Who) -> dict[str, Any]:
    is_agencys = access.advises(by, day.course)
    return _key(day.course, _name(day, part), by=by, is_agencys=is_agencys)


def kept_of(course: Course) -> list[str]:
    """The names of all drafts that there can be of a course."""
    return [f"{course.pk}-{part}" for part in (*KEPT, *_of_days(course))]


def kept_of_a_seat(course: Course) -> list[str]:
    """Of these, what somebody else in the municipality goes on with: nothing of the agency's."""
    theirs = [part for part in KEPT if not _is_agencys(part)]
    return [f"{course.pk}-{part}" for part in (*theirs, *_of_days(course))]


def owner_of_drafts(seat: Participant) -> int:
    """Under which number somebody's drafts are kept: those without an account have no number among the
    people, so theirs is the seat's below zero."""
    return seat.user_id or -seat.pk


def _is_agencys(part: str) -> bool:
    return part == NOTE or (part in SAID and SAID[part].permission is Side.AGENCY)


def _of_days(course: Course) -> list[str]:
    return [_name(day, part) for day in course.days.all() for part in PARTS_OF_A_DAY]


def _name(day: Day, part: str) -> str:
    return f"day-{day.pk}-{part}"


def _key(course: Course, part: str, *, by: Who, is_agencys: bool) -> dict[str, Any]:
    seat = None if is_agencys else access.seat_in(by, course)
    owner = owner_of_drafts(seat) if seat else by.user.pk if by.user else 0
    return {"owner_id": owner, "form": FORM, "subject": f"{course.pk}-{part}"}


def _keep(key: Mapping[str, Any], answers: Mapping[str, str]) -> str:
    at = drafts.keep(**key, answers=answers)
    return timezone.localtime(at).strftime("%H.%M")


def _may_keep(course: Course, part: str, *, by: Who) -> bool:
    """Whoever may send what is typed there."""
    if part in SAID:
        return access.side_of(by, course) is SAID[part].permission
    if part == NOTE:
        return access.advises(by, course)
    if part.startswith(EVALUATED):
        return access.seat_in(by, course) is not None
    if part.startswith((SEEN, SKIPPED)):
        return access.works_on(by, course) is not None
    is_agreement = part == AGREEMENT and access.works_on(by, course) is not None
    return is_agreement or access.may_write(by, course)
