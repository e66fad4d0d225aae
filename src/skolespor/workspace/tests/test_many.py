"""Fifteen hundred children cost as many questions to the database as thirty do."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from skolespor.attendance.models import AbsenceDay, Registered, Signal
from skolespor.children.models import Child, Enrolment, NetworkSeat, Placement
from skolespor.deadlines.models import Deadline
from skolespor.workspace.night import night
from tests.days import LAST_SUMMER

pytestmark = pytest.mark.long

DAY = date(2026, 11, 23)
PAGES = [
    "workspace:today",
    "workspace:children",
    "workspace:missing",
    "workspace:facts",
    "attendance:without_school",
    "attendance:signals",
    "deadlines:index",
    "promises:mine",
]


@pytest.fixture
def many(solvang, family_dam, engskolen, coordinator_karen):
    """So many children more that Karen follows: every third without school, every fifth away a lot, born
    in a week from now."""

    def make(count):
        first = Child.objects.count()
        children = Child.objects.bulk_create(
            Child(
                first_name=f"Barn {first + n:04d}",
                birth_year=2016,
                birth_date=date(2016, 11, 30),
                acting_municipality=solvang,
            )
            for n in range(count)
        )
        home = {"type": "foster_family_general", "municipality": solvang, "since": LAST_SUMMER}
        Placement.objects.bulk_create(
            Placement(child=child, organisation=family_dam, **home) for child in children
        )
        Enrolment.objects.bulk_create(
            Enrolment(child=child, school=engskolen, grade=3, since=LAST_SUMMER)
            for n, child in enumerate(children)
            if n % 3
        )
        job = coordinator_karen.jobs.get()
        NetworkSeat.objects.bulk_create(
            NetworkSeat(child=child, job=job, since=LAST_SUMMER) for child in children
        )
        away = {"institution": engskolen.code, "sender": solvang, "category": "sickness"}
        AbsenceDay.objects.bulk_create(
            AbsenceDay(child=child, day=DAY - timedelta(days=number), share=1, **away)
            for child in children[1::5]
            for number in range(40)
        )
        plan_by_what_is_there()

    return make


def plan_by_what_is_there():
    """PostgreSQL looks at its tables by itself, but not inside a test's transaction, and would take each
    of them for empty."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_1500_children_cost_the_questions_of_thirty(
    many, sign_in, solvang, engskolen, coordinator_karen, count_queries, time_machine
):
    time_machine.move_to(f"{DAY} 10:00", tick=False)
    Registered.objects.create(
        sender=solvang, institution=engskolen.code, school_year=2026, days=[str(DAY)]
    )
    karen = sign_in(coordinator_karen)

    def costs():
        night(DAY)
        return {page: count_queries(lambda page=page: karen.get(reverse(page))) for page in PAGES}

    many(60)
    costs()  # what is read once in a process
    few = costs()
    many(1440)
    assert costs() == few
    assert Signal.objects.count() >= 200
    assert Deadline.objects.filter(state="open").count() >= 1500
