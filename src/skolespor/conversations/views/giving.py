"""An adult gives a child a screen: this one, or another by a code."""

from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.views.frame import found, knowing, show
from skolespor.conversations import access
from skolespor.conversations.actions import screens
from skolespor.conversations.actions.browsers import adult_leaves
from skolespor.conversations.doors import give_token
from skolespor.conversations.models import Conversation
from skolespor.conversations.presenters import giving
from skolespor.conversations.queries.screens import to_give
from skolespor.core.doors import View


def _gives(request: ChildRequest, child: Child, *, conversation_id: int) -> bool:
    conversation = to_give(child, conversation_id, reader=request.user)
    return conversation is None or access.may_hold(request.user, conversation)


def talking(view: View) -> View:
    """Behind the door: the conversation of this child that the reader holds."""

    @wraps(view)
    def entered(request: ChildRequest, child: Child, conversation_id: int) -> HttpResponse:
        conversation = found(to_give(child, conversation_id, reader=request.user))
        return view(request, child, conversation)

    return entered


@child_door(Permission.CONVERSATION_HOLD, may=_gives)
@knowing
@talking
def hand_over(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """The adult is signed out here before the child sees anything."""
    if request.method == "POST":
        token = screens.hand_over(conversation=conversation, by=request.user)
        adult_leaves(request=request)
        return give_token(redirect("snak:talk"), token)
    return show(request, child, "conversations/hand_over.html", facts=giving.what_happens())


@child_door(Permission.CONVERSATION_HOLD, may=_gives)
@knowing
@talking
def make_code(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """Each press makes a new code; the one before no longer works."""
    facts: dict[str, Any] = {"conversation": conversation, "address": giving.address(request)}
    if request.method == "POST":
        made = screens.make_code(conversation=conversation, by=request.user)
        facts["code"] = giving.in_two(made)
    return show(request, child, "conversations/make_code.html", facts=facts)


@child_door(Permission.STATEMENT_WRITE)
@knowing
def own_code(request: ChildRequest, child: Child) -> HttpResponse:
    """A code for the child's own pages."""
    facts = {"address": giving.address(request)}
    if request.method == "POST":
        facts["code"] = giving.in_two(screens.make_own_code(child=child, by=request.user))
    return show(request, child, "conversations/own_code.html", facts=facts)
