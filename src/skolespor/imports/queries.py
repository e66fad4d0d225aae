"""Reads for the pages of files, and for the worker. None of them opens a file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet

from skolespor.accounts.models import Organisation
from skolespor.attendance.models import Registered
from skolespor.children.models import Child
from skolespor.core.danish_sqlite import danish
from skolespor.imports import depot, states
from skolespor.imports.models import Batch, ColumnName, Upload

BY_COMMAND = 20
"""Files taken in by command that the page tells of."""
SHOWN = 50
"""Problems on the page; all of them stand in the report."""


@dataclass(frozen=True)
class Line:
    """One line of the report. `column` is empty when the problem is about the row."""

    row: str
    column: str
    code: str
    message: str


def in_order(senders: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return senders.order_by(danish("name"), "pk")


def newest_first(uploads: QuerySet[Upload]) -> QuerySet[Upload]:
    """With who sent it, for whom, and what it became."""
    return uploads.select_related("by", "accepted_by", "sender", "batch").order_by("-pk")


def by_command(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """The newest that came in without a page: by command, from a night job."""
    return batches.filter(upload=None).order_by("-pk")[:BY_COMMAND]


def names_in_order(names: QuerySet[ColumnName]) -> QuerySet[ColumnName]:
    return names.select_related("municipality").order_by("municipality", "kind", "heading")


def mapping_of(sender: Organisation, kind: str) -> dict[str, str]:
    """What the municipality calls columns: heading as `plain` writes it, to field."""
    names = ColumnName.objects.filter(municipality=sender, kind=kind)
    return dict(names.values_list("heading", "field"))


def taken_in_before(upload: Upload, fingerprint: str) -> Batch | None:
    return Batch.objects.filter(
        sender=upload.sender, kind=upload.kind, fingerprint=fingerprint
    ).first()


def lines_of(upload: Upload) -> Iterator[Line]:
    """The report without its head; nothing when it has been removed."""
    file = depot.report_of(upload.stored)
    if not file.exists():
        return
    with file.open(encoding="utf-8-sig", newline="") as handle:
        for cells in islice(csv.reader(handle, delimiter=";"), 1, None):
            yield Line(*cells)


def first_lines_of(upload: Upload) -> list[Line]:
    return list(islice(lines_of(upload), SHOWN))


def has_report(upload: Upload) -> bool:
    return depot.report_of(upload.stored).exists()


# For the worker


def is_behind() -> bool:
    """Whether files have been taken in, and nobody has looked up what they told of some child that is
    followed, or when institutions registered absence."""
    waiting = Child.objects.filter(merged_into=None, caught_up=None).exclude(cpr_index="")
    return Batch.objects.exists() and (waiting.exists() or not_registered().exists())


def absence_files(sender: Organisation) -> QuerySet[Batch]:
    """What has been taken in, the oldest first."""
    return Batch.objects.filter(kind="absence", sender=sender).order_by("pk")


def not_registered() -> QuerySet[Organisation]:
    """Who has sent absence before it was kept when institutions registered any."""
    have_sent = Organisation.objects.filter(batches__kind="absence").distinct()
    return have_sent.exclude(pk__in=Registered.objects.values("sender")).order_by("pk")


def next_to_do() -> Upload | None:
    """What waits longest, and lies on this machine."""
    waiting = Upload.objects.filter(state__in=states.TO_DO).order_by("pk")
    return next((upload for upload in waiting if depot.is_here(upload.stored)), None)


def at_work() -> list[Upload]:
    """What a process on this machine has in its hands, or had when it ended."""
    uploads = Upload.objects.filter(state__in=states.AT_WORK).order_by("pk")
    return [upload for upload in uploads if depot.is_here(upload.stored)]


def unfinished_before(moment: datetime) -> list[Upload]:
    """Sent before then, and the file is still kept."""
    return list(Upload.objects.filter(state__in=states.UNFINISHED, at__lt=moment))


def stored_names(*, unfinished: bool = False, since: datetime | None = None) -> set[str]:
    """The names under which files lie that are not finished, or were sent since then."""
    uploads = Upload.objects.all()
    if unfinished:
        uploads = uploads.filter(state__in=states.UNFINISHED)
    if since:
        uploads = uploads.filter(at__gte=since)
    return set(uploads.values_list("stored", flat=True))


def upload(number: int) -> Upload:
    return Upload.objects.select_related("sender", "by", "accepted_by").get(pk=number)


def newest_batch(upload: Upload) -> Batch:
    """What the upload has just become."""
    return Batch.objects.filter(sender=upload.sender, kind=upload.kind).latest("pk")
