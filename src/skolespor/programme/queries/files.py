"""The files of a course and of its days."""

from django.db.models import QuerySet

from skolespor.programme.models import Attachment, Course, Day


def files_of(course: Course) -> QuerySet[Attachment]:
    """What is laid with the course itself, in the order in which it came."""
    return _shown(course.files.filter(day=None))


def files_of_day(day: Day) -> QuerySet[Attachment]:
    """The material of a day."""
    return _shown(day.files.all())


def file_of(course: Course, pk: int) -> Attachment | None:
    """A file of the course or of one of its days."""
    return course.files.filter(pk=pk).select_related("day").first()


def day_of(course: Course, pk: int) -> Day | None:
    return course.days.filter(pk=pk).first()


def files_stored() -> set[str]:
    """The names in the folder that a row knows."""
    return set(Attachment.objects.values_list("stored", flat=True))


def _shown(files: QuerySet[Attachment]) -> QuerySet[Attachment]:
    return files.select_related("by_participant", "by_user").order_by("pk")
