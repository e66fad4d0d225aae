from django.db import models

from skolespor.accounts.models import User


class Notice(models.Model):
    """Something one person should know, by its kind. Never a name or a text about a child.

    `key` says what it is about, so that nobody is told the same thing twice. `child_id` is only
    for the link; the page behind it has its own door.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    child_id = models.BigIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="nobody_is_told_the_same_twice"),
        ]
        indexes = [models.Index(fields=["user", "read_at"], name="unread_notices_of_user")]

    privacy = {
        "id": "keep",
        "user": "keep",
        "kind": "keep",
        "key": "keep",
        "child_id": "keep",
        "made_at": "keep",
        "read_at": "keep",
    }
