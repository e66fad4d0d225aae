"""What happens every night. Each part is safe to do twice, and for any day."""

from datetime import date

from skolespor.attendance.actions.gaps import keep_gaps
from skolespor.attendance.actions.reduced import tell_who_is_left_with_nothing


def night(today: date) -> None:
    keep_gaps(today=today)
    tell_who_is_left_with_nothing(today=today)
