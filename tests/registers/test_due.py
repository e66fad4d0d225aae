"""What is due about the children of files, beside a slow reading of the same files."""

from datetime import date

import pytest

from skolespor.deadlines.models import Deadline
from skolespor.demo.registers.files import write_registers
from skolespor.workspace.night import count
from tests.registers.sending import send_all, sent_files
from tests.registers.slow_due import SlowDue

pytestmark = [pytest.mark.once, pytest.mark.long]

LAST = date(2026, 11, 21)
OF_ABSENCE = ("dl_absence", "dl_sick", "dl_reduced")


def due():
    """What stands, in the judge's form. What absence asks for has judges of its own; of gaps the judge
    knows the one that is open."""
    rows = Deadline.objects.filter(state__in=["open", "ended", "done"]).select_related("child")
    return sorted(
        (row.child.cpr.replace("-", ""), row.rule, str(row.due))
        for row in rows
        if not row.rule.startswith(OF_ABSENCE)
        and not (row.rule.startswith("dl_gap") and row.state == "ended")
    )


@pytest.mark.parametrize(
    ("size", "first"),
    [
        ({"pupils": 300, "years": 2}, date(2025, 9, 1)),
        ({"pupils": 300, "years": 1, "seed": 7, "placed": 150, "hosted": 40}, date(2026, 8, 14)),
        ({"pupils": 7000, "years": 2}, date(2024, 8, 1)),
    ],
)
def test_due_days_of_an_invented_town_are_those_of_the_judge(db, tmp_path, size, first):
    write_registers(tmp_path / "files", **size)
    files = sent_files(tmp_path / "files")
    send_all(files)
    for night in (first, LAST):
        count(night)
    said = SlowDue(files, first, LAST).all()
    assert due() == said
    assert len({rule for _cpr, rule, _day in said}) >= 10
