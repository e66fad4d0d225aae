from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from skolespor.accounts.lines import Line
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.direction.states import State


class Review(models.Model):
    """A school or a municipality has gone its preparedness through in a school year: roles, whom to
    call, and what is done when a pupil comes or leaves. `school_year` is the year of its August.

    A withdrawn review never was; it stays as history.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reviews")
    school_year = models.PositiveSmallIntegerField()
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "school_year"],
                condition=Q(withdrawn_at=None),
                name="one_review_per_place_and_school_year",
            ),
        ]

    privacy = {
        "id": "keep",
        "organisation": "keep",
        "school_year": "keep",
        "reviewed_on": "keep",
        "reviewed_by": "keep",
        "withdrawn_at": "keep",
    }


class PlanPart(models.Model):
    """What a school or a municipality has answered in one phase of its preparedness plan. `phase` is the
    id of the phase in content/transitions.yaml; the version is for those who write at the same time."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plan_parts")
    phase = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "phase"], name="one_plan_part_per_place_and_phase"
            ),
        ]

    privacy = {
        "id": "keep",
        "organisation": "keep",
        "phase": "keep",
        "version": "keep",
        "edited_by": "keep",
        "edited_at": "keep",
    }


class PlanStep(models.Model):
    """Who does a step there, and by what. `step` is the id of what must be done in
    content/transitions.yaml: a place may say it in words of its own and it is still that step.

    `job` is one of the staff, `who` a job in words; with neither nobody does it.
    """

    part = models.ForeignKey(PlanPart, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=40)
    job = models.ForeignKey(JobSeat, models.PROTECT, related_name="+", null=True, blank=True)
    who = models.TextField(blank=True)
    means = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "step"], name="one_answer_per_part_and_step"),
        ]

    privacy = {
        "id": "keep",
        "part": "keep",
        "step": "keep",
        "job": "keep",
        "who": "scrub",
        "means": "scrub",
        "words": "scrub",
    }


class CommonDirection(models.Model):
    """The text that a municipality is writing on its common direction: `texts` by section, as
    `rules.document.sections` names them. What the lines are asked about is a version of it."""

    municipality = models.OneToOneField(
        Organisation, models.PROTECT, related_name="common_direction"
    )
    texts = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(default=timezone.now)

    privacy = {
        "id": "keep",
        "municipality": "keep",
        "texts": "scrub",
        "version": "keep",
        "edited_by": "keep",
        "edited_at": "keep",
    }


class DirectionVersion(models.Model):
    """The common direction as the three lines were asked about it. Its text never changes.

    `answered` counts answers and answers taken back: who adds to it holds the version, so that two lines
    that answer at the same moment cannot both be the last but one.
    """

    direction = models.ForeignKey(CommonDirection, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    texts = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    answered = models.PositiveIntegerField(default=0)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    valid_since = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "number"], name="one_direction_version_per_number"
            ),
            models.UniqueConstraint(
                fields=["direction"],
                condition=Q(state="waiting"),
                name="one_direction_version_waits_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["direction"],
                condition=Q(state="valid"),
                name="one_direction_version_is_valid_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="direction_version_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="valid") | Q(valid_since__isnull=False),
                name="valid_direction_version_has_a_first_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_since")),
                name="direction_version_ends_after_it_begins",
            ),
        ]

    privacy = {
        "id": "keep",
        "direction": "keep",
        "number": "keep",
        "texts": "scrub",
        "state": "keep",
        "answered": "keep",
        "sent_by": "keep",
        "sent_at": "keep",
        "valid_since": "keep",
        "valid_until": "keep",
    }


class LineAnswer(models.Model):
    """What a leadership line says to a version: approved, or to be looked at again, and why.

    `is_for_others`: the line has nobody who may answer, and who leads the work has done so.
    """

    class Says(models.TextChoices):
        APPROVED = "approved"
        AGAIN = "again"

    version = models.ForeignKey(DirectionVersion, models.PROTECT, related_name="answers")
    line = models.CharField(max_length=20)
    says = models.CharField(max_length=10, choices=Says.choices)
    reason = models.TextField(blank=True)
    is_for_others = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "line"],
                condition=Q(taken_back_at=None),
                name="one_answer_per_line_and_version",
            ),
            models.CheckConstraint(
                condition=Q(line__in=[line.value for line in Line]), name="answering_line_is_known"
            ),
            models.CheckConstraint(
                condition=Q(says__in=["approved", "again"]), name="answer_of_a_line_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(says="approved") & Q(is_for_others=False)) | ~Q(reason=""),
                name="again_and_for_others_have_a_reason",
            ),
        ]

    privacy = {
        "id": "keep",
        "version": "keep",
        "line": "keep",
        "says": "keep",
        "reason": "scrub",
        "is_for_others": "keep",
        "by": "keep",
        "at": "keep",
        "taken_back_at": "keep",
    }
