"""Absence out of a file, on its way to the children that are followed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.models import Organisation, User
from skolespor.attendance.actions.absence import Absence, replace_absence
from skolespor.calendar.rules.days import days_of
from skolespor.core.forms import day_words
from skolespor.imports.examine import Examined, small_table
from skolespor.imports.pupils import followed


@dataclass(frozen=True)
class Period:
    """The days a file speaks of, both included."""

    since: date
    until: date


REGISTERED = "SELECT institution, list(DISTINCT day) FROM good_rows GROUP BY institution"
"""The days on which anybody was away, whichever pupils the file names."""
OF_FOLLOWED = """
    SELECT pupil, institution, day, category, sum(coalesce(share, 1)) FROM good_rows
    SEMI JOIN followed USING (pupil) GROUP BY ALL ORDER BY ALL
"""


def take_in(
    examined: Examined, *, sender: Organisation, period: Period | None, by: User | None
) -> None:
    """What the file says of its institutions and days replaces what the sender said before."""
    registered = dict(examined.connection.execute(REGISTERED).fetchall())
    whole = set(days_of(period.since, period.until)) if period else set()
    told = {institution: whole | set(days) for institution, days in registered.items()}
    children = followed(examined.sender)
    absences = list(_absences(examined, children))
    replace_absence(told=told, registered=registered, absences=absences, sender=sender, by=by)


def in_words(examined: Examined) -> tuple[str, ...]:
    """How much the file says; how many of the pupils are followed is told to nobody who may only
    send files."""
    rows, places, first, last = examined.connection.execute(
        "SELECT count(*), count(DISTINCT institution), min(day), max(day) FROM good_rows"
    ).fetchall()[0]
    if not rows:
        return ()
    many = ngettext("{count} række", "{count} rækker", rows).format(count=rows)
    where = ngettext("{count} skole", "{count} skoler", places).format(count=places)
    said = _("{rows} om {schools}, {first} til {last}")
    return (said.format(rows=many, schools=where, first=day_words(first), last=day_words(last)),)


def _absences(examined: Examined, children: Mapping[int, Sequence[int]]) -> Iterator[Absence]:
    """The rows about children that are followed, one for each day and reason."""
    connection = examined.connection
    small_table(connection, "followed (pupil BIGINT)", tuple(children))
    summed: dict[tuple[int, str, date, str], Decimal] = defaultdict(Decimal)
    for pupil, institution, day, category, share in connection.execute(OF_FOLLOWED).fetchall():
        for child_id in children[pupil]:
            summed[child_id, institution, day, category] += share
    for (child_id, institution, day, category), share in summed.items():
        yield Absence(child_id, institution, day, category, share)
