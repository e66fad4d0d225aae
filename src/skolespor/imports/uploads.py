"""What people do with a file that they have sent, and what the worker writes down about it.

Not in actions.py, because that one loads the engine, and a web process never does.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language

from skolespor.accounts.models import Organisation, User
from skolespor.audit import log
from skolespor.core.flow import Step, move
from skolespor.imports import access, depot, events, queries, rules, states
from skolespor.imports.formats import format_of, plain
from skolespor.imports.models import Batch, ColumnName, Upload
from skolespor.imports.receiving import Received

KEPT_FOR = timedelta(days=7)
REPORTS_KEPT_FOR = timedelta(days=30)
CUT_OFF_AFTER = 24 * 60 * 60
"""Seconds after which a file without an upload is what a cut request has left."""
MOST_TRIES = 2
FORGOTTEN: dict[str, Any] = {
    "rows": None,
    "refused": None,
    "found": [],
    "said": [],
    "closing": [],
    "warnings": [],
    "headings": [],
    "known": [],
    "message": "",
    "fault": "",
}
"""An upload about which nothing is known yet."""


@transaction.atomic
def send(
    *,
    sender: Organisation,
    kind: str,
    file: Received,
    since: date | None = None,
    until: date | None = None,
    by: User,
) -> Upload:
    """A file waits to be looked through. Nothing is taken in before somebody says yes."""
    _must_send_for(by, sender)
    rules.check_content(file.size or 0, file.start)
    rules.check_period(kind, since, until)
    upload = Upload.objects.create(
        sender=sender,
        kind=kind,
        since=since,
        until=until,
        by=by,
        language=get_language() or "da",
        stored=file.stored,
        key=file.key,
        size=file.size or 0,
    )
    _note(events.SENT, upload, by)
    file.keep()
    return upload


@transaction.atomic
def accept(*, upload: Upload, refused: int, by: User) -> None:
    """Take the good rows in; `refused` is how many somebody was told that this leaves out."""
    _must_send_for(by, upload.sender)
    rules.check_accepted(
        rows=upload.rows or 0,
        refused=upload.refused or 0,
        said_refused=refused,
    )
    move(upload, states.ACCEPT, accepted_by=by, tries=0)
    _note(events.ACCEPTED, upload, by, refused=refused)


@transaction.atomic
def throw_away(*, upload: Upload, by: User) -> None:
    _must_send_for(by, upload.sender)
    _close(upload, states.THROW_AWAY)
    _note(events.THROWN_AWAY, upload, by)


@transaction.atomic
def try_again(*, upload: Upload, by: User) -> None:
    """After work on it was interrupted more often than by chance."""
    _must_send_for(by, upload.sender)
    move(upload, states.TRY_AGAIN, tries=0, **FORGOTTEN)


@transaction.atomic
def name_columns(*, upload: Upload, chosen: Mapping[str, str], by: User) -> None:
    """Remember what the municipality calls columns, and look the file through by that. `chosen`: field
    to heading."""
    _must_send_for(by, upload.sender)
    rules.check_names(chosen, headings=upload.headings, open_fields=open_fields(upload))
    for field, heading in chosen.items():
        ColumnName.objects.update_or_create(
            municipality=upload.sender,
            kind=upload.kind,
            heading=plain(heading),
            defaults={"title": heading, "field": field, "set_by": by},
        )
    move(upload, states.NAME, tries=0, **FORGOTTEN)
    _note(events.COLUMNS_NAMED, upload, by, columns=len(chosen))


def open_fields(upload: Upload) -> list[str]:
    """The fields of the format that were not found in the file."""
    return [c.field for c in format_of(upload.kind).columns if c.field not in upload.known]


@transaction.atomic
def forget_name(*, name: ColumnName, by: User) -> None:
    _must_send_for(by, name.municipality)
    log.record(events.COLUMN_FORGOTTEN, by=by, about=name, file=name.kind, field=name.field)
    name.delete()


@transaction.atomic
def read_report(*, upload: Upload, by: User) -> None:
    """Somebody takes the list of what is wrong with them."""
    _note(events.REPORT_READ, upload, by)


# For the worker


def begin(upload: Upload) -> None:
    """Have it in one's hands. Whoever begins says so before anything can go wrong."""
    step = states.BEGIN_TAKING if upload.state == states.ACCEPTED else states.BEGIN_LOOKING
    move(upload, step, tries=upload.tries + 1)


@transaction.atomic
def saw(upload: Upload, **seen: Any) -> None:
    move(upload, states.SEE, tries=0, **{**FORGOTTEN, **seen})
    counts = {name: seen[name] for name in ("rows", "refused")}
    _note(events.LOOKED_THROUGH, upload, upload.by, **counts)


@transaction.atomic
def missed(upload: Upload, *, headings: list[str], known: list[str]) -> None:
    """Columns are missing, or are called something else here."""
    move(upload, states.MISS, tries=0, **{**FORGOTTEN, "headings": headings, "known": known})
    _note(events.LOOKED_THROUGH, upload, upload.by, missing="columns")


@transaction.atomic
def could_not_read(upload: Upload, *, code: str, message: str) -> None:
    _close(upload, states.REFUSE, **{**FORGOTTEN, "message": message, "fault": code})
    _note(events.LOOKED_THROUGH, upload, upload.by, fault=code)


@transaction.atomic
def recognised(upload: Upload, *, message: str) -> None:
    """This very file was taken in before, as `message` says; nothing is done."""
    _close(upload, states.RECOGNISE, **{**FORGOTTEN, "message": message})
    _note(events.LOOKED_THROUGH, upload, upload.by, same="file")


@transaction.atomic
def finished(upload: Upload, *, batch: Batch, **done: list[str]) -> None:
    """`done` is what was said, which seats close, and what is odd."""
    _close(upload, states.FINISH, batch=batch, **done)


@transaction.atomic
def lost(upload: Upload, *, fault: str) -> None:
    """The process that had it in its hands has ended without a word. Once that may be chance, and
    it is begun again; after that somebody is told."""
    again = {states.LOOKING: states.LOOK_ONCE_MORE, states.TAKING: states.TAKE_ONCE_MORE}
    step = states.LOSE if upload.tries >= MOST_TRIES else again[upload.state]
    move(upload, step, fault=fault)
    if step is states.LOSE:
        _note(events.INTERRUPTED, upload, None, fault=fault)


def sweep(*, now: datetime) -> None:
    """Files go after seven days, whatever somebody meant to do with them; reports after thirty."""
    for upload in queries.unfinished_before(now - KEPT_FOR):
        with transaction.atomic():
            _close(upload, states.EXPIRE)
            _note(events.THROWN_AWAY, upload, None)
    files = queries.stored_names(unfinished=True)
    reports = queries.stored_names(since=now - REPORTS_KEPT_FOR)
    depot.sweep(files=files, reports=reports, older_than=CUT_OFF_AFTER)


def _close(upload: Upload, step: Step, **fields: Any) -> None:
    """The file is not needed any more: the key goes with the row, the file when that is sure."""
    with_report = step in (states.THROW_AWAY, states.EXPIRE)
    move(upload, step, key="", **fields)
    transaction.on_commit(partial(depot.remove, upload.stored, with_report=with_report))


def _must_send_for(by: User, sender: Organisation) -> None:
    if not access.may_send_for(by, sender):
        raise PermissionDenied


def _note(kind: log.Kind, upload: Upload, by: User | None, **counts: Any) -> None:
    log.record(kind, by=by, about=upload, file=upload.kind, **counts)
