"""Writing school days and holidays."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.audit import log
from skolespor.calendar import access, events, queries
from skolespor.calendar.models import Holiday, SchoolDayList
from skolespor.calendar.rules import checks
from skolespor.calendar.rules.years import SchoolYear


@transaction.atomic
def replace_school_days(
    *,
    organisation: Organisation,
    school_year: SchoolYear,
    days: Iterable[date],
    notes: Mapping[date, str] | None = None,
    sender: Organisation,
    by: User | None,
) -> SchoolDayList | None:
    """Exactly these days instead of what the sender has said before about the place and the year.

    No days: the sender says nothing any more. Who may send files is asked by the room that takes
    them in; `by` is nobody when a file comes by itself.
    """
    listed = sorted(set(days))
    said = {day: note.strip() for day, note in (notes or {}).items() if note.strip()}
    checks.check_sender(sender.kind, sender.pk, organisation.home_municipality.pk)
    checks.check_school_days([*listed, *said], school_year)
    checks.check_notes(said)
    _one_at_a_time(organisation)
    before = SchoolDayList.objects.filter(
        organisation=organisation, school_year=school_year.begins, sender=sender
    )
    before.delete()
    kept = None
    if listed:
        kept = SchoolDayList.objects.create(
            organisation=organisation,
            school_year=school_year.begins,
            sender=sender,
            days=[day.isoformat() for day in listed],
            notes={day.isoformat(): note for day, note in said.items()},
            count=len(listed),
            set_by=by,
        )
    log.record(
        events.SCHOOL_DAYS_REPLACED,
        by=by,
        about=organisation,
        school_year=str(school_year),
        sender=sender.pk,
        days=len(listed),
    )
    return kept


@transaction.atomic
def save_holiday(
    *,
    municipality: Organisation,
    holiday: Holiday | None = None,
    name: str,
    since: date,
    until: date,
    by: User,
) -> Holiday:
    """A new holiday in the municipality's table, or new days and another name for an old one."""
    saved = holiday or Holiday(municipality=municipality)
    _must_change(by, saved.municipality)
    _one_at_a_time(saved.municipality)
    checks.check_still_there(holiday is None or queries.is_there(holiday))
    others = queries.other_holidays(saved.municipality, besides=holiday)
    checks.check_holiday(name, since, until, today=timezone.localdate(), others=others)
    saved.name, saved.since, saved.until, saved.set_by = name.strip(), since, until, by
    saved.save()
    _note(events.HOLIDAY_SAVED, saved, by)
    return saved


@transaction.atomic
def remove_holiday(*, holiday: Holiday, by: User) -> None:
    _must_change(by, holiday.municipality)
    _note(events.HOLIDAY_REMOVED, holiday, by)
    holiday.delete()


def _must_change(by: User, municipality: Organisation) -> None:
    if not access.may_change(by, municipality):
        raise PermissionDenied


def _note(kind: log.Kind, holiday: Holiday, by: User) -> None:
    since, until = holiday.since.isoformat(), holiday.until.isoformat()
    log.record(kind, by=by, about=holiday, since=since, until=until)


def _one_at_a_time(place: Organisation) -> None:
    """Two who write at once could each find the days free."""
    Organisation.objects.select_for_update().get(pk=place.pk)
