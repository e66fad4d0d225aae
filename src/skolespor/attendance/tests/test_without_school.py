"""Who is without school on a day, from the database; and the command that says it."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from skolespor.attendance.models import NotAttending
from skolespor.attendance.queries.clocks import without_school
from skolespor.calendar.actions import replace_school_days
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.models import Child, Placement
from tests.days import LAST_SUMMER

LEFT, LATER = date(2025, 9, 26), date(2025, 10, 3)
"""Two Fridays; between them lie five school days of the assumed calendar."""


def counts(day=LATER):
    found = without_school(day, children=Child.objects.all())
    return {one.child.first_name: (one.clock.since, one.clock.count) for one in found}


def stops(child, until=LEFT):
    child.enrolments.update(until=until)


def away(child, by, since=date(2025, 9, 29), **facts):
    return NotAttending.objects.create(child=child, since=since, written_by=by, **facts)


def test_children_with_a_school_are_not_listed(maja, emil, kalle):
    assert counts() == {}


def test_who_has_left_school_is_listed_from_the_first_day(emil, maja):
    stops(emil)
    assert counts(date(2025, 9, 28)) == {}
    assert counts(date(2025, 9, 29)) == {"Emil": (date(2025, 9, 29), 1)}
    assert counts() == {"Emil": (date(2025, 9, 29), 5)}


def test_who_is_not_placed_is_not_listed(emil, new_child):
    stops(emil)
    emil.placements.update(until=date(2025, 10, 2))
    new_child("Ida", birth_year=2015)
    assert counts() == {}


@pytest.mark.parametrize(("born", "listed"), [(2008, False), (2009, False), (2010, True)])
def test_who_is_done_with_school_is_not_listed(emil, born, listed):
    stops(emil)
    Child.objects.filter(pk=emil.pk).update(birth_year=born)
    assert (counts() != {}) is listed


@pytest.mark.parametrize(("born", "listed"), [(2019, True), (2020, False)])
def test_who_is_too_young_for_school_is_not_listed(emil, born, listed):
    stops(emil)
    Child.objects.filter(pk=emil.pk).update(birth_year=born)
    assert (counts() != {}) is listed


def test_interim_teaching_is_no_school(emil, engskolen):
    emil.enrolments.update(school_type="interim_teaching")
    assert counts() == {"Emil": (date(2025, 8, 12), 39)}
    emil.enrolments.update(school_type="")
    engskolen.school_type = "none"
    engskolen.save(update_fields=["school_type"])
    assert counts() == {"Emil": (date(2025, 8, 12), 39)}


def test_who_is_enrolled_and_does_not_go_there_is_listed(emil, admin_inge):
    away(emil, admin_inge)
    assert counts() == {"Emil": (date(2025, 9, 29), 5)}


def test_going_there_again_ends_it(emil, admin_inge):
    away(emil, admin_inge, until=date(2025, 10, 2))
    assert counts() == {}


def test_what_was_withdrawn_never_was(emil, maja, admin_inge, today):
    away(emil, admin_inge, withdrawn_at="2025-10-01T10:00Z")
    stops(maja)
    maja.placements.update(withdrawn_at="2025-10-01T10:00Z")
    assert counts() == {}


def test_withdrawn_enrolments_are_none(emil):
    emil.enrolments.update(withdrawn_at="2025-10-01T10:00Z")
    assert counts() == {"Emil": (date(2025, 8, 12), 39)}


def test_a_double_is_listed_once(emil, new_child):
    stops(emil)
    twin = new_child("Emil", "Dahl", 2013, merged_into=emil)
    Placement.objects.create(
        child=twin, type="childrens_home", municipality=emil.acting_municipality, since=LAST_SUMMER
    )
    assert len(without_school(LATER, children=Child.objects.all())) == 1


def test_what_was_written_of_a_double_counts_for_the_child_that_is_kept(
    emil, new_child, admin_inge
):
    away(new_child("Emil", "Dahl", 2013, merged_into=emil), admin_inge)
    assert counts() == {"Emil": (date(2025, 9, 29), 5)}


def test_listed_school_days_of_where_the_child_lives_are_counted(maja, ellevang, admin_inge):
    stops(maja)
    assert without_school(LATER, children=Child.objects.all())[0].is_assumed
    replace_school_days(
        organisation=ellevang,
        school_year=SchoolYear(2025),
        days=[LEFT, date(2025, 10, 1), LATER],
        sender=ellevang,
        by=admin_inge,
    )
    found = without_school(LATER, children=Child.objects.all())[0]
    assert (found.clock.days, found.is_assumed) == ((date(2025, 10, 1), LATER), False)


def test_it_costs_the_same_for_one_and_for_thirty(new_child, lives, family_dam, count_queries):
    def read():
        return count_queries(lambda: without_school(LATER, children=Child.objects.all()))

    lives(new_child("Ada", birth_year=2015), family_dam)
    before = read()
    for number in range(30):
        lives(new_child(f"Barn {number}", birth_year=2015), family_dam)
    assert read() == before <= 8


# The command


def gaps(*options):
    out = StringIO()
    call_command("gaps", "--today", str(LATER), *options, stdout=out)
    return out.getvalue()


def test_command_prints_a_row_for_each(maja, emil):
    stops(emil)
    stops(maja, date(2025, 10, 2))
    assert gaps("--format", "csv").splitlines() == [
        "child;municipality;since;school_days;gap",
        f"{maja.pk};9001;2025-10-03;1;0",
        f"{emil.pk};9001;2025-09-29;5;1",
    ]


def test_command_prints_json(emil):
    stops(emil)
    assert json.loads(gaps("--format", "json")) == [
        {
            "child": emil.pk,
            "municipality": "9001",
            "since": "2025-09-29",
            "school_days": 5,
            "gap": True,
        }
    ]


def test_command_prints_a_table(emil):
    stops(emil)
    head, row = gaps().splitlines()
    assert head.split() == ["Barn", "Kommune", "Første", "dag", "Skoledage", "Skolepause"]
    assert row.split() == [str(emil.pk), "9001", "2025-09-29", "5", "ja"]


def test_command_says_that_there_are_none(maja):
    assert gaps() == "Ingen børn er uden skole.\n"


def test_command_counts_to_today_unless_it_is_told(emil, capsys):
    stops(emil)
    call_command("gaps", "--format", "csv")
    assert f"{emil.pk};9001;2025-09-29;" in capsys.readouterr().out


def test_command_refuses_a_day_that_is_none(db):
    with pytest.raises(CommandError):
        call_command("gaps", "--today", "31-02-2026")
