"""What happens every night. Each part is safe to do twice, and for any day."""

from datetime import date

from skolespor.attendance.actions.night import keep_attendance
from skolespor.attendance.actions.reduced import tell_who_is_left_with_nothing
from skolespor.attendance.actions.signals import tell_leaders
from skolespor.deadlines.actions.digest import send_digests
from skolespor.deadlines.actions.keeping import keep_all
from skolespor.programme.actions.night import tell_about_courses
from skolespor.promises.actions.owners import keep_promises
from skolespor.tracks.actions.night import tell_about_tracks


def night(today: date) -> None:
    """Work out what stands today, and tell people what is new."""
    count(today)
    send_digests(today=today)
    tell_leaders(today=today)
    tell_about_tracks(today=today)
    tell_about_courses(today=today)


def count(today: date) -> None:
    """The part that tells nobody but those whom the hour cannot wait for."""
    keep_attendance(today=today)
    keep_all(today=today)
    keep_promises(today=today)
    tell_who_is_left_with_nothing(today=today)
