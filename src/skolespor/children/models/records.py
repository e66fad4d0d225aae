"""Texts about the child, what was corrected, and possible doubles."""

from django.db import models

from skolespor.accounts.models import Organisation, User
from skolespor.children.models.child import Child
from skolespor.core.fields import SecretJSONField, SecretTextField


class PracticalNote(models.Model):
    """One practical text about a child: permissions, health the school must know of, contact days.

    `field` is an id of the list `access_fields`: who may read it is said there.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="practical_notes")
    field = models.CharField(max_length=40)
    text = SecretTextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "field"], name="one_practical_note_per_field"),
        ]

    privacy = {
        "id": "keep",
        "child": "keep",
        "field": "keep",
        "text": "secret",
        "version": "keep",
        "edited_by": "keep",
        "edited_at": "keep",
    }


class Correction(models.Model):
    """What stood before something was corrected, and why. Rectification keeps history.

    `about` is "placement", "enrolment" or "child", `about_id` its id, `before` the old values.
    Without `by` it was a municipality's register that said something else.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="corrections")
    about = models.CharField(max_length=20)
    about_id = models.BigIntegerField()
    before = SecretJSONField()
    reason = SecretTextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    privacy = {
        "id": "keep",
        "child": "keep",
        "about": "keep",
        "about_id": "keep",
        "before": "secret",
        "reason": "secret",
        "by": "keep",
        "at": "keep",
    }


class MatchOffer(models.Model):
    """A newly created child that may be one we have. The acting municipality decides; until then
    both stand side by side and neither opens the other."""

    class Answer(models.TextChoices):
        WAITING = "waiting"
        SAME = "same"
        DIFFERENT = "different"

    new = models.ForeignKey(Child, models.PROTECT, related_name="+")
    known = models.ForeignKey(Child, models.PROTECT, related_name="match_offers")
    created_by_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    offered_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["new", "known"], name="one_offer_per_pair"),
        ]

    privacy = {
        "id": "keep",
        "new": "keep",
        "known": "keep",
        "created_by_organisation": "keep",
        "answer": "keep",
        "offered_at": "keep",
        "answered_at": "keep",
        "answered_by": "keep",
    }
