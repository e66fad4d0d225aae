"""First and last day both count."""

from datetime import date, timedelta

import pytest

from skolespor.core.periods import active_on, holds, overlap

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)


@pytest.mark.parametrize(
    ("since", "until", "is_open"),
    [
        (TUESDAY, None, True),
        (TUESDAY, TUESDAY, True),
        (MONDAY, TUESDAY, True),
        (MONDAY, MONDAY, False),
        (WEDNESDAY, None, False),
    ],
)
def test_a_period_holds_its_first_and_its_last_day(person, solvang, since, until, is_open):
    wilma = person("Wilma", "system_administrator", solvang, since=since, until=until)
    assert holds(TUESDAY, since=since, until=until) is is_open
    assert wilma.jobs.filter(active_on(TUESDAY)).exists() is is_open


def test_what_was_closed_is_over_whatever_its_days(worker_wilma, today):
    job = worker_wilma.jobs.get()
    job.until, job.closed_at = today, "2026-11-16T10:00:00+01:00"
    job.save()
    assert not worker_wilma.jobs.filter(active_on(today)).exists()


def test_a_period_is_reached_over_a_relation(worker_wilma, maja, today):
    assert maja.seats.filter(active_on(today, "job__")).count() == 1
    worker_wilma.jobs.update(until=today - timedelta(days=1))
    assert maja.seats.filter(active_on(today, "job__")).count() == 0


@pytest.mark.parametrize(
    ("one", "other", "is_over"),
    [
        ((MONDAY, TUESDAY), (TUESDAY, WEDNESDAY), False),
        ((MONDAY, WEDNESDAY), (TUESDAY, None), True),
        ((MONDAY, None), (WEDNESDAY, None), True),
        ((MONDAY, MONDAY), (TUESDAY, None), False),
        ((TUESDAY, TUESDAY), (TUESDAY, WEDNESDAY), True),
        ((MONDAY, TUESDAY), (TUESDAY, TUESDAY), False),
    ],
)
def test_two_spells_may_share_a_change_over_day_and_no_more(one, other, is_over):
    assert overlap(*one, *other) is is_over
    assert overlap(*other, *one) is is_over
