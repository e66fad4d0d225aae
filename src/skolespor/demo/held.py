"""Learning conversations of the story: offered, held, declined, and those to come.

The actions write the day on which somebody presses the button; in the story it was then, so days are put
back after them.
"""

from datetime import date, timedelta

from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.calendar.rules.days import why_no_school
from skolespor.children.models import Child
from skolespor.conversations.actions import offering, outcome, talking
from skolespor.conversations.actions.offering import Plan
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.guide import band_of
from skolespor.conversations.states import WRITTEN
from skolespor.deadlines.models import Handling
from skolespor.deadlines.rules.state import State
from skolespor.demo.talks.words import Ahead, Declined, Talk

BEFORE = timedelta(days=6)
"""So long before its day a conversation was offered."""
OUR_RULES = "dl_conversation_"


def hold(*, child: Child, adult: User, hand: User, talk: Talk, day: date) -> Conversation:
    """Held on a day. `hand`: who wrote, the adult or the child itself."""
    plan = Plan(timezone.localdate(), place=talk.place, on_behalf_of=talk.on_behalf_of)
    held = offering.offer(child=child, adult=adult, plan=plan, by=adult)
    if talk.way in WRITTEN:
        talking.begin(conversation=held, has_said=True, by=adult)
    outcome.end_held(conversation=held, talked_on=day, way=talk.way, by=hand)
    if talk.is_read:
        outcome.child_says_ok(conversation=held, by=hand)
        held.child_ok_on = day
    _it_was_on(held, day)
    return held


def decline(*, child: Child, adult: User, no: Declined, day: date, by: User) -> None:
    plan = Plan(timezone.localdate())
    offered = offering.offer(child=child, adult=adult, plan=plan, by=adult)
    outcome.decline(conversation=offered, on=day, by=by, reason=no.reason)
    _it_was_on(offered, day)


def ahead(*, child: Child, adult: User, talk: Ahead) -> None:
    """Planned for a day to come; one that was put off was first to be today."""
    today = timezone.localdate()
    day = school_day(today + timedelta(days=talk.days))
    first = today if talk.was_put_off else day
    plan = Plan(first, talk.at, talk.place, is_asked_by_child=talk.is_asked_by_child)
    offered = offering.offer(child=child, adult=adult, plan=plan, by=adult)
    if talk.was_put_off:
        offering.postpone(conversation=offered, planned_on=day, planned_at=talk.at, by=adult)


def school_day(day: date) -> date:
    """The day itself, or the next on which there is school."""
    while why_no_school(day):
        day += timedelta(days=1)
    return day


def _it_was_on(conversation: Conversation, day: date) -> None:
    conversation.offered_on, conversation.planned_on = day - BEFORE, day
    conversation.band = band_of(conversation.child, day)
    conversation.save(update_fields=["offered_on", "planned_on", "band", "child_ok_on"])
    _handled_on(conversation, day)


def _handled_on(conversation: Conversation, day: date) -> None:
    """What was due was done that day; a talk does nothing for what was not there yet."""
    child = conversation.child
    ours = Handling.objects.filter(child=child, day=timezone.localdate())
    for one in ours.filter(rule__startswith=OUR_RULES) | ours.filter(ref=conversation.ref):
        items = child.deadlines.filter(rule=one.rule, ref=one.ref, number=one.number)
        if items.filter(happened_on__gt=day).update(state=State.OPEN):
            one.delete()
        else:
            one.day = day
            one.save(update_fields=["day"])
