"""Keeping on which days absence was registered at an institution, whoever was away."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from skolespor.accounts.models import Organisation
from skolespor.attendance.models import Registered
from skolespor.calendar.rules.years import SchoolYear

Days = Mapping[str, Collection[date]]
"""Days by institution."""


def replace_registered(
    *, told: Days, registered: Days, sender: Organisation
) -> dict[str, set[date]]:
    """Of the days that are spoken of, those with a row are registered now, and no others. Returns what
    had been registered before at these institutions, by the same sender."""
    rows = list(Registered.objects.filter(sender=sender, institution__in=told))
    before: dict[str, set[date]] = {institution: set() for institution in told}
    for row in rows:
        before[row.institution] |= set(map(date.fromisoformat, row.days))
    now = {
        institution: (before[institution] - set(days)) | set(registered.get(institution, ()))
        for institution, days in told.items()
    }
    _keep(rows, [one for name, days in now.items() for one in _by_year(sender, name, days)])
    return before


def _by_year(sender: Organisation, institution: str, days: Iterable[date]) -> Iterable[Registered]:
    years: dict[int, list[str]] = {}
    for day in sorted(days):
        years.setdefault(SchoolYear.of(day).begins, []).append(day.isoformat())
    for begins, listed in years.items():
        yield Registered(sender=sender, institution=institution, school_year=begins, days=listed)


def _keep(before: Collection[Registered], now: Collection[Registered]) -> None:
    """Write what is another one than it was; a year without a day has no row."""
    had = {(row.institution, row.school_year): row for row in before}
    has = {(row.institution, row.school_year) for row in now}
    gone = [row.pk for key, row in had.items() if key not in has]
    Registered.objects.filter(pk__in=gone).delete()
    changed = []
    for row in now:
        known = had.get((row.institution, row.school_year))
        if known is None or known.days != row.days:
            changed.append(row)
    Registered.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["sender", "institution", "school_year"],
        update_fields=["days"],
    )
