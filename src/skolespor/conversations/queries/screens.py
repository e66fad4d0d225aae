"""A child's screen as its door and its page ask for it."""

import re
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.roles import Role
from skolespor.children import access as children
from skolespor.children.models import Child
from skolespor.children.queries.people import who_can_see
from skolespor.conversations import access, rules
from skolespor.conversations.models import ChildScreen, Conversation
from skolespor.conversations.states import Outcome
from skolespor.core.fields import blind_index
from skolespor.promises.access import reading

OVER = (Outcome.HELD, Outcome.OTHER_WAY, Outcome.DECLINED)


def fingerprint_of_token(token: str) -> str:
    return blind_index("screen-token", token)


def fingerprints_of_code(digits: str) -> tuple[str, str]:
    """Of the first half, which says which screen is meant, so that a wrong try counts against it; and
    of the whole. Both fit in one column."""
    half = len(digits) // 2
    which = blind_index("screen-code-which", digits[:half])[:32]
    return which, which + blind_index("screen-code", digits)[:32]


def digits_of(typed: str) -> str:
    """What somebody has typed as a code, without spaces and lines."""
    return re.sub(r"[\s.\-]", "", typed)


def living(token: str) -> ChildScreen | None:
    """The open screen of this browser, as long as all that opened it still holds: its time, the
    conversation, the adult's right to hold it, the child's own row."""
    if not token:
        return None
    found = (
        _open()
        .filter(token=fingerprint_of_token(token), conversation__isnull=False)
        .select_related("conversation__child", "conversation__adult", "opened_by")
        .first()
    )
    return found if found and _holds(found) else None


def talk_of(screen: ChildScreen) -> Conversation:
    """The screen's conversation. One for the child's own pages has none, and no door to here."""
    if screen.conversation is None:
        raise ValueError("this screen has no conversation")
    return screen.conversation


def _open() -> QuerySet[ChildScreen]:
    return ChildScreen.objects.filter(
        ended_at=None,
        child__merged_into=None,
        conversation__withdrawn_at=None,
        expires_at__gt=timezone.now(),
    ).exclude(conversation__outcome__in=OVER)


def _holds(screen: ChildScreen) -> bool:
    seen = screen.seen_at or screen.made_at
    now = timezone.now()
    if not rules.is_alive(ends_at=screen.expires_at, seen_at=seen, now=now):
        return False
    return screen.conversation is not None and access.may_hold(
        screen.opened_by, screen.conversation
    )


def waiting_for(which: str) -> QuerySet[ChildScreen]:
    """Screens whose code has that first half, that nobody has opened, and that can still be."""
    rows = ChildScreen.objects.filter(code__startswith=which, token="", ended_at=None)
    return rows.filter(expires_at__gt=timezone.now(), started_at=None, tries__lt=rules.MOST_TRIES)


def key_of(conversation: Conversation) -> str:
    """What browsers encrypt this conversation's unsent words with, if it has been on a screen before:
    words that waited on a device can then be sent when it is opened there again."""
    before = conversation.screens.exclude(key="").order_by("-pk").first()
    return before.key if before else ""


def others_today(conversation: Conversation) -> Sequence[Role]:
    """As what people around the child would read what "de andre" may know, today; its adult is not one
    of them."""
    child: Child = conversation.child
    may_read = set(reading("statements"))
    seeing = who_can_see(child, reader=conversation.adult)
    found = [
        one
        for one in seeing
        if one.acting in may_read
        and one.user.pk != conversation.adult_id
        and one.seat.break_glass_id is None
        and not (child.is_protected and child.pk in children.masked_for(one.user, [child]))
    ]
    return list(dict.fromkeys(one.acting for one in found))


def to_give(child: Child, conversation_id: int, *, reader: User) -> Conversation | None:
    """A conversation of the child that the reader knows of."""
    known = access.known_to(reader, child).filter(pk=conversation_id)
    return known.select_related("child", "adult").first()
