"""What the pages of one conversation have in common."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.views.frame import found, knowing
from skolespor.conversations import access
from skolespor.conversations.queries import page
from skolespor.core.doors import View

HERE = "conversations:child"


def _holds(request: ChildRequest, child: Child, *, conversation_id: int) -> bool:
    conversation = page.conversation_of(child, conversation_id, reader=request.user)
    return conversation is None or access.may_hold(request.user, conversation)


def holding(view: Callable[..., HttpResponse]) -> View:
    """A page for the adult who holds the conversation. Of one that the reader may not know of there is
    no page; who knows of it and does not hold it is refused, and both are logged."""

    @child_door(Permission.CONVERSATION_HOLD, may=_holds)
    @knowing
    @wraps(view)
    def entered(request: ChildRequest, child: Child, conversation_id: int) -> HttpResponse:
        conversation = found(page.conversation_of(child, conversation_id, reader=request.user))
        return view(request, child, conversation)

    return entered
