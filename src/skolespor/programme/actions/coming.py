"""The days to come in the calendars of those who come late, and of those who leave."""

from django.utils import timezone

from skolespor.audit import log
from skolespor.programme import events
from skolespor.programme.access import Who
from skolespor.programme.actions import days, invitations
from skolespor.programme.models import Comes, Day, Participant
from skolespor.programme.queries import courses
from skolespor.programme.queries import days as queries


def comes_in(seat: Participant) -> None:
    """Whoever was invited after the agreement, or follows somebody, gets the days they are asked to; who
    has them already gets none twice."""
    for day in queries.to_come(seat.course, today=timezone.localdate()):
        is_new = queries.is_for(day, seat) and not invitations.has_been_told(day, seat)
        if is_new and _is_told(day) and days.count_up(day):
            invitations.ask(day, [seat])


def leaves(seat: Participant, *, by: Who) -> None:
    """The days are taken out of the leaver's calendar. A day that was for them alone does not become
    everybody's: the *tovholder* comes."""
    for day in _called_off(seat):
        is_chosen, _per_model = Comes.objects.filter(day=day, participant=seat).delete()
        left = courses.here(day.course).filter(pk__in=queries.chosen_for(day))
        if is_chosen and not left.exists():
            _ask_the_lead(day, by=by)


def hands_over(seat: Participant, *, to: Participant) -> None:
    """The days are taken out of the leaver's calendar; what they were chosen for is the successor's, who
    gets it when they come in."""
    _called_off(seat)
    Comes.objects.filter(participant=seat).update(participant=to)


def _called_off(seat: Participant) -> list[Day]:
    """The days to come that the leaver was asked to. Each is counted up, so that calendars follow."""
    to_come = queries.to_come(seat.course, today=timezone.localdate())
    asked = [day for day in to_come if queries.is_for(day, seat) and days.count_up(day)]
    for day in asked:
        if _is_told(day) and invitations.has_been_told(day, seat):
            invitations.call_off(day, [seat])
    return asked


def _ask_the_lead(day: Day, *, by: Who) -> None:
    lead = courses.here(day.course).get(is_lead=True)
    Comes.objects.create(day=day, participant=lead)
    log.record(events.DAY_PEOPLE_CHOSEN, by=by.user, about=day, course=day.course_id)
    if _is_told(day):
        invitations.ask(day, [lead])


def _is_told(day: Day) -> bool:
    return days.is_told(day, today=timezone.localdate())
