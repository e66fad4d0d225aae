from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.views.frame import done, found, head_of, knowing
from skolespor.children.views.frame import show as in_frame
from skolespor.conversations.actions import talking as actions
from skolespor.conversations.forms.writing import AgreementForm, OneItemForm
from skolespor.conversations.models import Conversation
from skolespor.conversations.presenters import page as presenters
from skolespor.conversations.queries import page
from skolespor.conversations.views.parts import HERE, holding
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on


@child_door(Permission.CONVERSATION_VIEW)
@knowing
def show(request: ChildRequest, child: Child, conversation_id: int) -> HttpResponse:
    """One conversation: what was said, as far as its reader may know it; to read together."""
    conversation = found(page.conversation_of(child, conversation_id, reader=request.user))
    head = head_of(request, child)
    said = page.said_in(conversation, reader=request.user)
    is_mine = page.is_holder(head, conversation)
    facts = presenters.page(
        head, conversation, said, is_mine=is_mine, is_left=page.is_left(head, conversation)
    )
    template = "conversations/own.html" if head.is_own else "conversations/show.html"
    return in_frame(request, child, template, head=head, tab=HERE, facts=facts)


@holding
def add(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """One thing more."""
    key = _key(request, "more-words", conversation)
    begins = drafts.answers_of(drafts.waiting(**key))
    form = OneItemForm(request.POST or None, band=conversation.band, initial=begins)
    if form.is_valid():
        with rules_shown_on(form):
            actions.add(conversation=conversation, words=form.words, by=request.user)
            return _kept(request, conversation, key, _("Det er skrevet."))
    heading = _("Skriv mere, som barnet sagde")
    return _form(request, child, conversation, form, key, heading)


@holding
def agree(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """*En aftale*: who does what, and by when."""
    key = _key(request, "agreement", conversation)
    begins = {"owner": request.user.pk} | drafts.answers_of(drafts.waiting(**key))
    people = page.task_takers(child)
    form = AgreementForm(request.POST or None, people=people, initial=begins)
    if form.is_valid():
        said = form.cleaned_data | {"owner": form.cleaned_data["owner"].user}
        with rules_shown_on(form):
            actions.agree(conversation=conversation, by=request.user, **said)
            return _kept(request, conversation, key, _("Aftalen er skrevet."))
    return _form(request, child, conversation, form, key, _("En aftale"))


@holding
@require_POST
def child_ok(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """*Barnet siger ok*."""
    actions.read_to_the_child(conversation=conversation, by=request.user)
    return done(request, child, _("Godt. Barnet har sagt ok til det, der står."), HERE)


def _kept(request: ChildRequest, conversation: Conversation, key: Any, words: str) -> HttpResponse:
    drafts.sent(**key)
    messages.success(request, words)
    return redirect("conversations:show", conversation.child_id, conversation.pk)


def _form(
    request: ChildRequest,
    child: Child,
    conversation: Conversation,
    form: Any,
    key: Any,
    heading: str,
) -> HttpResponse:
    facts = {
        "form": form,
        "heading": heading,
        "draft": key,
        "back": presenters.back(conversation),
    }
    return in_frame(request, child, "conversations/form.html", tab=HERE, facts=facts)


def _key(request: ChildRequest, form: str, conversation: Conversation) -> Any:
    subject = f"{conversation.child_id}-{conversation.pk}"
    return {"owner_id": request.user.pk, "form": form, "subject": subject}
