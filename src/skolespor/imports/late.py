"""A child that is followed from now on: what files have told of it before, out of staging.

The files' rows lie there under pseudonyms only; so it does not matter which file came first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import duckdb
from django.db import transaction
from django.db.models import QuerySet

from skolespor.accounts.models import Organisation, User
from skolespor.attendance.actions.absence import Absence, write_absence
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child
from skolespor.imports import staging
from skolespor.imports.examine import small_table
from skolespor.imports.models import Batch
from skolespor.imports.pupils import key_of_pseudonyms, pseudonyms_of
from skolespor.imports.spells.course import Course
from skolespor.imports.spells.models import CaughtUp, Told
from skolespor.imports.spells.outcome import Outcome
from skolespor.imports.spells.registers import Enrolments
from skolespor.imports.spells.rows import ENROLMENTS, EnrolmentRow

LATEST_ENROLMENTS = """
    SELECT 0, pupil, institution, since, until, grade::INT, coalesce(class_name, ''),
           coalesce(school_type, ''), coalesce(end_cause, '')
    FROM staged SEMI JOIN wanted USING (pupil)
    QUALIFY rank() OVER (PARTITION BY pupil, since ORDER BY batch DESC) = 1
    ORDER BY pupil, since, institution
"""
LATEST_ABSENCE = """
    WITH ours AS (SELECT * FROM staged SEMI JOIN wanted USING (pupil)),
         told AS (SELECT DISTINCT batch, institution, day FROM staged)
    SELECT pupil, institution, day, category, sum(coalesce(share, 1)) FROM ours
    WHERE NOT EXISTS (
        FROM told WHERE told.institution = ours.institution AND told.day = ours.day
        AND told.batch > ours.batch
    ) AND NOT EXISTS (
        FROM periods WHERE periods.batch > ours.batch AND ours.day BETWEEN since AND until
        AND EXISTS (FROM told WHERE told.batch = periods.batch
                    AND told.institution = ours.institution)
    ) GROUP BY ALL ORDER BY ALL
"""


def catch_up_all() -> None:
    """Children who came without a file. Also done before every file, so that no row counts twice."""
    with transaction.atomic():
        waiting = list(_waiting().values_list("pk", flat=True))
        hold(waiting)
        told = catch_up(waiting, by=None)
        for child in Child.objects.filter(pk__in=told).order_by("pk"):
            outcome = Outcome(child.acting_municipality)
            Course(Enrolments(child), outcome=outcome, by=None).work_out()


def catch_up(children: Collection[int], *, by: User | None) -> set[int]:
    """For those of the children for whom it has not been done. What is told of their schools is kept
    as told; callers work out the course of those who are told of."""
    new, told = list(_waiting().filter(pk__in=children)), set[int]()
    if not new:
        return told
    senders = Organisation.objects.filter(
        pk__in=Batch.objects.filter(kind__in=[ENROLMENTS, "absence"]).values("sender")
    )
    for sender in senders.order_by("pk"):
        pupils = pseudonyms_of(new, key_of_pseudonyms(sender))
        rows = _rows(sender, ENROLMENTS, LATEST_ENROLMENTS, pupils)
        enrolments = [EnrolmentRow(*row) for row in rows]
        keep_enrolments(enrolments, pupils, sender)
        told |= {child for row in enrolments for child in pupils[row.pupil]}
        absences = [
            Absence(child, institution, day, category, share)
            for pupil, institution, day, category, share in _rows(
                sender, "absence", LATEST_ABSENCE, pupils
            )
            for child in pupils[pupil]
        ]
        write_absence(absences=absences, sender=sender, by=by)
    CaughtUp.objects.bulk_create([CaughtUp(child=child) for child in new], ignore_conflicts=True)
    return told


def _waiting() -> QuerySet[Child]:
    waiting = Child.objects.filter(merged_into=None, caught_up=None).exclude(cpr_index="")
    return waiting.select_related("acting_municipality").order_by("pk")


def keep_enrolments(
    rows: Iterable[EnrolmentRow], pupils: Mapping[int, Collection[int]], sender: Organisation
) -> None:
    """What rows say, with each child that they are about; nothing changes where it was said before."""
    about = [(row, child) for row in rows for child in pupils[row.pupil]]
    known = Told.objects.filter(
        sender=sender, kind=ENROLMENTS, child__in={child for _row, child in about}
    )
    before = {(told.child_id, told.since, told.institution): told for told in known}
    new = []
    for row, child in about:
        told = before.get((child, row.since, row.institution))
        if told is None:
            spell = {"kind": ENROLMENTS, "since": row.since, "institution": row.institution}
            new.append(Told(child_id=child, sender=sender, facts=row.facts, **spell))
        elif told.facts != row.facts:
            Told.objects.filter(pk=told.pk).update(facts=row.facts)
    Told.objects.bulk_create(new)


def _rows(
    sender: Organisation, kind: str, query: str, pupils: Mapping[int, Collection[int]]
) -> Iterator[tuple[Any, ...]]:
    """Staged rows of some pupils, of all batches that count."""
    batches = list(Batch.objects.filter(kind=kind, sender=sender).order_by("pk"))
    if not batches or not pupils:
        return
    with duckdb.connect(":memory:") as connection:
        staging.open_batches(connection, batches)
        small_table(connection, "wanted (pupil BIGINT)", list(pupils))
        yield from connection.execute(query).fetchall()
