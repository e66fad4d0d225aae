"""What happens every night, by command and by the worker."""

from datetime import date

from django.apps import apps
from django.core.management import call_command

from skolespor.attendance.models import AbsenceDay, Gap, ReducedTimetable, Registered
from skolespor.deadlines.actions.facts import happened
from skolespor.notices.models import Notice
from skolespor.workspace.night import night
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


def everything():
    """Every row of every table of ours, as it stands."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models()
        if model.__module__.startswith("skolespor.")
    }


def test_the_same_night_twice_changes_no_row_anywhere(
    everybody, maja, emil, kalle, ellevang, time_machine
):
    """With a gap, absence that needs an answer, a limit that is reached, deadlines and birthdays."""
    day = date(2026, 11, 16)
    time_machine.move_to(f"{day} 10:00", tick=False)
    maja.enrolments.update(since=date(2026, 10, 19))
    emil.enrolments.update(until=date(2026, 11, 5))
    monday = {"institution": "900201", "sender": ellevang}
    for away in (date(2026, 10, 26), date(2026, 11, 9), day):
        AbsenceDay.objects.create(child=maja, day=away, share=1, category="unlawful", **monday)
    Registered.objects.create(days=[str(day)], school_year=2026, **monday)
    for moment in (date(2026, 10, 1), day):
        night(moment)
    before = everything()
    for what in ("Gap", "Signal", "Fact", "Deadline"):
        assert any(label.endswith(f".{what}") and rows for label, rows in before.items()), what
    night(day)
    assert everything() == before


def test_at_night_the_worker_counts_and_in_the_morning_it_tells(maja, worker_wilma, time_machine):
    """Nobody is woken by a mail."""
    happened("child_asks_case_worker", maja, date(2026, 11, 16), "it", today=date(2026, 11, 16))
    told = Notice.objects.filter(kind="deadlines.digest")
    time_machine.move_to("2026-11-17 04:30+01:00", tick=False)
    do_the_night()
    assert not told.exists()
    time_machine.move_to("2026-11-17 06:30+01:00", tick=False)
    do_the_night()
    assert told.get().user == worker_wilma
