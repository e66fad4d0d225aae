from django.db import models
from django.db.models import Q

from skolespor.accounts.models import User
from skolespor.core.fields import SecretJSONField
from skolespor.programme.models.course import Course
from skolespor.programme.models.days import Day
from skolespor.programme.models.people import Participant
from skolespor.programme.rules.application import WRITTEN
from skolespor.programme.rules.days import PARTS_OF_A_DAY
from skolespor.programme.states import Side


class Part(models.Model):
    """A part of the application, of the agreement, or of what is written about a day, as one version of it
    stood. The newest counts; none is ever changed. `answers` are texts by the ids of the questions."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="parts")
    part = models.CharField(max_length=20)
    day = models.ForeignKey(Day, models.CASCADE, related_name="parts", null=True, blank=True)
    version = models.PositiveIntegerField()
    answers = SecretJSONField(default=dict)
    written_by = models.ForeignKey(Participant, models.PROTECT, related_name="+", null=True)
    written_by_user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=WRITTEN, day=None)
                | Q(part__in=PARTS_OF_A_DAY, day__isnull=False),
                name="written_part_is_known",
            ),
            models.UniqueConstraint(
                fields=["course", "part", "version"],
                condition=Q(day=None),
                name="versions_of_a_part_are_counted",
            ),
            models.UniqueConstraint(
                fields=["day", "part", "version"], name="versions_of_a_days_part_are_counted"
            ),
        ]

    privacy = {
        "id": "keep",
        "course": "keep",
        "part": "keep",
        "day": "keep",
        "version": "keep",
        "answers": "secret",
        "written_by": "keep",
        "written_by_user": "keep",
        "written_at": "keep",
    }


class Agreement(models.Model):
    """The whole agreement as somebody has approved it. `sections` are texts by the ids of the content, also
    those that follow from the course (who takes part, which days). It is never changed."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="agreements")
    number = models.PositiveIntegerField()
    sections = SecretJSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "number"], name="agreements_of_a_course_are_counted"
            ),
        ]

    privacy = {
        "id": "keep",
        "course": "keep",
        "number": "keep",
        "sections": "secret",
        "made_at": "keep",
    }


class Approval(models.Model):
    """One party approves an agreement: who, as what, when."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="approvals")
    side = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=120)
    by_participant = models.ForeignKey(Participant, models.PROTECT, related_name="+", null=True)
    by_user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "side"], name="each_party_approves_an_agreement_once"
            ),
            models.CheckConstraint(
                condition=Q(side__in=list(Side)), name="approval_is_of_a_known_party"
            ),
        ]

    privacy = {
        "id": "keep",
        "agreement": "keep",
        "side": "keep",
        "name": "scrub",
        "title": "scrub",
        "by_participant": "keep",
        "by_user": "keep",
        "approved_at": "keep",
    }
