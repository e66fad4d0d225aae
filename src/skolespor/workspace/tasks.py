"""What the worker does again and again. Each task is safe to do twice and to cut off."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import Error, close_old_connections
from django.utils import timezone

from skolespor.audit import anchors, chain
from skolespor.core import drafts, outbox
from skolespor.core.papers import keeping
from skolespor.deadlines.actions.keeping import keep_changed
from skolespor.imports.desk import Desk, sweep_uploads
from skolespor.programme.actions.application import sweep as forget_inquiries
from skolespor.programme.queries.files import files_stored as files_of_courses
from skolespor.tracks.queries.files import files_stored as files_of_tracks
from skolespor.workspace.night import count, night

MORNING = 6
"""The hour, in Denmark."""

logger = logging.getLogger(__name__)


def send_mail() -> None:
    outbox.send_waiting(now=timezone.now())


def seal_log() -> None:
    chain.seal_all()


def anchor_log() -> None:
    """Once a day: the newest sealed head goes to the file outside the database."""
    anchors.drop(chain.seal_all(), settings.ANCHOR_FILE, now=timezone.localtime())


def sweep_drafts() -> None:
    drafts.sweep(now=timezone.now())


def sweep_inquiries() -> None:
    forget_inquiries(now=timezone.now())


def sweep_sessions() -> None:
    """A session that has run out may still hold the last search, and with it a name."""
    SessionStore.clear_expired()


def sweep_papers() -> None:
    """Files of the municipality's work that no row knows."""
    keeping.sweep(files_of_courses() | files_of_tracks())


def do_the_night() -> None:
    """Again every hour: what a file or a person has told since is counted the same day. Nobody is woken
    by a mail: the day's one word about deadlines goes out in the morning."""
    now = timezone.localtime()
    (night if now.hour >= MORNING else count)(now.date())


def keep_deadlines() -> None:
    """A child has moved, or goes to another school: what is due follows at once."""
    keep_changed(today=timezone.localdate())


@dataclass
class Chore:
    """A task and how often it is done; `due` is on the monotonic clock, so time zones and changed
    clocks do not matter."""

    task: Callable[[], None]
    every: timedelta
    due: float = field(default=0.0)


def chores() -> list[Chore]:
    return [
        Chore(send_mail, timedelta(seconds=3)),
        Chore(Desk().read_files, timedelta(seconds=1)),
        Chore(seal_log, timedelta(seconds=10)),
        Chore(anchor_log, timedelta(hours=1)),
        Chore(do_the_night, timedelta(hours=1)),
        Chore(keep_deadlines, timedelta(seconds=3)),
        Chore(sweep_drafts, timedelta(hours=6)),
        Chore(sweep_inquiries, timedelta(hours=6)),
        Chore(sweep_sessions, timedelta(hours=1)),
        Chore(sweep_uploads, timedelta(hours=1)),
        Chore(sweep_papers, timedelta(hours=6)),
    ]


def run_due(todo: list[Chore], *, now: float | None = None) -> None:
    """Do what is due. A task that fails is logged and tried again next time."""
    now = time.monotonic() if now is None else now
    for chore in todo:
        if now < chore.due:
            continue
        chore.due = now + chore.every.total_seconds()
        close_old_connections()
        try:
            chore.task()
        except (Error, OSError) as failed:
            logger.warning("%s failed: %s", chore.task.__name__, type(failed).__name__)
