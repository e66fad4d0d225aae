"""Everything about attendance that a night works out; again in the day, when files have come."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from skolespor.attendance.actions.gaps import keep_gaps
from skolespor.attendance.actions.limits import keep_limits, told_of
from skolespor.attendance.actions.signals import keep_signals
from skolespor.attendance.models import AbsenceDay
from skolespor.attendance.queries.quarters import UNLAWFUL, unlawful_in
from skolespor.attendance.queries.years import absence_of_year
from skolespor.calendar.rules.years import Quarter, SchoolYear
from skolespor.children.models import Child


def keep_attendance(*, today: date) -> None:
    """Gaps, limits of absence, and who is asked about absence; the same when it is done again."""
    keep_gaps(today=today)
    this, year = Quarter.of(today), SchoolYear.of(today)
    last = Quarter.of(this.first_day - timedelta(days=1))
    periods = {last, this, year, *told_of()}
    quarters = sorted(one for one in periods if isinstance(one, Quarter))
    unlawful = [one for each in quarters for one in unlawful_in(each, children=_away(each))]
    years = sorted(one for one in periods if isinstance(one, SchoolYear))
    absence = [
        one for each in years for one in absence_of_year(each, children=_away(each), today=today)
    ]
    keep_limits(unlawful, absence, periods=periods, today=today)
    keep_signals([one for one in absence if one.year == year], today=today)


def _away(period: Quarter | SchoolYear) -> QuerySet[Child]:
    """Who has been away at all in the period: of nobody else there is anything to ask."""
    days = AbsenceDay.objects.filter(day__range=(period.first_day, period.last_day))
    if isinstance(period, Quarter):
        days = days.filter(category=UNLAWFUL)
    kept = days.annotate(kept=Coalesce("child__merged_into", "child"))
    return Child.objects.filter(merged_into=None, pk__in=kept.values("kept"))
