"""The files on a track."""

from django.db.models import QuerySet

from skolespor.tracks.models import Evidence, Track


def files_of(track: Track) -> QuerySet[Evidence]:
    """In the order in which they came."""
    return track.files.select_related("by").order_by("pk")


def file_of(track: Track, pk: int) -> Evidence | None:
    return track.files.filter(pk=pk).first()


def files_stored() -> set[str]:
    """The names in the folder that a row knows."""
    return set(Evidence.objects.values_list("stored", flat=True))
