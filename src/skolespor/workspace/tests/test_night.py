"""What happens every night, by command and by the worker."""

from datetime import date

from django.core.management import call_command

from skolespor.attendance.models import Gap, ReducedTimetable
from skolespor.notices.models import Notice
from skolespor.workspace.tasks import do_the_night


def test_the_night_opens_gaps_for_the_day_it_is_told(maja, capsys):
    maja.enrolments.update(until="2026-03-05")
    call_command("nightly", "--today", "10-03-2026")
    assert not Gap.objects.exists()
    call_command("nightly", "--today", "2026-03-11")
    assert Gap.objects.get().school_days == 4
    assert capsys.readouterr().out == "Natten er gjort.\nNatten er gjort.\n"


def test_the_worker_does_it_for_today(maja, time_machine):
    maja.enrolments.update(until="2026-03-05")
    time_machine.move_to("2026-03-12 10:00", tick=False)
    do_the_night()
    assert Gap.objects.get().school_days == 5


def test_the_night_tells_that_a_reduced_timetable_is_over_once(maja, coordinator_karen):
    ReducedTimetable.objects.create(
        child=maja,
        since=date(2026, 3, 2),
        until=date(2026, 3, 10),
        hours_before=28,
        hours_now=8,
        reason="Træt",
        return_plan="Op i tid",
        agreed_by=coordinator_karen,
    )
    for day in ("10-03-2026", "11-03-2026", "12-03-2026"):
        call_command("nightly", "--today", day)
    told = Notice.objects.filter(kind="attendance.reduced_over", user=coordinator_karen)
    assert told.count() == 1
