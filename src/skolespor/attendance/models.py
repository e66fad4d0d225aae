from django.db import models
from django.db.models import F, Q

from skolespor.accounts.models import Organisation, User
from skolespor.children.models import Child
from skolespor.core.fields import SecretTextField


class AbsenceDay(models.Model):
    """A child was away from one institution on one day, the whole day (`share` 1) or a part of it, for
    one reason, as one municipality has registered it.

    `institution` is the institution's number: absence may be sent before Skolespor knows the school.
    Of a child that was created twice, rows keep the number they were written with and are read together.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="absence_days")
    institution = models.CharField(max_length=6)
    day = models.DateField()
    category = models.CharField(max_length=20)
    share = models.DecimalField(max_digits=10, decimal_places=9)
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "institution", "day", "category", "sender"],
                name="absence_of_a_day_is_told_once",
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="absence_is_a_part_of_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["sender", "institution", "day"], name="absence_by_sender"),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "institution": "scrub",
        "day": "scrub",
        "category": "scrub",
        "share": "scrub",
        "sender": "keep",
    }


class Registered(models.Model):
    """On which days of a school year absence of any pupil at an institution has been registered, as one
    municipality tells it now: missing is not zero. `days` are ISO dates in order, `school_year` the year
    of its August. Nothing in it is about a pupil.
    """

    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    institution = models.CharField(max_length=6, db_index=True)
    school_year = models.PositiveSmallIntegerField()
    days = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "institution", "school_year"],
                name="registered_once_per_school_year",
            ),
        ]

    privacy = {
        "id": "keep",
        "sender": "keep",
        "institution": "keep",
        "school_year": "keep",
        "days": "keep",
    }


class AbsenceChange(models.Model):
    """A corrected file has changed how much a child was away in a period: what had been told, in days,
    and what the same days are now. `period` is a school year (2026/27), of unlawful absence a quarter
    (2026-3). What is told of a day for the first time corrects nothing.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="absence_changes")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    category = models.CharField(max_length=20)
    period = models.CharField(max_length=7)
    before = models.DecimalField(max_digits=15, decimal_places=9)
    after = models.DecimalField(max_digits=15, decimal_places=9)

    privacy = {
        "id": "keep",
        "child": "keep",
        "sender": "keep",
        "at": "keep",
        "category": "scrub",
        "period": "keep",
        "before": "scrub",
        "after": "scrub",
    }


class NotAttending(models.Model):
    """*Går ikke i skole*: the child is enrolled, but does not go there, first and last day included.

    Anyone in the team may write it. The days count as without school. What was withdrawn never was.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="not_attending")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="not_attending_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(until=None, withdrawn_at=None),
                name="one_open_not_attending_per_child",
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "since": "scrub",
        "until": "scrub",
        "written_by": "keep",
        "written_at": "keep",
        "withdrawn_at": "keep",
    }


class Gap(models.Model):
    """A school gap (*skolepause*): more than three school days in a row without school.

    Its days are worked out from facts, again every night; `since` and `last_day` are the first and the
    last school day counted so far, `opened_on` the fourth. When it is over the count stays. One of no
    days never was: facts were put right.
    Who solves it, why it is so and what is done meanwhile is written by people.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="gaps")
    since = models.DateField()
    opened_on = models.DateField()
    last_day = models.DateField()
    school_days = models.PositiveIntegerField()
    is_open = models.BooleanField()
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    plan = SecretTextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=Q(is_open=True), name="one_open_gap_per_child"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("since")), name="gap_ends_after_it_starts"
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "since": "keep",
        "opened_on": "keep",
        "last_day": "keep",
        "school_days": "keep",
        "is_open": "keep",
        "owner": "keep",
        "reason": "keep",
        "plan": "secret",
        "version": "keep",
        "edited_by": "keep",
        "edited_at": "keep",
    }


class GapStep(models.Model):
    """What somebody did about a gap on a day, in a sentence."""

    gap = models.ForeignKey(Gap, models.PROTECT, related_name="steps")
    day = models.DateField()
    text = SecretTextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    privacy = {
        "id": "keep",
        "gap": "keep",
        "day": "keep",
        "text": "secret",
        "by": "keep",
        "at": "keep",
    }


class ReducedTimetable(models.Model):
    """*Nedsat skema*: an agreement that the child has fewer hours at school for a while, first and last
    day included. It is no absence, and no day without school: its missing hours are counted by themselves.

    Whether the law allows it has not been found out: `legal_ground` is what the administration answered.
    One that ended before its time has an `end_reason`; what was withdrawn never was.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="reduced_timetables")
    since = models.DateField()
    until = models.DateField()
    hours_before = models.DecimalField(max_digits=4, decimal_places=2)
    hours_now = models.DecimalField(max_digits=4, decimal_places=2)
    child_words = SecretTextField(blank=True)
    reason = SecretTextField()
    return_plan = SecretTextField()
    legal_ground = SecretTextField(blank=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(auto_now_add=True)
    end_reason = SecretTextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="reduced_timetable_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(hours_now__gt=0, hours_now__lt=F("hours_before")),
                name="reduced_timetable_has_fewer_hours",
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "since": "scrub",
        "until": "scrub",
        "hours_before": "scrub",
        "hours_now": "scrub",
        "child_words": "secret",
        "reason": "secret",
        "return_plan": "secret",
        "legal_ground": "secret",
        "agreed_by": "keep",
        "agreed_at": "keep",
        "end_reason": "secret",
        "withdrawn_at": "keep",
        "version": "keep",
        "edited_by": "keep",
        "edited_at": "keep",
    }


class FollowUp(models.Model):
    """What somebody has done about a child's absence, in a sentence, and what stood then: the level, the
    days away in the school year so far. `again_on` is the day on which it is to be looked at again."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="absence_follow_ups")
    school_year = models.PositiveSmallIntegerField()
    day = models.DateField()
    text = SecretTextField()
    again_on = models.DateField(null=True, blank=True)
    level = models.PositiveSmallIntegerField()
    days = models.DecimalField(max_digits=15, decimal_places=9)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    privacy = {
        "id": "keep",
        "child": "keep",
        "school_year": "keep",
        "day": "keep",
        "text": "secret",
        "again_on": "keep",
        "level": "scrub",
        "days": "scrub",
        "by": "keep",
        "at": "keep",
    }


class Signal(models.Model):
    """»Fravær kræver svar«: one named person is asked what has been done about a child's absence. It is
    over when somebody has followed up, or when the absence is not concerning any more."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="absence_signals")
    school_year = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    days = models.DecimalField(max_digits=15, decimal_places=9)
    raised_on = models.DateField()
    is_open = models.BooleanField(default=True)
    receiver = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    answer = models.ForeignKey(
        FollowUp, models.PROTECT, related_name="answered", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=Q(is_open=True), name="one_open_signal_per_child"
            ),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "school_year": "keep",
        "level": "scrub",
        "days": "scrub",
        "raised_on": "keep",
        "is_open": "keep",
        "receiver": "keep",
        "answer": "keep",
    }
