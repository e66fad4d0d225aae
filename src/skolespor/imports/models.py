from django.db import models
from django.db.models import Q

from skolespor.accounts.models import Organisation, User
from skolespor.core.fields import SecretJSONField, SecretTextField
from skolespor.imports import states
from skolespor.imports.spells.models import CaughtUp, Hosted, Told

__all__ = ["Batch", "CaughtUp", "ColumnName", "Hosted", "Told", "Upload"]


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


class Upload(models.Model):
    """A file that somebody has sent from a page, from then until it is taken in or gone.

    The file lies encrypted under the name `stored`, and `key` opens it; without a key it is gone. What
    it was called by those who sent it is not kept: that may be a child's name. `said` and `closing` are
    what taking it in would do and which seats it would close, in sentences, `warnings` what is odd and is
    taken in all the same; `found` counts what is
    wrong: code, sentence, number. `headings` are those that nobody knows, `known` the fields that were
    recognised. `language` is that of the sender, in which the worker writes. `tries` counts how often
    work on it began and did not end, `fault` is the kind of error that ended it.
    """

    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="uploads")
    kind = models.CharField(max_length=20)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    language = models.CharField(max_length=5, default="da")
    stored = models.CharField(max_length=32, unique=True)
    key = SecretTextField(blank=True)
    size = models.PositiveBigIntegerField()
    state = models.CharField(
        max_length=20, choices=list(states.STATES.items()), default=states.WAITING, db_index=True
    )
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True)
    rows = models.PositiveIntegerField(null=True, blank=True)
    refused = models.PositiveIntegerField(null=True, blank=True)
    found = models.JSONField(default=list)
    said = SecretJSONField(default=list)
    closing = SecretJSONField(default=list)
    warnings = SecretJSONField(default=list)
    headings = SecretJSONField(default=list)
    known = models.JSONField(default=list)
    message = SecretTextField(blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    batch = models.OneToOneField(Batch, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None, until=None) | Q(until__gte=models.F("since")),
                name="period_of_an_upload_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state=states.TAKEN_IN) | Q(batch=None),
                name="only_what_was_taken_in_has_a_batch",
            ),
        ]

    privacy = {
        "id": "keep",
        "sender": "keep",
        "kind": "keep",
        "since": "keep",
        "until": "keep",
        "by": "keep",
        "at": "keep",
        "language": "keep",
        "stored": "keep",
        "key": "secret",
        "size": "keep",
        "state": "keep",
        "tries": "keep",
        "fault": "keep",
        "rows": "keep",
        "refused": "keep",
        "found": "keep",
        "said": "secret",
        "closing": "secret",
        "warnings": "secret",
        "headings": "secret",
        "known": "keep",
        "message": "secret",
        "accepted_by": "keep",
        "batch": "keep",
    }


class ColumnName(models.Model):
    """What a municipality calls a column in its files of one kind: `title` as it stood in a file,
    `heading` as `plain` writes it, and the field that it means."""

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="column_names")
    kind = models.CharField(max_length=20)
    heading = models.CharField(max_length=100)
    title = models.CharField(max_length=100)
    field = models.CharField(max_length=40)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["kind", "heading"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "heading"], name="a_heading_means_one_thing"
            ),
        ]

    privacy = {
        "id": "keep",
        "municipality": "keep",
        "kind": "keep",
        "heading": "keep",
        "title": "keep",
        "field": "keep",
        "set_by": "keep",
        "set_at": "keep",
    }
