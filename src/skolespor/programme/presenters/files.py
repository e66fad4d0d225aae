"""The files of a course or of one of its days, as a page lists them (`programme/files.html`)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from skolespor.core.papers.words import Listed, listed
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.models import Attachment, Course, Day
from skolespor.programme.queries import files as queries


def files(course: Course, *, reader: Who, day: Day | None = None) -> dict[str, Any]:
    """What `programme/files.html` shows: the list, and where one adds a file, if one may."""
    found = queries.files_of_day(day) if day else queries.files_of(course)
    acts = access.acts_in(reader, course)
    return {
        "files": [_file(one, may_remove=acts) for one in found],
        "add_url": _add_url(course, day) if access.may_add_files(reader, course) else "",
    }


def place_of(course: Course, day: Day | None) -> tuple[str, *tuple[int, ...]]:
    """The page on which the files are listed, with its keys."""
    if day:
        return "programme:day", course.pk, day.pk
    return "programme:application", course.pk


def back_to(course: Course, day: Day | None) -> str:
    name, *keys = place_of(course, day)
    return reverse(name, args=keys)


def title(file: Attachment) -> str:
    return _("Slet »{name}«?").format(name=file.name)


def _add_url(course: Course, day: Day | None) -> str:
    if day:
        return reverse("programme:add_day_file", args=[course.pk, day.pk])
    return reverse("programme:add_file", args=[course.pk])


def _file(file: Attachment, *, may_remove: bool) -> Listed:
    who = file.by_participant or file.by_user
    keys = [file.course_id, file.pk]
    return listed(
        file,
        by=who.name if who else "",
        url=reverse("programme:file", args=keys),
        remove_url=reverse("programme:remove_file", args=keys) if may_remove else "",
    )
