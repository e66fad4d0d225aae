"""Files of the demo command, taken in by the real command, give exactly what the judge says."""

import json
from datetime import date, timedelta
from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import call_command

from skolespor.attendance.queries.quarters import unlawful_in
from skolespor.calendar.rules.years import Quarter
from skolespor.children.models import Child, NetworkSeat
from skolespor.demo.registers.files import write_registers
from tests.registers.judge import judge
from tests.registers.sending import send_all, sent_files
from tests.registers.slow_clock import SlowClock
from tests.registers.slow_quarters import SlowQuarters
from tests.registers.slow_years import SlowYears
from tests.registers.stands import content, stands
from tests.registers.test_years import years

pytestmark = pytest.mark.once

LAST = date(2026, 11, 21)
"""The day of the invented registers."""


def taken_in(folder, **size):
    write_registers(folder, **size)
    files = sent_files(folder)
    send_all(files)
    return files


def gaps(day):
    """What `skolespor gaps` prints, with CPR numbers in place of ours."""
    out = StringIO()
    call_command("gaps", "--today", str(day), "--format", "json", stdout=out)
    cpr = {child.pk: child.cpr.replace("-", "") for child in Child.objects.all()}
    return sorted(
        (cpr[row["child"]], row["municipality"], row["since"], row["school_days"])
        for row in json.loads(out.getvalue())
    )


def quarters(quarter):
    """What `skolespor absence-quarters` prints, in the judge's form."""
    found = unlawful_in(quarter, children=Child.objects.all())
    return sorted(
        (
            one.child.cpr.replace("-", ""),
            one.child.acting_municipality.code,
            Fraction(one.sum.unlawful),
            one.sum.school_days,
            one.level,
        )
        for one in found
    )


@pytest.mark.parametrize(
    ("size", "step"),
    [
        ({"pupils": 300, "years": 2}, 179),
        pytest.param(
            {"pupils": 300, "years": 1, "seed": 7, "placed": 150, "hosted": 40},
            41,
            marks=pytest.mark.long,
        ),
        pytest.param({"pupils": 1500, "years": 4, "seed": 3}, 13, marks=pytest.mark.long),
        pytest.param({"pupils": 7000, "years": 2}, 7, marks=pytest.mark.long),
    ],
)
def test_files_of_an_invented_town_give_what_the_judge_says_and_nothing_more(
    db, tmp_path, size, step
):
    """Nor other children without school on days of three years, nor other unlawful absence."""
    files = taken_in(tmp_path / "files", **size)
    said, found = judge(files), stands()
    assert said["children"]
    assert said["enrolments"]
    assert said["absence"]
    for what in said:
        assert found[what] == said[what], what
    slow = SlowClock(files)
    days = [LAST - timedelta(days=number) for number in range(0, 3 * 365, step)]
    listed = {day: slow.on(day) for day in days}
    assert {day: gaps(day) for day in days} == listed
    assert any(listed.values())
    judged = SlowQuarters(files)
    for year, number in [(2025, 4), (2026, 1), (2026, 2), (2026, 3), (2026, 4)]:
        assert quarters(Quarter(year, number)) == judged.of(year, number), (year, number)
    slow_years = SlowYears(files)
    asked = [(2024, LAST), (2025, date(2026, 3, 4)), (2025, LAST), (2026, LAST)]
    told = {when: slow_years.of(*when) for when in asked}
    assert {when: years(*when) for when in asked} == told
    assert any(line[5] for lines in told.values() for line in lines)


@pytest.mark.long
def test_only_houses_hold_seats_and_only_where_children_go_to_school_now(db, tmp_path, today):
    files = taken_in(tmp_path / "files", pupils=30, years=1, seed=5, placed=12, hosted=5)
    assert stands() == judge(files)
    assert not NetworkSeat.objects.exclude(user=None, job=None, role="").exists()
    now = content()
    schools_now = {
        (cpr, acting, school)
        for cpr, acting, school, _since, until, *_words in now["enrolments"]
        if not until or until >= str(today)
    }
    assert {seat[:3] for seat in now["seats"]} == schools_now
