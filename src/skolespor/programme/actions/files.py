"""Files that belong to a course or to one of its days: laid there, fetched, taken away again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from skolespor.audit import log
from skolespor.core.papers import keeping
from skolespor.core.papers.rules import check_number
from skolespor.core.papers.taking import Sent, taken
from skolespor.programme import access, events
from skolespor.programme.access import Who
from skolespor.programme.models import Attachment, Course, Day
from skolespor.programme.queries import courses as queries


@transaction.atomic
def add(
    *, course: Course, sent: Sent, not_a_child: bool, by: Who, day: Day | None = None
) -> Attachment:
    """A file is laid with the course, or with one of its days. Sent twice, it lies there once."""
    course.refresh_from_db(fields=["state"])
    if not access.may_add_files(by, course):
        raise PermissionDenied
    there = course.files.filter(day=day)
    known = there.filter(digest=sent.digest).first()
    if known:
        return known
    check_number(there.count())
    names = queries.known_names(course)
    with taken(sent, known=names, is_confirmed=not_a_child) as paper:
        seat = access.seat_in(by, course)
        file, is_new = Attachment.objects.get_or_create(
            course=course,
            day=day,
            digest=sent.digest,
            defaults={
                **paper.columns,
                "by_participant": seat,
                "by_user": None if seat else by.user,
            },
        )
        if not is_new:  # sent twice at once: the other one lies there
            keeping.remove([paper.columns["stored"]])
            return file
    log.record(events.FILE_ADDED, by=by.user, about=file, course=course.pk, **paper.facts)
    return file


@transaction.atomic
def fetched(*, file: Attachment, by: Who) -> None:
    """Somebody who sees the course has got a file."""
    log.record(events.FILE_FETCHED, by=by.user, about=file, course=file.course_id)


@transaction.atomic
def remove(*, file: Attachment, by: Who) -> None:
    """By those who act in the course, also when it is over: something that should not be there must go.
    Done twice, nothing more happens."""
    if not access.acts_in(by, file.course):
        raise PermissionDenied
    if forget(Attachment.objects.filter(pk=file.pk)):
        log.record(events.FILE_REMOVED, by=by.user, about=file, course=file.course_id)


def forget(files: QuerySet[Attachment]) -> int:
    """The rows go, and with them the files. For actions that delete what the files belong to."""
    keeping.remove(list(files.values_list("stored", flat=True)))
    return files.delete()[0]
