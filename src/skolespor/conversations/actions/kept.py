"""What a child has put down on its screen, when the talk ends: by the child, or by another."""

from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.steps import as_words
from skolespor.promises.actions.saying import say


@transaction.atomic
def say_kept(*, conversation: Conversation, by: User) -> None:
    """Every answer becomes a statement with the sharing that the child has chosen."""
    for words in as_words(conversation):
        say(
            child=conversation.child,
            words=words,
            adult=conversation.adult,
            said_on=timezone.localdate(),
            by=by,
            ref=conversation.ref,
        )


@transaction.atomic
def leave_nothing(*, conversation: Conversation) -> None:
    """Nothing of it stays on the way: no answers, no key to words that waited on a device."""
    conversation.answers.all().delete()
    conversation.screens.update(key="", code="", token="")
