from django.db import models
from django.db.models import F, Q

from skolespor.programme.models.course import Course
from skolespor.programme.models.people import Participant
from skolespor.programme.rules.days import Kind


class Day(models.Model):
    """A day on which the municipality and the agency meet: an advisory day, or a meeting around them.

    `format` is a code of `day_formats`; `place` is where, `link` where it is held from a distance.
    `template` is the one of `day_templates` that its programme began with. Calendars follow `version`: a
    day that has been invited to is never deleted, only cancelled. A day without `begins` lasts the whole
    day.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="days")
    kind = models.CharField(max_length=20, default=Kind.ADVISORY)
    on = models.DateField()
    begins = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    format = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    template = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "on"],
                condition=Q(cancelled_at=None),
                name="one_advisory_day_per_date",
            ),
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="kind_of_a_day_is_known"),
            models.CheckConstraint(
                condition=Q(begins=None, ends=None) | Q(begins__lt=F("ends")),
                name="day_begins_before_it_ends",
            ),
        ]

    privacy = {
        "id": "keep",
        "course": "keep",
        "kind": "keep",
        "on": "keep",
        "begins": "keep",
        "ends": "keep",
        "format": "keep",
        "place": "keep",
        "link": "keep",
        "template": "keep",
        "version": "keep",
        "changed_at": "keep",
        "cancelled_at": "keep",
        "cancelled_why": "scrub",
    }


class Comes(models.Model):
    """Somebody is to be there on a day. A day without such rows is for everybody who takes part."""

    day = models.ForeignKey(Day, models.CASCADE, related_name="comes")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "participant"], name="one_is_asked_to_a_day_once"
            ),
        ]

    privacy = {"id": "keep", "day": "keep", "participant": "keep"}
