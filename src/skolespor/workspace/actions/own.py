"""What a child does on its own pages, where several rooms are touched."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.children.models import Child
from skolespor.conversations import access
from skolespor.conversations.actions.outcome import decline
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.guide import band_of
from skolespor.conversations.states import Outcome
from skolespor.deadlines.actions.facts import happened
from skolespor.notices.actions import tell
from skolespor.promises.queries.due import last_day
from skolespor.workspace import events
from skolespor.workspace.rules import own as rules

ASK_AGAIN = "dl_conversation_reoffer"


@transaction.atomic
def ask_for_talk(
    *, child: Child, adult: User, place: str = "", themes: Sequence[str] = (), by: User
) -> Conversation:
    """The child asks one adult for a conversation, and says where and about what. One at a time of each
    adult."""
    if not access.is_the_child(by, child):
        raise PermissionDenied
    rules.check_adult(adult.pk in access.holders(child))
    today = timezone.localdate()
    open_ones = Conversation.objects.filter(
        child=child,
        adult=adult,
        is_asked_by_child=True,
        outcome__in=["", Outcome.POSTPONED],
        withdrawn_at=None,
    )
    rules.check_not_asked(open_ones.exists())
    conversation = _offered(child, adult, place, themes, today, by)
    log.record(events.TALK_ASKED, by=by, about=conversation, child_id=child.pk)
    happened("child_asks_conversation", child, today, conversation.ref, by=by)
    tell(events.CHILD_WANTS_TALK, [adult], key=f"asked-{conversation.ref}", child_id=child.pk)
    return conversation


def _offered(
    child: Child, adult: User, place: str, themes: Sequence[str], today: date, by: User
) -> Conversation:
    return Conversation.objects.create(
        child=child,
        adult=adult,
        band=band_of(child, today),
        offered_on=today,
        offered_by=by,
        is_asked_by_child=True,
        place=place,
        themes=list(themes),
    )


@transaction.atomic
def not_today(*, conversation: Conversation, by: User) -> None:
    """The child says no. Its adult learns that, and offers it again later."""
    today = timezone.localdate()
    again = last_day(ASK_AGAIN, conversation.child, today)
    decline(conversation=conversation, on=today, by=by, next_offer_on=again)
    key = f"declined-{conversation.ref}"
    tell(events.CHILD_SAYS_NO, [conversation.adult], key=key, child_id=conversation.child_id)
