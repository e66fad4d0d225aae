from django.db import models

from skolespor.core.fields import SecretJSONField, SecretTextField


class Draft(models.Model):
    """What somebody has typed and not yet sent. Only its writer ever reads it.

    `owner_id` is a copy, not a foreign key: this room stands below the one that knows people.
    """

    owner_id = models.BigIntegerField()
    form = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    answers = SecretJSONField(default=dict)
    is_empty = models.BooleanField(default=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner_id", "form", "subject"], name="one_draft_per_writer_and_form"
            ),
        ]

    privacy = {
        "id": "keep",
        "owner_id": "keep",
        "form": "keep",
        "subject": "keep",
        "answers": "secret",
        "is_empty": "keep",
        "saved_at": "keep",
    }


class OutboxMail(models.Model):
    """A mail that waits for the worker. It holds a link, never anything about a child.

    `key` says what the mail is about, so that the same thing is never sent twice. `calendar` is a
    calendar file that goes with it. Text, file and address are removed when it has been sent.
    """

    key = models.CharField(max_length=120, unique=True)
    recipient = SecretTextField()
    subject = models.CharField(max_length=200)
    body = SecretTextField()
    calendar = SecretTextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(auto_now_add=True, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id": "keep",
        "key": "keep",
        "recipient": "secret",
        "subject": "keep",
        "body": "secret",
        "calendar": "secret",
        "created_at": "keep",
        "attempts": "keep",
        "try_at": "keep",
        "sent_at": "keep",
    }
