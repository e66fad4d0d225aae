from django.db import models

from skolespor.accounts.models import User
from skolespor.public.rules import Name


class TextVersion(models.Model):
    """One version of a text that everybody may read, in one language. The newest is the one that is
    shown; none is ever changed or deleted. `body` is Markdown."""

    name = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "language", "version"], name="versions_of_a_text_are_counted"
            ),
            models.CheckConstraint(
                condition=models.Q(name__in=[one.value for one in Name]),
                name="text_has_a_known_name",
            ),
        ]

    privacy = {
        "id": "keep",
        "name": "keep",
        "language": "keep",
        "version": "keep",
        "title": "keep",
        "body": "keep",
        "written_by": "keep",
        "written_at": "keep",
    }
