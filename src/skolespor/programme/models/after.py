from django.db import models
from django.db.models import Q

from skolespor.accounts.models import User
from skolespor.core.fields import SecretJSONField, SecretTextField
from skolespor.programme.models.course import Course
from skolespor.programme.models.people import Participant
from skolespor.programme.rules.after import Occasion, Round


class FollowUp(models.Model):
    """When both look at what has held, and what they saw, or why they did not
    (content/deadlines.yaml: `dl_course_follow_up`)."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="follow_ups")
    occasion = models.CharField(max_length=20)
    due = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    skipped_on = models.DateField(null=True, blank=True)
    words = SecretTextField(blank=True)
    by_participant = models.ForeignKey(Participant, models.PROTECT, related_name="+", null=True)
    by_user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(occasion__in=list(Occasion)), name="occasion_is_known"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(skipped_on=None),
                name="follow_up_is_held_or_skipped",
            ),
            models.UniqueConstraint(
                fields=["course", "occasion"],
                condition=~Q(occasion=Occasion.AD_HOC),
                name="one_follow_up_per_planned_occasion",
            ),
        ]

    privacy = {
        "id": "keep",
        "course": "keep",
        "occasion": "keep",
        "due": "keep",
        "held_on": "keep",
        "skipped_on": "keep",
        "words": "secret",
        "by_participant": "keep",
        "by_user": "keep",
    }


class Evaluation(models.Model):
    """Those who took part say how the course was: after the last day, and half a year later.

    Nothing is shown before it is closed. `results` are worked out then, once, and the sheets are deleted
    (ADR 0021).
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="evaluations")
    round = models.CharField(max_length=20)
    opened_on = models.DateField()
    answer_by = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(default=0)
    results = SecretJSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(round__in=list(Round)), name="round_of_evaluation_is_known"
            ),
            models.UniqueConstraint(
                fields=["course", "round"], name="each_evaluation_is_held_once"
            ),
        ]

    privacy = {
        "id": "keep",
        "course": "keep",
        "round": "keep",
        "opened_on": "keep",
        "answer_by": "keep",
        "closed_on": "keep",
        "asked": "keep",
        "answered": "keep",
        "results": "secret",
    }


class Sheet(models.Model):
    """What one person has answered, without name and time. `key` is made of the seat with the house's key,
    so that one answers once; nothing leads back from it."""

    key = models.CharField(max_length=64, primary_key=True)
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="sheets")
    answers = SecretJSONField(default=dict)

    privacy = {"evaluation": "keep", "key": "scrub", "answers": "secret"}
