"""What the pages of one conversation have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door, forbid
from skolespor.children.models import Child
from skolespor.children.views.frame import found, knowing
from skolespor.conversations import access
from skolespor.conversations.queries import page
from skolespor.core.doors import View

HERE = "conversations:child"


def holding(view: Callable[..., HttpResponse]) -> View:
    """A page for the adult who holds the conversation. Of one that the reader may not know of there is
    no page; who knows of it and does not hold it is refused, and both are logged."""

    @child_door(Permission.CONVERSATION_HOLD)
    @knowing
    @wraps(view)
    def entered(
        request: ChildRequest, child: Child, conversation_id: int, **kwargs: Any
    ) -> HttpResponse:
        conversation = found(page.conversation_of(child, conversation_id, reader=request.user))
        if not access.may_hold(request.user, conversation):
            forbid(request, Permission.CONVERSATION_HOLD, child_id=child.pk)
        return view(request, child, conversation, **kwargs)

    return entered
