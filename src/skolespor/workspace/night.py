"""What happens every night. Each part is safe to do twice, and for any day."""

from datetime import date

from skolespor.attendance.actions.gaps import keep_gaps


def night(today: date) -> None:
    keep_gaps(today=today)
