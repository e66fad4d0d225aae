from django.db import models

from skolespor.accounts.models import User
from skolespor.core.papers.row import PaperRow
from skolespor.tracks.models.track import Track


class Evidence(PaperRow):
    """A file on a track: what shows that something was done, or the description of the fixed practice. It
    tells of no child."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="files")
    is_procedure = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["track", "digest"], name="a_file_lies_once_on_a_track"),
        ]

    privacy = {
        **PaperRow.privacy,
        "id": "keep",
        "track": "keep",
        "is_procedure": "keep",
        "by": "keep",
    }
