"""Everything about attendance that a night works out; again in the day, when files have come."""

from datetime import date, timedelta

from skolespor.attendance.actions.gaps import keep_gaps
from skolespor.attendance.actions.limits import keep_limits
from skolespor.attendance.actions.signals import keep_signals
from skolespor.attendance.queries.quarters import unlawful_in
from skolespor.attendance.queries.years import absence_of_year
from skolespor.calendar.rules.years import Quarter, SchoolYear
from skolespor.children.models import Child


def keep_attendance(*, today: date) -> None:
    """Gaps, limits of absence, and who is asked about absence; the same when it is done again."""
    keep_gaps(today=today)
    children = Child.objects.filter(merged_into=None)
    this = Quarter.of(today)
    before = Quarter.of(this.first_day - timedelta(days=1))
    quarters = [one for each in (before, this) for one in unlawful_in(each, children=children)]
    years = absence_of_year(SchoolYear.of(today), children=children, today=today)
    keep_limits(quarters, years, today=today)
    keep_signals(years, today=today)
