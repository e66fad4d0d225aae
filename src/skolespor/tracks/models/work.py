from django.db import models
from django.db.models import Q

from skolespor.accounts.lines import Line
from skolespor.accounts.models import User
from skolespor.tracks.models.track import LONGEST_LINE, LONGEST_TITLE, Track


class TrackStep(models.Model):
    """Something somebody does by a day. Removed ones stay as history."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="steps")
    text = models.CharField(max_length=LONGEST_LINE)
    who = models.CharField(max_length=LONGEST_TITLE)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="step_that_is_done_says_who_said_so",
            ),
        ]

    privacy = {
        "id": "keep",
        "track": "keep",
        "text": "scrub",
        "who": "scrub",
        "due_on": "keep",
        "done_on": "keep",
        "done_by": "keep",
        "removed_at": "keep",
        "version": "keep",
        "edited_by": "keep",
        "edited_at": "keep",
    }


class Partner(models.Model):
    """Who takes part, in words: a person or a unit of one of the three lines."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="partners")
    line = models.CharField(max_length=20)
    name = models.CharField(max_length=LONGEST_TITLE)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(line__in=[line.value for line in Line]), name="partner_is_of_a_line"
            ),
        ]

    privacy = {
        "id": "keep",
        "track": "keep",
        "line": "keep",
        "name": "scrub",
        "removed_at": "keep",
    }


class Meeting(models.Model):
    """A day in the calendar on which the track is looked at."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="meetings")
    on = models.DateField()
    title = models.CharField(max_length=LONGEST_TITLE)
    looks_at = models.CharField(max_length=LONGEST_LINE)
    removed_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": "keep",
        "track": "keep",
        "on": "keep",
        "title": "scrub",
        "looks_at": "scrub",
        "removed_at": "keep",
    }
