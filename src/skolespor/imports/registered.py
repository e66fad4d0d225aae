"""On which days institutions have registered absence, out of staging: for a municipality whose files were
taken in before that was kept."""

import duckdb
from django.db import transaction

from skolespor.accounts.models import Organisation
from skolespor.attendance.actions.registered import replace_registered
from skolespor.imports import staging
from skolespor.imports.queries import absence_files, not_registered

STANDING = """
    WITH told AS (SELECT DISTINCT batch, institution, day FROM staged)
    SELECT institution, list(DISTINCT day) FROM told AS ours WHERE NOT EXISTS (
        FROM periods WHERE periods.batch > ours.batch AND ours.day BETWEEN since AND until
        AND EXISTS (FROM told WHERE told.batch = periods.batch
                    AND told.institution = ours.institution)
    ) GROUP BY institution
"""
"""A day is taken back by a later period without it alone."""


def catch_up_registered() -> None:
    """One municipality at a time, while it can send nothing."""
    for sender in not_registered():
        with transaction.atomic():
            Organisation.objects.select_for_update().get(pk=sender.pk)
            look_up(sender)


def look_up(sender: Organisation) -> None:
    """Nothing happens where it is known: every file of absence registers some day."""
    if not not_registered().filter(pk=sender.pk).exists():
        return
    with duckdb.connect(":memory:") as connection:
        staging.open_batches(connection, list(absence_files(sender)))
        days = dict(connection.execute(STANDING).fetchall())
    replace_registered(told=days, registered=days, sender=sender)
