from django.db import models
from django.db.models import Q

from skolespor.accounts.models import User
from skolespor.tracks.models.track import Track


class Status(models.Model):
    """How it goes, written by the owner on a rhythm. `due_on` is the day it answers, where one was due."""

    class Going(models.TextChoices):
        WELL = "well"
        SLOWLY = "slowly"
        STUCK = "stuck"

    track = models.ForeignKey(Track, models.CASCADE, related_name="statuses")
    going = models.CharField(max_length=10, choices=Going.choices)
    done = models.TextField()
    seen = models.TextField()
    next = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(going__in=["well", "slowly", "stuck"]), name="status_says_how_it_goes"
            ),
        ]

    privacy = {
        "id": "keep",
        "track": "keep",
        "going": "keep",
        "done": "scrub",
        "seen": "scrub",
        "next": "scrub",
        "due_on": "keep",
        "on": "keep",
        "by": "keep",
        "at": "keep",
    }


class Evaluation(models.Model):
    """Whether it worked: what was done, what is seen, and what children say of it, in general words."""

    class Worked(models.TextChoices):
        YES = "yes"
        PARTLY = "partly"
        NO = "no"

    track = models.ForeignKey(Track, models.CASCADE, related_name="evaluations")
    worked = models.CharField(max_length=10, choices=Worked.choices)
    done = models.TextField()
    seen = models.TextField()
    child_view = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worked__in=["yes", "partly", "no"]),
                name="evaluation_says_whether_it_worked",
            ),
        ]

    privacy = {
        "id": "keep",
        "track": "keep",
        "worked": "keep",
        "done": "scrub",
        "seen": "scrub",
        "child_view": "scrub",
        "on": "keep",
        "by": "keep",
        "at": "keep",
    }
