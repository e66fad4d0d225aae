from django.db import models
from django.db.models import Q

from skolespor.accounts.models import User
from skolespor.core.papers.row import PaperRow
from skolespor.programme.models.course import Course
from skolespor.programme.models.days import Day
from skolespor.programme.models.people import Participant


class Attachment(PaperRow):
    """A file that belongs to a course, or is material of one of its days. It tells of no child."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="files")
    day = models.ForeignKey(Day, models.CASCADE, related_name="files", null=True, blank=True)
    by_participant = models.ForeignKey(Participant, models.PROTECT, related_name="+", null=True)
    by_user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "digest"],
                condition=Q(day=None),
                name="a_file_lies_once_at_a_course",
            ),
            models.UniqueConstraint(
                fields=["day", "digest"],
                condition=Q(day__isnull=False),
                name="a_file_lies_once_at_a_day",
            ),
        ]

    privacy = {
        **PaperRow.privacy,
        "id": "keep",
        "course": "keep",
        "day": "keep",
        "by_participant": "keep",
        "by_user": "keep",
    }
