from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.forms.parts import ReasonForm
from skolespor.children.models import Child
from skolespor.children.views.frame import done, found, knowing, show
from skolespor.conversations import access
from skolespor.conversations.actions import offering as actions
from skolespor.conversations.actions.outcome import decline as say_no
from skolespor.conversations.forms.offering import DeclineForm, OfferForm, PostponeForm
from skolespor.conversations.models import Conversation
from skolespor.conversations.presenters import page as presenters
from skolespor.conversations.queries import adults, page
from skolespor.conversations.queries.again import next_offer
from skolespor.conversations.views.parts import HERE, holding
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on


@child_door(Permission.CONVERSATION_HOLD)
@knowing
def offer(request: ChildRequest, child: Child) -> HttpResponse:
    """*Tilbyd en samtale*: with whom, when and where, as the child wants it."""
    key: Any = {"owner_id": request.user.pk, "form": "offer-talk", "subject": str(child.pk)}
    asked: dict[str, Any] = {
        "name": child.first_name,
        "adults": adults.adults_of(child),
        "for_others": access.may_write_for_others(request.user, child),
    }
    begins = {"adult": request.user.pk} | drafts.answers_of(drafts.waiting(**key))
    form = OfferForm(request.POST or None, initial=begins, **asked)
    if form.is_valid():
        adult = form.cleaned_data["adult"].user
        with rules_shown_on(form):
            made = actions.offer(child=child, adult=adult, plan=form.plan, by=request.user)
            drafts.sent(**key)
            if access.may_hold(request.user, made):
                messages.success(request, _("Samtalen er tilbudt. Du kan gøre klar med det samme."))
                return redirect("conversations:prepare", child.pk, made.pk)
            return done(request, child, _("Samtalen er tilbudt. Den voksne har fået besked."), HERE)
    facts = {"form": form, "draft_subject": key["subject"]}
    return show(request, child, "conversations/offer.html", tab=HERE, facts=facts)


@holding
def decline(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """*Barnet vil ikke i dag*: a good answer, asked again some weeks later."""
    today = timezone.localdate()
    key = _key(request, "declined-talk", conversation)
    begins = {"next_offer_on": next_offer(child, today)}
    begins |= drafts.answers_of(drafts.waiting(**key))
    form = DeclineForm(request.POST or None, initial=begins)
    if form.is_valid():
        with rules_shown_on(form):
            say_no(conversation=conversation, on=today, by=request.user, **form.cleaned_data)
            drafts.sent(**key)
            return done(request, child, _("Det er skrevet. Nej tak er et godt svar."), HERE)
    facts = {
        "form": form,
        "draft_subject": key["subject"],
        "back": presenters.back(conversation),
        "others": presenters.others(adults.adults_of(child), conversation),
    }
    return show(request, child, "conversations/decline.html", tab=HERE, facts=facts)


@holding
def postpone(request: ChildRequest, child: Child, conversation: Conversation) -> HttpResponse:
    """Another day. It stays offered."""
    form = PostponeForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.postpone(conversation=conversation, by=request.user, **form.cleaned_data)
            messages.success(request, _("I har aftalt en ny dag."))
            return redirect("conversations:show", child.pk, conversation.pk)
    facts = {"form": form, "back": presenters.back(conversation)}
    return show(request, child, "conversations/postpone.html", tab=HERE, facts=facts)


def _withdraws(request: ChildRequest, child: Child, *, conversation_id: int) -> bool:
    conversation = page.offer_of(child, conversation_id, reader=request.user)
    return conversation is None or access.may_withdraw(request.user, conversation)


@child_door(Permission.CONVERSATION_HOLD, may=_withdraws)
@knowing
def withdraw(request: ChildRequest, child: Child, conversation_id: int) -> HttpResponse:
    """It was offered by mistake: at another child, or twice."""
    conversation = found(page.offer_of(child, conversation_id, reader=request.user))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.withdraw(conversation=conversation, by=request.user, **form.cleaned_data)
            return done(request, child, _("Tilbuddet er trukket tilbage."), HERE)
    facts = {"form": form, "conversation": conversation}
    return show(request, child, "conversations/withdraw.html", tab=HERE, facts=facts)


def _key(request: ChildRequest, form: str, conversation: Conversation) -> Any:
    subject = f"{conversation.child_id}-{conversation.pk}"
    return {"owner_id": request.user.pk, "form": form, "subject": subject}
