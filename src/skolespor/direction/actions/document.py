"""The common direction is written, sent to the three lines, and agreed on."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from skolespor.accounts.lines import Line, line_of
from skolespor.accounts.models import Organisation, User
from skolespor.accounts.queries import known_names
from skolespor.accounts.roles import Role
from skolespor.audit import log
from skolespor.core.errors import RuleBroken
from skolespor.core.flow import move
from skolespor.core.no_child import check_no_child
from skolespor.core.versions import save_seen
from skolespor.direction import access, events
from skolespor.direction.models import CommonDirection, DirectionVersion, LineAnswer
from skolespor.direction.queries.document import direction_of
from skolespor.direction.rules import document as rules
from skolespor.direction.states import AGREE, REPLACE, State
from skolespor.notices.actions import tell


@transaction.atomic
def write(
    *,
    municipality: Organisation,
    texts: Mapping[str, str],
    seen: int,
    is_confirmed: bool,
    by: User,
) -> CommonDirection:
    """The text that is being written. `seen` is the version that the writer began from, 0 for none; when
    somebody saved meanwhile, `EditedMeanwhile` carries their text and nothing is written."""
    _must_lead(by, municipality)
    kept = {section.id: texts.get(section.id, "").strip() for section in rules.sections()}
    names = _check_texts(municipality, kept, is_confirmed=is_confirmed)
    direction, is_new = CommonDirection.objects.get_or_create(
        municipality=municipality, defaults={"texts": kept, "edited_by": by}
    )
    if not is_new:
        save_seen(direction, seen=seen, texts=kept, edited_by=by, edited_at=timezone.now())
    log.record(events.DIRECTION_SAVED, by=by, about=direction, names=names)
    return direction


@transaction.atomic
def send(
    *, municipality: Organisation, seen: int, at: datetime | None = None, by: User
) -> DirectionVersion:
    """To the three lines, as it was seen: a numbered version that never changes. One that waits is
    replaced by it; the valid one stays valid until all three have approved this. `at` is now, where
    nobody says otherwise."""
    _must_lead(by, municipality)
    direction = CommonDirection.objects.filter(municipality=municipality).first()
    if direction is None:
        raise RuleBroken("direction.half", rules.nothing_written())
    save_seen(direction, seen=seen)
    found = direction_of(municipality)
    rules.check_ready(direction.texts, found.latest.texts if found.latest else None)
    if found.waiting:
        move(found.waiting.row, REPLACE)
    number = found.latest.number + 1 if found.latest else 1
    version = DirectionVersion.objects.create(
        direction=direction,
        number=number,
        texts=direction.texts,
        sent_by=by,
        sent_at=at or timezone.now(),
    )
    log.record(events.DIRECTION_SENT, by=by, about=version, number=number)
    leaders = (job.user for job in access.answering(municipality) if line_of(Role(job.role)))
    tell(events.ASKED, leaders, key=f"direction-{version.pk}")
    return version


@transaction.atomic
def answer(
    *,
    version: DirectionVersion,
    line: Line,
    says: str,
    reason: str,
    is_confirmed: bool,
    at: datetime | None = None,
    by: User,
) -> LineAnswer:
    """A line approves the version, or wants it to be looked at again and says why. For a line that has
    nobody who may answer, who leads the work does it, with a reason; that is shown as such."""
    municipality = version.direction.municipality
    is_for_others = _may_answer(by, municipality, line)
    reason = reason.strip()
    is_again = says == LineAnswer.Says.AGAIN
    rules.check_reason(reason, is_needed=is_again or is_for_others)
    names = _check_texts(municipality, {"reason": reason}, is_confirmed=is_confirmed)
    _hold(version)
    standing = version.answers.filter(taken_back_at=None)
    rules.check_unanswered(standing.filter(line=line).exists())
    made = LineAnswer.objects.create(
        version=version,
        line=line,
        says=says,
        reason=reason,
        is_for_others=is_for_others,
        by=by,
        at=at or timezone.now(),
    )
    kind = events.LINE_ASKED_AGAIN if is_again else events.LINE_APPROVED
    log.record(kind, by=by, about=made, line=line, names=names, for_others=int(is_for_others))
    if is_again:
        tell(events.SEE_AGAIN, [version.sent_by], key=f"direction-again-{made.pk}")
    approved = standing.filter(says=LineAnswer.Says.APPROVED).values_list("line", flat=True)
    if rules.are_agreed(approved):
        _becomes_valid(version, on=timezone.localdate(made.at), by=by)
    return made


@transaction.atomic
def take_back(*, version: DirectionVersion, line: Line, by: User) -> None:
    """The line has not answered after all, as long as the version waits. Done twice, nothing more
    happens."""
    _may_answer(by, version.direction.municipality, line)
    _hold(version)
    standing = version.answers.filter(taken_back_at=None, line=line)
    if standing.update(taken_back_at=timezone.now()):
        log.record(events.ANSWER_TAKEN_BACK, by=by, about=version, line=line)


def _becomes_valid(version: DirectionVersion, *, on: date, by: User) -> None:
    before = DirectionVersion.objects.filter(direction=version.direction, state=State.VALID)
    for one in before:
        move(one, REPLACE, valid_until=on)
    move(version, AGREE, valid_since=on)
    log.record(events.DIRECTION_VALID, by=by, about=version, number=version.number)
    tell(events.IS_VALID, [version.sent_by], key=f"direction-valid-{version.pk}")


def _hold(version: DirectionVersion) -> None:
    """One UPDATE with the state in its WHERE: two lines that answer at once come one after the other,
    and who is too late is told."""
    waiting = DirectionVersion.objects.filter(pk=version.pk, state=State.WAITING)
    if not waiting.update(answered=F("answered") + 1):
        raise RuleBroken("direction.too_late", rules.too_late())


def _may_answer(by: User, municipality: Organisation, line: Line) -> bool:
    """Whether it is done for others; who may do neither is refused."""
    if line in access.lines_of(by, municipality):
        return False
    _must_lead(by, municipality)
    rules.check_nobody(line in access.manned(municipality))
    return True


def _check_texts(
    municipality: Organisation, texts: Mapping[str, str], *, is_confirmed: bool
) -> int:
    known = {*known_names(municipality, texts.values()), *_words_of_the_house()}
    return check_no_child(texts, known=known, is_confirmed=is_confirmed)


def _words_of_the_house() -> Iterable[str]:
    """Names of the three lines, which people write with a capital."""
    return (line.label for line in Line)


def _must_lead(by: User, municipality: Organisation) -> None:
    if not access.leads(by, municipality):
        raise PermissionDenied
