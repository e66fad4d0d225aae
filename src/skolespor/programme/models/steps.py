from django.db import models

from skolespor.accounts.models import User
from skolespor.core.fields import SecretTextField
from skolespor.programme.models.course import Course
from skolespor.programme.models.people import Participant


class Taken(models.Model):
    """A step that was taken: from which state to which, when, by whom, and what was said with it."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    words = SecretTextField(blank=True)
    next_on = models.DateField(null=True, blank=True)
    taken_at = models.DateTimeField(auto_now_add=True)
    by_participant = models.ForeignKey(Participant, models.PROTECT, related_name="+", null=True)
    by_user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    privacy = {
        "id": "keep",
        "course": "keep",
        "step": "keep",
        "source": "keep",
        "target": "keep",
        "words": "secret",
        "next_on": "keep",
        "taken_at": "keep",
        "by_participant": "keep",
        "by_user": "keep",
    }


class Note(models.Model):
    """What the agency has written down from the dialogue. Only what is shared is ever read by the
    municipality; an internal note stays inside the agency."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="notes")
    text = SecretTextField()
    is_shared = models.BooleanField(default=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    privacy = {
        "id": "keep",
        "course": "keep",
        "text": "secret",
        "is_shared": "keep",
        "written_by": "keep",
        "written_at": "keep",
    }


class Places(models.Model):
    """How many courses the agency can begin in a half-year."""

    half_year = models.CharField(max_length=6, unique=True)
    places = models.PositiveSmallIntegerField()

    privacy = {"id": "keep", "half_year": "keep", "places": "keep"}
