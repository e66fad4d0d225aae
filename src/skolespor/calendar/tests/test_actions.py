"""Sending school days, and writing holidays: what is kept, what is refused, what is logged."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from skolespor.audit.models import Entry
from skolespor.calendar import actions
from skolespor.calendar.models import Holiday, SchoolDayList
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.errors import RuleBroken

YEAR = SchoolYear(2025)
MONDAY, TUESDAY = date(2025, 9, 1), date(2025, 9, 2)


@pytest.fixture
def autumn(this_year):
    """The first and the last day of a week in this school year."""
    monday = date.fromisocalendar(this_year.begins, 42, 1)
    return monday, monday + timedelta(days=6)


def lists():
    return {row.organisation.name: row.days for row in SchoolDayList.objects.all()}


def test_new_file_replaces_what_the_same_municipality_said(sends, solvang, engskolen):
    sends(solvang, engskolen, YEAR, [MONDAY])
    sends(solvang, engskolen, YEAR, [TUESDAY])
    assert lists() == {"Engskolen": ["2025-09-02"]}


def test_file_about_one_school_leaves_the_others_and_other_years_alone(sends, solvang, engskolen):
    sends(solvang, solvang, YEAR, [MONDAY])
    sends(solvang, engskolen, YEAR.next, [date(2026, 9, 1)])
    sends(solvang, engskolen, YEAR, [TUESDAY])
    assert SchoolDayList.objects.count() == 3


def test_file_without_days_takes_back_what_was_said(sends, solvang, engskolen):
    sends(solvang, engskolen, YEAR, [MONDAY])
    assert sends(solvang, engskolen, YEAR, []) is None
    assert lists() == {}


def test_notes_stand_beside_their_days(sends, solvang, engskolen):
    kept = sends(
        solvang, engskolen, YEAR, [MONDAY, TUESDAY], notes={MONDAY: " Emnedag ", TUESDAY: " "}
    )
    assert kept.notes == {"2025-09-01": "Emnedag"}


def test_days_that_came_by_themselves_were_sent_by_nobody(solvang, engskolen):
    kept = actions.replace_school_days(
        organisation=engskolen, school_year=YEAR, days=[MONDAY], sender=solvang, by=None
    )
    assert kept.set_by is None


def test_sending_is_in_the_log_with_numbers_only(sends, solvang, engskolen, admin_inge):
    sends(solvang, engskolen, YEAR, [MONDAY, TUESDAY], notes={MONDAY: "Emnedag"})
    line = Entry.objects.get(kind="calendar.school_days_replaced")
    assert (line.by_id, line.about_id) == (admin_inge.pk, str(engskolen.pk))
    assert line.data == {"school_year": "2025/26", "sender": solvang.pk, "days": 2}


@pytest.mark.parametrize("day", [date(2025, 7, 31), date(2026, 8, 1)])
def test_day_of_another_school_year_is_refused_and_nothing_is_changed(
    sends, solvang, engskolen, day
):
    sends(solvang, engskolen, YEAR, [MONDAY])
    with pytest.raises(RuleBroken, match=r"school_days\.year"):
        sends(solvang, engskolen, YEAR, [TUESDAY, day])
    assert lists() == {"Engskolen": ["2025-09-01"]}


def test_municipality_does_not_speak_for_another(sends, solvang, ellevang, lindeskolen):
    for place in (ellevang, lindeskolen):
        with pytest.raises(RuleBroken, match=r"school_days\.elsewhere"):
            sends(solvang, place, YEAR, [MONDAY])


def test_school_does_not_send_for_itself(sends, engskolen):
    with pytest.raises(RuleBroken, match=r"school_days\.sender"):
        sends(engskolen, engskolen, YEAR, [MONDAY])


def test_note_that_is_a_whole_page_is_refused(sends, solvang, engskolen):
    with pytest.raises(RuleBroken, match=r"school_days\.note"):
        sends(solvang, engskolen, YEAR, [MONDAY], notes={MONDAY: "x" * 201})


# Holidays


def test_holiday_is_written_and_logged(closes, autumn, solvang, admin_inge):
    saved = closes(" Efterårsferie ", *autumn)
    assert (saved.name, saved.since, saved.until) == ("Efterårsferie", *autumn)
    line = Entry.objects.get(kind="calendar.holiday_saved")
    assert line.data == {"since": f"{autumn[0]}", "until": f"{autumn[1]}"}


def test_holiday_gets_new_days_and_stays_the_same_row(closes, autumn):
    saved = closes("Efterårsferie", *autumn)
    closes("Uge 42", autumn[0], autumn[0], holiday=saved)
    row = Holiday.objects.get()
    assert (row.pk, row.name, row.until) == (saved.pk, "Uge 42", autumn[0])


def test_removed_holiday_is_gone_and_logged(closes, autumn, admin_inge):
    actions.remove_holiday(holiday=closes("Efterårsferie", *autumn), by=admin_inge)
    assert not Holiday.objects.exists()
    assert Entry.objects.filter(kind="calendar.holiday_removed").count() == 1


def test_holiday_that_somebody_has_removed_meanwhile_is_not_written_again(
    closes, autumn, admin_inge
):
    saved = closes("Efterårsferie", *autumn)
    Holiday.objects.all().delete()
    with pytest.raises(RuleBroken, match=r"holiday\.gone"):
        closes("Efterårsferie", *autumn, holiday=saved)


@pytest.mark.parametrize(
    ("first", "last", "code", "field"),
    [
        (3, 2, "order", "until"),
        (0, 100, "long", "until"),
        (-6 * 365, -6 * 365 + 3, "years", "since"),
        (3 * 366, 3 * 366 + 3, "years", "since"),
    ],
)
def test_days_that_make_no_holiday_are_refused(closes, today, first, last, code, field):
    with pytest.raises(RuleBroken) as broken:
        closes("Ferie", today + timedelta(days=first), today + timedelta(days=last))
    assert (broken.value.code, broken.value.field) == (f"holiday.{code}", field)
    assert not Holiday.objects.exists()


def test_first_and_last_open_day_can_be_holidays(closes, this_year):
    first = SchoolYear(this_year.begins - 5).first_day
    last = SchoolYear(this_year.begins + 2).last_day
    closes("Først", first, first)
    closes("Sidst", last, last)
    assert Holiday.objects.count() == 2


@pytest.mark.parametrize(("first", "last"), [(-3, 0), (6, 9), (2, 3), (-3, 20)])
def test_two_holidays_never_share_a_day(closes, autumn, first, last):
    closes("Efterårsferie", *autumn)
    with pytest.raises(RuleBroken, match=r"holiday\.overlap") as broken:
        closes("Uge 42", autumn[0] + timedelta(days=first), autumn[0] + timedelta(days=last))
    assert "»Efterårsferie«" in broken.value.message


def test_holidays_may_lie_side_by_side_and_in_two_municipalities(closes, autumn, person, ellevang):
    closes("Efterårsferie", *autumn)
    closes("Dagen efter", autumn[1] + timedelta(days=1), autumn[1] + timedelta(days=1))
    hugo = person("Hugo Bro", "system_administrator", ellevang)
    closes("Efterårsferie", *autumn, place=ellevang, by=hugo)
    assert Holiday.objects.count() == 3


def test_holiday_without_a_name_is_refused(closes, autumn):
    with pytest.raises(RuleBroken, match=r"holiday\.no_name"):
        closes("  ", *autumn)


def test_school_administration_may_write_holidays(closes, autumn, clerk_ole):
    assert closes("Efterårsferie", *autumn, by=clerk_ole).set_by == clerk_ole


@pytest.mark.parametrize("who", ["head_hans", "coordinator_karen", "worker_wilma", "director_dan"])
def test_others_in_the_municipality_may_not(request, closes, autumn, who):
    stranger = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        closes("Efterårsferie", *autumn, by=stranger)
    with pytest.raises(PermissionDenied):
        actions.remove_holiday(holiday=closes("Efterårsferie", *autumn), by=stranger)


def test_administrator_of_another_municipality_may_not(closes, autumn, person, ellevang, solvang):
    hugo = person("Hugo Bro", "system_administrator", ellevang)
    with pytest.raises(PermissionDenied):
        closes("Efterårsferie", *autumn, by=hugo)
    saved = closes("Efterårsferie", *autumn)
    with pytest.raises(PermissionDenied):
        closes("Vores", *autumn, place=ellevang, holiday=saved, by=hugo)


def test_database_keeps_the_promises_too(closes, autumn, solvang, engskolen, admin_inge):
    closes("Efterårsferie", *autumn)
    facts = {"municipality": solvang, "name": "Ferie", "set_by": admin_inge}
    for since, until in ((autumn[0], autumn[1]), (autumn[1], autumn[0])):
        with pytest.raises(IntegrityError), transaction.atomic():
            Holiday.objects.create(since=since, until=until, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        SchoolDayList.objects.create(
            organisation=engskolen, school_year=2025, sender=solvang, days=[], count=0
        )
