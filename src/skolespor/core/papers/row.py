"""What every row of a file that is kept has."""

from django.db import models

from skolespor.core.fields import SecretTextField


class PaperRow(models.Model):
    """A file: `stored` and `key` are where it lies and what opens it, `name` is what its sender calls it,
    `digest` a keyed fingerprint of what was sent."""

    name = SecretTextField()
    stored = models.CharField(max_length=32, unique=True)
    key = SecretTextField()
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    privacy = {
        "name": "secret",
        "stored": "keep",
        "key": "secret",
        "kind": "keep",
        "size": "keep",
        "digest": "keep",
        "added_at": "keep",
    }
