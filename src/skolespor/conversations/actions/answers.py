"""What a child puts down on its screen: kept while it works, and made into statements when it fits."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.children import access as children
from skolespor.children.actions.holding import hold
from skolespor.conversations import rules
from skolespor.conversations.actions import outcome
from skolespor.conversations.actions.kept import leave_nothing, say_kept
from skolespor.conversations.actions.own import own_user
from skolespor.conversations.actions.screens import end_screen
from skolespor.conversations.models import ChildAnswer, ChildScreen, Conversation
from skolespor.conversations.queries import guide, steps
from skolespor.conversations.queries.screens import talk_of
from skolespor.conversations.states import Way
from skolespor.promises.drawings import check_drawing
from skolespor.promises.rules import Sharing


@dataclass(frozen=True)
class Kept:
    """What stands of an answer now. `is_late` when what came was not written over it."""

    row: ChildAnswer
    is_late: bool = False


@transaction.atomic
def keep_answer(
    *,
    screen: ChildScreen,
    step: str,
    text: str | None = None,
    drawing: object = None,
    sharing: str | None = None,
    turn: int | None = None,
    page: str = "",
) -> Kept:
    """Keep one answer as it stands now; what is not given is left as it was. An open `page` counts its
    `turn`s from the one it has seen: what it sends twice is one answer, and what comes late, or from a
    page that has not seen what another has written, is not written over what is newer."""
    conversation = _held(screen)
    changes = _checked(conversation.band, step, text, drawing, sharing)
    row, _new = ChildAnswer.objects.get_or_create(conversation=conversation, step=step)
    wanted = row.turn + 1 if turn is None else turn
    if wanted < row.turn or (wanted == row.turn and page != row.page):
        return Kept(row, is_late=True)
    for name, value in changes.items():
        setattr(row, name, value)
    row.turn, row.page = wanted, page
    row.save(update_fields=[*changes, "turn", "page", "saved_at"])
    return Kept(row)


def _held(screen: ChildScreen) -> Conversation:
    """The screen's conversation, while nobody else changes it; the screen must still be open."""
    hold([screen.child_id])
    rules.check_screen_open(ChildScreen.objects.filter(pk=screen.pk, ended_at=None).exists())
    conversation = talk_of(screen)
    conversation.refresh_from_db()
    rules.check_open(conversation.outcome)
    return conversation


def _checked(
    band: str, step: str, text: str | None, drawing: object, sharing: str | None
) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    words = _whole((text or "").replace("\r\n", "\n"))
    rules.check_answer(step, words, steps=steps.steps_of(band))
    if text is not None:
        changes["text"] = _fitting(band, step, words)
    if drawing is not None:
        changes["drawing"] = check_drawing(drawing)
    if sharing is not None:
        rules.check_sharing(sharing, known=frozenset(Sharing))
        changes["sharing"] = sharing
    return changes


def _whole(text: str) -> str:
    """Half of a sign outside the first plane, as a browser may send when it cuts an emoji in two, can be
    kept nowhere: it is left out, and the words around it stay."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _fitting(band: str, step: str, text: str) -> str:
    """Cards and scales are chosen, not written."""
    scale = guide.scale_of(band)
    if step == steps.CARDS:
        return ",".join(steps.known_themes(text.split(",")))
    if step == scale.id:
        rules.check_scale(steps.is_on(scale, text))
    return text


@transaction.atomic
def finish(*, screen: ChildScreen) -> None:
    """The child says that it fits. Every answer becomes a statement with the sharing it has chosen, the
    conversation is held and read, and what was kept on the way is gone."""
    conversation = _held(screen)
    by = _writer(screen, conversation)
    today = timezone.localdate()
    say_kept(conversation=conversation, by=by)
    conversation.themes = steps.chosen_themes(conversation, steps.answers_of(conversation))
    conversation.save(update_fields=["themes"])
    way = Way(conversation.way or Way.SCREEN)
    outcome.end_held(conversation=conversation, talked_on=today, way=way, by=by)
    outcome.child_says_ok(conversation=conversation, by=by)
    _close(screen, conversation, by)


@transaction.atomic
def decline(*, screen: ChildScreen) -> None:
    """*Ikke i dag*. With words already put down, it is a pause: nothing that was said is thrown away."""
    conversation = _held(screen)
    if steps.has_words(conversation):
        end_screen(screen=screen)
        return
    by = _writer(screen, conversation)
    outcome.decline(conversation=conversation, on=timezone.localdate(), by=by)
    _close(screen, conversation, by)


def _writer(screen: ChildScreen, conversation: Conversation) -> User:
    """The child itself; its adult where the child's own seat has been closed."""
    child = conversation.child
    user = own_user(child, by=screen.opened_by)
    return user if children.is_the_child(user, child) else screen.opened_by


def _close(screen: ChildScreen, conversation: Conversation, by: User) -> None:
    """Nothing of it stays on the way: no answers, no key to words that waited on a device."""
    end_screen(screen=screen, by=by)
    leave_nothing(conversation=conversation)
