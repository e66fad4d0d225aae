"""On which days an institution has registered absence of anybody: kept with every file, whoever is
followed, and by the same words as the rows themselves."""

from datetime import date, timedelta

import hypothesis
import pytest
from django.core.management import call_command
from hypothesis import strategies as st

from skolespor.accounts.models import Organisation
from skolespor.attendance.actions.registered import replace_registered
from skolespor.attendance.models import Registered
from skolespor.imports import queries

pytestmark = [pytest.mark.once, pytest.mark.long]

OTTO, PIA = "6205120003", "6105130004"
HEAD = "cpr;institutionsnummer;dato;kategori;andel\n"
DAY = timedelta(days=1)


def row(day, school="900001", pupil=OTTO):
    return f"{pupil};{school};{day}-2025;sygdom;1\n"


@pytest.fixture
def send(send_file):
    return lambda content, *options, **more: send_file("absence", HEAD + content, *options, **more)


def days(school="900001", sender=None):
    rows = Registered.objects.filter(institution=school).order_by("sender", "school_year")
    found = [(r.sender.code, r.school_year, r.days) for r in rows.select_related("sender")]
    return [(year, some) for code, year, some in found if sender in (None, code)]


def test_days_of_pupils_whom_nobody_follows_are_registered_by_school_and_school_year(send):
    send(row("30-06") + row("01-09") + row("01-09", pupil=PIA) + row("02-09", school="900002"))
    assert days() == [(2024, ["2025-06-30"]), (2025, ["2025-09-01"])]
    assert days("900002") == [(2025, ["2025-09-02"])]


def test_the_last_day_goes_back_when_a_corrected_file_takes_it_back(send):
    send(row("01-09") + row("05-09"))
    send(row("01-09"), "--period", "01-09-2025", "30-09-2025")
    assert days() == [(2025, ["2025-09-01"])]


def test_a_school_year_that_is_taken_back_whole_is_registered_no_more(send):
    send(row("02-06") + row("01-09"))
    send(row("03-09"), "--period", "01-06-2025", "30-09-2025")
    assert days() == [(2025, ["2025-09-03"])]


def test_a_file_about_other_days_and_schools_adds_to_it(send):
    send(row("05-09"))
    send(row("01-09"))
    send(row("01-09", school="900002"))
    assert days() == [(2025, ["2025-09-01", "2025-09-05"])]
    assert days("900002") == [(2025, ["2025-09-01"])]


def test_refused_rows_register_nothing(send):
    wrong = row("09-09").replace("sygdom", "hjemme")
    send(row("01-09") + wrong, "--accept-partial")
    assert days() == [(2025, ["2025-09-01"])]


def test_what_one_municipality_takes_back_another_has_still_told(send):
    send(row("05-09"))
    send(row("05-09"), code="9002")
    send(row("01-09"), "--period", "01-09-2025", "30-09-2025")
    assert days(sender="9001") == [(2025, ["2025-09-01"])]
    assert days(sender="9002") == [(2025, ["2025-09-05"])]


def test_files_taken_in_before_it_was_kept_are_looked_up_by_the_worker(send):
    send(row("01-09") + row("05-09") + row("08-09", school="900002"))
    send(row("01-09"), "--period", "01-09-2025", "30-09-2025")
    before = days(), days("900002")
    Registered.objects.all().delete()
    assert queries.is_behind()
    call_command("catch_up")
    assert (days(), days("900002")) == before
    assert not queries.is_behind()


def test_or_by_the_next_file(send):
    send(row("01-09"))
    Registered.objects.all().delete()
    send(row("02-09"))
    assert days() == [(2025, ["2025-09-01", "2025-09-02"])]


# In any order, and back again

FIRST = date(2025, 7, 28)
some_days = st.sets(st.integers(0, 9), max_size=6)


def told(offsets):
    return {"900001": {FIRST + number * DAY for number in offsets}}


@pytest.fixture
def sender(solvang):
    return Organisation.objects.get(pk=solvang.pk)


@hypothesis.given(files=st.lists(some_days, max_size=4), data=st.data())
@hypothesis.settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
def test_the_order_of_files_does_not_matter_and_what_is_taken_back_is_gone(sender, files, data):
    """Files that speak of the days on which they have rows; and one more, that is withdrawn."""
    Registered.objects.all().delete()
    for offsets in files:
        replace_registered(told=told(offsets), registered=told(offsets), sender=sender)
    stood = days()
    Registered.objects.all().delete()
    for offsets in data.draw(st.permutations(files)):
        replace_registered(told=told(offsets), registered=told(offsets), sender=sender)
    assert days() == stood
    before = set().union(*files)
    more = data.draw(some_days)
    replace_registered(told=told(more), registered=told(more), sender=sender)
    replace_registered(told=told(more), registered=told(more & before), sender=sender)
    assert days() == stood
