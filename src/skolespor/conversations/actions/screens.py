"""Giving a child a screen of its own: handed over, or opened with a code, and ended."""

import base64
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.children import access as children
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child
from skolespor.conversations import access, events, rules
from skolespor.conversations.actions.own import own_user
from skolespor.conversations.models import ChildScreen, Conversation
from skolespor.conversations.queries import screens
from skolespor.conversations.states import Way

NOTED_EVERY = timedelta(seconds=30)


@dataclass(frozen=True)
class Opened:
    """What a code has opened: the screen with the token for its browser, or the child's own pages for
    `user`."""

    screen: ChildScreen
    token: str = ""
    user: User | None = None


@transaction.atomic
def hand_over(*, conversation: Conversation, by: User) -> str:
    """The adult gives this screen to the child. Returns what the browser is to hold; only its
    fingerprint is kept. Any other screen of the conversation ends."""
    _check_holder(conversation, by)
    screen = _new_screen(conversation.child, conversation, by)
    token = _open(screen, Way.SCREEN)
    log.record(
        events.HANDED_OVER,
        by=by,
        about=conversation,
        child_id=conversation.child_id,
        way=Way.SCREEN,
    )
    return token


@transaction.atomic
def make_code(*, conversation: Conversation, by: User) -> str:
    """A code of eight digits that opens the conversation on another screen: once, for ten minutes."""
    _check_holder(conversation, by)
    return _with_code(_new_screen(conversation.child, conversation, by), by)


@transaction.atomic
def make_own_code(*, child: Child, by: User) -> str:
    """A code that lets the child in to its own pages: once, within ten minutes, for an hour."""
    if not access.may_make_own_code(by, child):
        raise PermissionDenied
    return _with_code(_new_screen(child, None, by), by)


def open_with_code(typed: str) -> Opened | None:
    """Nothing comes of a code that is wrong, used, too old or tried too often, and nothing tells which
    it was. A try is counted and stays counted, whatever follows."""
    digits = screens.digits_of(typed)
    which, whole = screens.fingerprints_of_code(digits)
    if not screens.waiting_for(which).update(tries=F("tries") + 1):
        return None
    with transaction.atomic():
        return _claimed(whole)


def _claimed(whole: str) -> Opened | None:
    """The one browser that comes first with the whole code gets the screen."""
    now = timezone.now()
    mine = ChildScreen.objects.filter(
        code=whole, token="", ended_at=None, started_at=None, expires_at__gt=now
    )
    found = mine.select_related("child", "conversation__adult", "opened_by").first()
    if found is None or not _still_allowed(found):
        return None
    if not mine.filter(pk=found.pk).update(code="", started_at=now):
        return None
    log.record(events.CODE_USED, by=None, about=found, child_id=found.child_id)
    if found.conversation:
        return Opened(found, token=_open(found, Way.CODE))
    _end(found, by=None)
    user = own_user(found.child, by=found.opened_by)
    return Opened(found, user=user) if children.is_the_child(user, found.child) else None


def _still_allowed(screen: ChildScreen) -> bool:
    """What let the adult make the code still holds when the child uses it."""
    if screen.child.merged_into_id or not screen.opened_by.is_active:
        return False
    if screen.conversation is None:
        return access.may_make_own_code(screen.opened_by, screen.child)
    over = screen.conversation.outcome in screens.OVER or screen.conversation.withdrawn_at
    return not over and access.may_hold(screen.opened_by, screen.conversation)


@transaction.atomic
def end_screen(*, screen: ChildScreen, by: User | None = None) -> None:
    """The child stops, or the adult closes it. What was put down stays until it is resumed."""
    _end(screen, by=by)


@transaction.atomic
def seen(*, screen: ChildScreen) -> None:
    """Somebody sits there: an hour without a sign of that ends the screen."""
    now = timezone.now()
    if screen.seen_at is None or now - screen.seen_at > NOTED_EVERY:
        screen.seen_at = now
        screen.save(update_fields=["seen_at"])


def _check_holder(conversation: Conversation, by: User) -> None:
    if not access.may_hold(by, conversation):
        raise PermissionDenied
    hold([conversation.child_id])
    conversation.refresh_from_db()
    rules.check_stands(conversation.withdrawn_at is None)
    rules.check_open(conversation.outcome)


def _new_screen(child: Child, conversation: Conversation | None, by: User) -> ChildScreen:
    key = screens.key_of(conversation) or _new_key() if conversation else ""
    return ChildScreen.objects.create(
        child=child,
        conversation=conversation,
        key=key,
        opened_by=by,
        expires_at=timezone.now() + rules.CODE_LASTS,
    )


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _with_code(screen: ChildScreen, by: User) -> str:
    """Eight digits whose first half no other waiting code has: a wrong try counts against one alone.
    Codes that the same child was given before, for the same, stop working."""
    earlier = ChildScreen.objects.filter(child=screen.child, conversation=screen.conversation)
    earlier = earlier.exclude(pk=screen.pk).filter(token="", ended_at=None)
    earlier.update(ended_at=timezone.now(), code="")
    digits = _free_digits()
    screen.code = screens.fingerprints_of_code(digits)[1]
    screen.save(update_fields=["code"])
    log.record(events.CODE_MADE, by=by, about=screen, child_id=screen.child_id)
    return digits


def _free_digits() -> str:
    while True:
        digits = f"{secrets.randbelow(10**8):08d}"
        which, _whole = screens.fingerprints_of_code(digits)
        if not screens.waiting_for(which).exists():
            return digits


def _open(screen: ChildScreen, way: Way) -> str:
    """One screen at a time: the child is never at two."""
    now, token = timezone.now(), secrets.token_urlsafe(32)
    others = ChildScreen.objects.filter(conversation=screen.conversation, ended_at=None)
    others.exclude(pk=screen.pk).exclude(token="").update(ended_at=now, token="")
    screen.token = screens.fingerprint_of_token(token)
    screen.code, screen.started_at, screen.seen_at = "", now, now
    screen.expires_at = now + rules.SCREEN_LIFE
    screen.save(update_fields=["token", "code", "started_at", "seen_at", "expires_at"])
    conversation = screen.conversation
    if conversation:
        conversation.way = way
        conversation.begun_at = conversation.begun_at or now
        conversation.save(update_fields=["way", "begun_at"])
    return token


def _end(screen: ChildScreen, *, by: User | None) -> None:
    going = ChildScreen.objects.filter(pk=screen.pk, ended_at=None)
    rules.check_screen_open(bool(going.update(ended_at=timezone.now(), token="", code="")))
    log.record(events.SCREEN_ENDED, by=by, about=screen, child_id=screen.child_id)
