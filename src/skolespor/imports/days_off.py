"""Absence on days that are no school days of the pupil at the school: kept, warned of, never counted.

What is known is what the sender's files have told of all its pupils, so that a warning says nothing
about who is followed.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils.translation import ngettext

from skolespor.accounts.models import Organisation
from skolespor.calendar.queries import calendars_of
from skolespor.calendar.rules.years import school_years
from skolespor.imports import staging
from skolespor.imports.earlier import tell_spells
from skolespor.imports.examine import Examined
from skolespor.imports.models import Batch
from skolespor.imports.spells.rows import ENROLMENTS

NAMED = 5
"""Rows that a warning names; the others are counted."""
SCHOOLS = "SELECT institution, min(day), max(day) FROM good_rows GROUP BY institution"
CLOSED = """
    CREATE OR REPLACE TEMP TABLE closed_days AS
    SELECT DISTINCT institution, day FROM good_rows ANTI JOIN open_days USING (institution, day)
"""
PARTLY_ENROLLED = """
    CREATE OR REPLACE TEMP TABLE partly_enrolled AS
    SELECT pupil, institution FROM (
        SELECT pupil, institution, min(day) AS first, max(day) AS last FROM good_rows GROUP BY ALL
    ) AS span WHERE NOT EXISTS (
        FROM earlier_spells AS spell
        WHERE spell.pupil = span.pupil AND spell.institution = span.institution
        AND spell.since <= span.first AND coalesce(spell.until, DATE '9999-12-31') >= span.last
    )
"""
OFF = """
    SELECT row FROM good_rows SEMI JOIN closed_days USING (institution, day)
    UNION
    SELECT row FROM good_rows SEMI JOIN partly_enrolled USING (pupil, institution)
    WHERE NOT EXISTS (
        FROM earlier_spells AS spell
        WHERE spell.pupil = good_rows.pupil AND spell.institution = good_rows.institution
        AND good_rows.day BETWEEN spell.since AND coalesce(spell.until, DATE '9999-12-31')
    )
"""
ALL = "SELECT row FROM good_rows"


def warnings_in(examined: Examined, sender: Organisation) -> tuple[str, ...]:
    """In a sentence, how many rows of a file of absence lie on such days, and the first of them."""
    batches = Batch.objects.filter(kind=ENROLMENTS, sender=sender).order_by("pk")
    files = staging.files_of(batches)
    off = _rows_off(examined, sender, files) if files else ALL
    count, first = examined.connection.execute(
        f"SELECT count(*), min(row, {NAMED}) FROM ({off})"
    ).fetchall()[0]
    return _in_words(first or [], count)


def _rows_off(examined: Examined, sender: Organisation, files: Sequence[Path]) -> str:
    """The query for these rows. Most pupils are enrolled for the whole of a file: only of the others
    every row is looked at."""
    connection = examined.connection
    tell_spells(connection, files, with_institution=True)
    connection.execute("CREATE OR REPLACE TEMP TABLE open_days (institution VARCHAR, day DATE)")
    for institution, days in _open_days(examined, sender):
        connection.execute("INSERT INTO open_days SELECT ?, unnest(?)", [institution, days])
    connection.execute(CLOSED)
    connection.execute(PARTLY_ENROLLED)
    return OFF


def _open_days(examined: Examined, sender: Organisation) -> Iterator[tuple[str, list[object]]]:
    """The school days of each school in the file, in the school years of its rows. A school that
    nobody knows yet has its municipality's."""
    spans = {code: span for code, *span in examined.connection.execute(SCHOOLS).fetchall()}
    known = Organisation.objects.filter(kind="school", code__in=spans).select_related(
        "municipality"
    )
    places = {code: sender for code in spans} | {school.code: school for school in known}
    years = {code: school_years(*span) for code, span in spans.items()}
    calendars = calendars_of((places[code], year) for code in spans for year in years[code])
    for code in spans:
        for year in years[code]:
            yield code, list(calendars[places[code].pk, year].days)


def _in_words(rows: list[int], count: int) -> tuple[str, ...]:
    if not count:
        return ()
    said = ngettext(
        "{count} række ligger på en dag, der ikke er en skoledag for eleven på skolen, så vidt I har "
        "fortalt. Den tæller ikke med. Det er række {rows}.",
        "{count} rækker ligger på en dag, der ikke er en skoledag for eleven på skolen, så vidt I har "
        "fortalt. De tæller ikke med. De første er række {rows}.",
        count,
    )
    return (said.format(count=count, rows=", ".join(map(str, rows))),)
