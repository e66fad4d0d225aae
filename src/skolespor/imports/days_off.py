"""Absence on days that are no school days of the pupil at the school: kept, warned of, never counted.

What is known is what the sender's files have told of all its pupils, so that a warning says nothing
about who is followed.
"""

from collections.abc import Iterator

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
OFF = """
    CREATE OR REPLACE TEMP TABLE days_off AS SELECT row FROM good_rows
    ANTI JOIN open_days USING (institution, day)
    UNION
    SELECT row FROM good_rows WHERE NOT EXISTS (
        FROM earlier_spells spell
        WHERE spell.pupil = good_rows.pupil AND spell.institution = good_rows.institution
        AND good_rows.day BETWEEN spell.since AND coalesce(spell.until, DATE '9999-12-31')
    )
"""


def warnings_in(examined: Examined, sender: Organisation) -> tuple[str, ...]:
    """In a sentence, how many rows of a file of absence lie on such days, and the first of them."""
    connection = examined.connection
    batches = Batch.objects.filter(kind=ENROLMENTS, sender=sender).order_by("pk")
    files = [staging.folder() / batch.staged for batch in batches]
    connection.execute(
        "DROP TABLE IF EXISTS temp.batches; DROP TABLE IF EXISTS temp.earlier_spells"
    )
    tell_spells(connection, files, with_institution=True)
    connection.execute("CREATE OR REPLACE TEMP TABLE open_days (institution VARCHAR, day DATE)")
    for institution, days in _open_days(examined, sender):
        connection.execute("INSERT INTO open_days SELECT ?, unnest(?)", [institution, days])
    connection.execute(OFF)
    found = connection.execute("SELECT row FROM days_off ORDER BY row LIMIT ?", [NAMED]).fetchall()
    count = connection.execute("SELECT count(*) FROM days_off").fetchall()[0][0]
    return _in_words([row for (row,) in found], count)


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
