"""Getting ready, saying the first sentence, writing while they talk, and reading it together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.conversations import events, rules
from skolespor.conversations.actions.kept import leave_nothing, say_kept
from skolespor.conversations.actions.outcome import CHECKED, TALKED, child_says_ok, end_held
from skolespor.conversations.actions.taking import record, take
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.guide import steps, themes
from skolespor.conversations.queries.page import agreements_in
from skolespor.conversations.queries.steps import answers_of, chosen_themes, has_words
from skolespor.conversations.states import WRITTEN, Way
from skolespor.deadlines.actions.facts import happened
from skolespor.deadlines.actions.handling import unfulfilled
from skolespor.promises.actions import saying
from skolespor.promises.actions.saying import Words
from skolespor.promises.models import Statement
from skolespor.promises.rules import MOST_AGREEMENTS, Sharing


@dataclass(frozen=True)
class Heard:
    """What came out of a talk: the cards that the child chose, what it said, and what it showed instead
    of talking."""

    talked_on: date
    items: Sequence[Words]
    themes: Collection[str] = ()
    showed: str = ""


@transaction.atomic
def prepare(*, conversation: Conversation, done: Collection[str], by: User) -> None:
    """What is ready so far, by the ids of the guide's steps."""
    take(conversation, by=by)
    known = [step for step, _words in steps("adult_steps") if step in done]
    if known != conversation.steps_done:
        conversation.steps_done = known
        conversation.save(update_fields=["steps_done"])
        record(events.PREPARED, conversation, by)


@transaction.atomic
def begin(*, conversation: Conversation, has_said: bool, by: User) -> None:
    """The adult has said the sentence on fetching help, and writes while they talk: together with the
    child, or on the telephone for a school without access."""
    take(conversation, by=by)
    rules.check_open(conversation.outcome)
    rules.check_said_first(has_said)
    conversation.way = Way.PHONE if conversation.on_behalf_of else Way.TOGETHER
    conversation.begun_at = conversation.begun_at or timezone.now()
    conversation.save(update_fields=["way", "begun_at"])
    record(events.BEGUN, conversation, by)


@transaction.atomic
def write_down(*, conversation: Conversation, heard: Heard, by: User) -> None:
    """Everything at once: the child's words as statements, each with who may know it, and that they have
    talked. What the child has put down itself on its screen comes first, and stands as it has chosen."""
    take(conversation, by=by)
    rules.check_open(conversation.outcome)
    rules.check_begun(is_begun(conversation))
    something = heard.items or heard.showed.strip() or has_words(conversation)
    rules.check_heard(bool(something))
    answers = answers_of(conversation)
    chosen = {*heard.themes, *(chosen_themes(conversation, answers) if answers else ())}
    say_kept(conversation=conversation, by=by)
    end_held(
        conversation=conversation,
        talked_on=heard.talked_on,
        way=Way(conversation.way),
        showed=heard.showed,
        by=by,
    )
    conversation.themes = [one.id for one in themes() if one.id in chosen]
    conversation.save(update_fields=["themes"])
    for words in heard.items:
        _say(conversation, words, by)
    leave_nothing(conversation=conversation)


@transaction.atomic
def add(*, conversation: Conversation, words: Words, by: User) -> Statement:
    """Something more that the child has said, while they read it together."""
    take(conversation, by=by)
    rules.check_held(conversation.outcome)
    said = _say(conversation, words, by)
    _unread(conversation, by)
    return said


@transaction.atomic
def agree(
    *,
    conversation: Conversation,
    text: str,
    owner: User,
    agreed_for: date | None,
    by: User,
    sharing: Sharing,
) -> Statement:
    """One of at most three agreements."""
    take(conversation, by=by)
    rules.check_held(conversation.outcome)
    rules.check_room_for_agreement(agreements_in(conversation).count(), most=MOST_AGREEMENTS)
    agreed = saying.promise(
        child=conversation.child,
        text=text,
        agreed_for=agreed_for,
        owner=owner,
        adult=conversation.adult,
        made_on=timezone.localdate(),
        by=by,
        sharing=sharing,
        ref=conversation.ref,
    )
    _unread(conversation, by)
    return agreed


@transaction.atomic
def read_to_the_child(*, conversation: Conversation, by: User) -> None:
    """The adult has read it with the child, who says ok."""
    take(conversation, by=by)
    child_says_ok(conversation=conversation, by=by)


def is_begun(conversation: Conversation) -> bool:
    """Whether the sentence was said before writing."""
    return conversation.begun_at is not None and conversation.way in WRITTEN


def _say(conversation: Conversation, words: Words, by: User) -> Statement:
    return saying.say(
        child=conversation.child,
        words=replace(words, text=words.text.strip()),
        adult=conversation.adult,
        said_on=conversation.talked_on or timezone.localdate(),
        by=by,
        ref=conversation.ref,
    )


def _unread(conversation: Conversation, by: User) -> None:
    """What has come since is to be read with the child too, within as many days from now."""
    if conversation.child_ok_on is None:
        return
    conversation.child_ok_on = None
    conversation.save(update_fields=["child_ok_on"])
    record(events.ADDED, conversation, by)
    child, ref = conversation.child, conversation.ref
    unfulfilled(child=child, rule=CHECKED, ref=ref, by=by)
    happened(TALKED, child, timezone.localdate(), ref, by=by)
