"""What happens every night, by command and by the worker."""

from django.core.management import call_command

from skolespor.attendance.models import Gap
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
