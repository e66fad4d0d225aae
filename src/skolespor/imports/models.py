from django.db import models
from django.db.models import Q

from skolespor.accounts.models import Organisation, User
from skolespor.imports.spells.models import CaughtUp, Hosted, Told

__all__ = ["Batch", "CaughtUp", "Hosted", "Told"]


class Batch(models.Model):
    """One file that was taken in: what it said and who sent it, never what stood in a row.

    `fingerprint` is the SHA-256 of the file, so that the same file is known again. `staged` is the
    file in staging that counts from now on. `since` and `until` are the period that a file of absence
    speaks of, when the sender has said so. `rows` were read, `refused` of them were left out because
    the sender accepted that.
    """

    kind = models.CharField(max_length=20)
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="batches")
    fingerprint = models.CharField(max_length=64)
    staged = models.CharField(max_length=100)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    rows = models.PositiveIntegerField()
    refused = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "kind", "fingerprint"], name="the_same_file_is_taken_in_once"
            ),
            models.CheckConstraint(
                condition=Q(refused__lt=models.F("rows")), name="something_was_taken_in"
            ),
        ]

    privacy = {
        "id": "keep",
        "kind": "keep",
        "sender": "keep",
        "fingerprint": "keep",
        "staged": "keep",
        "since": "keep",
        "until": "keep",
        "rows": "keep",
        "refused": "keep",
        "at": "keep",
        "by": "keep",
    }
