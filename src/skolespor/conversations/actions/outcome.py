"""How a conversation ends, and what deadlines are told of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.children import access as children
from skolespor.conversations import access, events, rules
from skolespor.conversations.actions.kept import leave_nothing
from skolespor.conversations.actions.taking import check, fresh
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.again import AGAIN, next_offer
from skolespor.conversations.queries.steps import has_words
from skolespor.conversations.states import Outcome, Way
from skolespor.deadlines.actions.facts import happened
from skolespor.deadlines.actions.handling import another_day, fulfilled, fulfilled_once
from skolespor.notices.actions import tell

TALKED = "conversation_held"
"""What sets going that it is read with the child: told anew when something comes to what was said."""
CHECKED, ON_REQUEST = "dl_child_checks_summary", "dl_conversation_on_request"
FIRST, TWICE, CHANGE = (
    "dl_conversation_first",
    "dl_conversation_twice_a_year",
    "dl_conversation_before_change",
)


@transaction.atomic
def end_held(
    *, conversation: Conversation, talked_on: date, way: Way, by: User, showed: str = ""
) -> None:
    """They have talked, or the child has shown it another way (`showed`). What was said is to be read
    with the child within some days."""
    rules.check_open(conversation.outcome)
    rules.check_talked_on(talked_on, today=timezone.localdate())
    conversation.outcome = Outcome.OTHER_WAY if showed.strip() else Outcome.HELD
    conversation.talked_on, conversation.way = talked_on, way
    conversation.showed = showed.strip()
    conversation.save(update_fields=["outcome", "talked_on", "way", "showed"])
    log.record(
        events.HELD,
        by=by,
        about=conversation,
        child_id=conversation.child_id,
        outcome=conversation.outcome,
        way=way,
    )
    _count(conversation, by)
    happened(TALKED, conversation.child, talked_on, conversation.ref, by=by)


@transaction.atomic
def child_says_ok(*, conversation: Conversation, by: User) -> None:
    """The child has heard or read what was written, and says that it fits."""
    rules.check_held(conversation.outcome)
    today = timezone.localdate()
    conversation.child_ok_on = today
    conversation.save(update_fields=["child_ok_on"])
    log.record(events.CHILD_OK, by=by, about=conversation, child_id=conversation.child_id)
    fulfilled(
        child=conversation.child, rule=CHECKED, ref=conversation.ref, today=today, early=True, by=by
    )


@transaction.atomic
def decline(
    *,
    conversation: Conversation,
    on: date,
    by: User,
    reason: str = "",
    next_offer_on: date | None = None,
) -> None:
    """The child says no. That is a good answer, and nobody asks why; it is offered again later, by the
    rule when nobody says another day. What the child has begun to say is not thrown away by a no."""
    check(access.may_decline(by, conversation))
    fresh(conversation)
    rules.check_open(conversation.outcome)
    is_own = children.is_the_child(by, conversation.child)
    rules.check_not_begun_to_answer(has_words(conversation), is_own=is_own)
    by_rule = next_offer(conversation.child, on)
    next_offer_on = next_offer_on or by_rule
    rules.check_next_offer(next_offer_on, on=on)
    conversation.outcome, conversation.declined_reason = Outcome.DECLINED, reason.strip()
    conversation.next_offer_on = next_offer_on
    conversation.save(update_fields=["outcome", "declined_reason", "next_offer_on"])
    log.record(events.DECLINED, by=by, about=conversation, child_id=conversation.child_id)
    _count(conversation, by)
    happened("conversation_declined", conversation.child, on, conversation.ref, by=by)
    if next_offer_on != by_rule:
        another_day(
            child=conversation.child, rule=AGAIN, ref=conversation.ref, due=next_offer_on, by=by
        )
    leave_nothing(conversation=conversation)


@transaction.atomic
def not_today(*, conversation: Conversation, by: User) -> None:
    """The child says no where its adult does not see it. The adult is told."""
    decline(conversation=conversation, on=timezone.localdate(), by=by)
    adult, child_id = conversation.adult, conversation.child_id
    tell(events.CHILD_SAYS_NO, [adult], key=f"declined-{conversation.ref}", child_id=child_id)


def _count(conversation: Conversation, by: User) -> None:
    """It was offered, and the child has answered: what asked for that is done, also by a no."""
    child, today = conversation.child, timezone.localdate()
    for rule in (FIRST, TWICE, CHANGE, AGAIN):
        fulfilled_once(child=child, rule=rule, today=today, by=by)
    fulfilled(child=child, rule=ON_REQUEST, ref=conversation.ref, today=today, early=True, by=by)
