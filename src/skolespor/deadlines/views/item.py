from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.children.doors import forbid, log_shown, refuse
from skolespor.core import drafts
from skolespor.core.doors import View
from skolespor.core.forms import rules_shown_on
from skolespor.deadlines import access, events
from skolespor.deadlines.actions import handling as actions
from skolespor.deadlines.forms import DoneForm, PutOffForm, SetAsideForm
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.presenters import pages
from skolespor.deadlines.queries import item as queries
from skolespor.deadlines.queries.lists import child_of, item_for
from skolespor.deadlines.rules.keeping import asks_next


def of_item(view: Callable[..., HttpResponse]) -> View:
    """Behind the door: the item, if the reader may see it, and a line in the log. 404 to everybody
    else, whatever number was guessed; a refused visit stands in the log of the child whose it is."""

    @wraps(view)
    def entered(request: SignedInRequest, item_id: int, **kwargs: Any) -> HttpResponse:
        item = item_for(item_id, reader=request.user)
        if item is None:
            refuse(request, Permission.DEADLINE_VIEW, child_id=child_of(item_id))
        log_shown(events.SEEN, [item.child], request=request)
        return view(request, item, **kwargs)

    return entered


def handling(view: Callable[..., HttpResponse]) -> View:
    """The same, for those who may do something with it; readers get 403."""

    @of_item
    @wraps(view)
    def entered(request: SignedInRequest, item: Deadline, **kwargs: Any) -> HttpResponse:
        if not access.may_handle(request.user, item):
            forbid(request, Permission.DEADLINE_VIEW, child_id=item.child_id)
        return view(request, item, **kwargs)

    return entered


@signed_in_door
@of_item
def show(request: SignedInRequest, item: Deadline) -> HttpResponse:
    facts = pages.page(queries.seen(item, reader=request.user))
    return render(request, "deadlines/item.html", facts)


@signed_in_door
@handling
def done(request: SignedInRequest, item: Deadline) -> HttpResponse:
    asked = {
        "municipalities": queries.municipalities() if actions.notifies(item.rule) else None,
        "asks_next": asks_next(item.rule),
    }

    def send(form: forms.Form) -> str:
        actions.done(item=item, by=request.user, **form.cleaned_data)
        return _("Det er skrevet.")

    return _form(request, item, DoneForm, send, heading=_("Det er klaret"), **asked)


@signed_in_door
@handling
def put_off(request: SignedInRequest, item: Deadline) -> HttpResponse:
    def send(form: forms.Form) -> str:
        actions.put_off(item=item, by=request.user, **form.cleaned_data)
        return _("Fristen er udsat.")

    return _form(request, item, PutOffForm, send, heading=_("Udsæt"))


@signed_in_door
@handling
def set_aside(request: SignedInRequest, item: Deadline) -> HttpResponse:
    def send(form: forms.Form) -> str:
        actions.set_aside(item=item, by=request.user, **form.cleaned_data)
        return _("Fristen er lagt væk.")

    return _form(request, item, SetAsideForm, send, heading=_("Gælder ikke her"))


@signed_in_door
@require_POST
@handling
def reopen(request: SignedInRequest, item: Deadline) -> HttpResponse:
    actions.reopen(item=item, by=request.user)
    messages.success(request, _("Fristen er åben igen."))
    return redirect("deadlines:item", item.pk)


def _form(
    request: SignedInRequest,
    item: Deadline,
    kind: type[forms.Form],
    send: Callable[[forms.Form], str],
    *,
    heading: str,
    **asked: Any,
) -> HttpResponse:
    """A form about one item. What is typed is kept for its writer until it is sent."""
    name = f"deadline-{kind.__name__.lower()}"
    key: Any = {"owner_id": request.user.pk, "form": name, "subject": str(item.pk)}
    begins = drafts.answers_of(drafts.waiting(**key))
    form = kind(request.POST or None, initial=begins, **asked)
    if form.is_valid():
        with rules_shown_on(form):
            words = send(form)
            drafts.sent(**key)
            messages.success(request, words)
            return redirect("deadlines:item", item.pk)
    facts = {"form": form, "heading": heading, "draft": key, **pages.about(item)}
    return render(request, "deadlines/form.html", facts)
