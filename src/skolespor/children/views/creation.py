from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest, origin_of
from skolespor.accounts.permissions import Permission
from skolespor.children import access
from skolespor.children.actions import search as searches
from skolespor.children.actions.creation import DRAFT, check_child, create_child_once
from skolespor.children.doors import step_of
from skolespor.children.forms.creation import CreateForm, SearchForm
from skolespor.children.models import Child
from skolespor.children.queries.creation import beginning, first_seats
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on


@organisation_door(Permission.CHILD_CREATE)
def search(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """First look whether the child is here. What was typed goes with the person to the next page,
    by POST."""
    form, found = SearchForm(request.POST or None), None
    if form.is_valid():
        with rules_shown_on(form):
            asked = form.asked(origin=origin_of(request), step=step_of(request))
            found = searches.before_creating(asked, by=request.user)
    carried = SearchForm(request.POST or None, auto_id=False)
    draft = drafts.waiting(owner_id=request.user.pk, **DRAFT)
    page = {"form": form, "found": found, "carried": carried, "draft": draft}
    return render(request, "children/create_search.html", page)


@organisation_door(Permission.CHILD_CREATE)
def create(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """One page to write on, one that says who gets a seat; then the child is there."""
    form = _form(request)
    if "edit" not in request.POST and form.is_valid():
        with rules_shown_on(form):
            facts = form.facts()
            if "confirmed" in request.POST:
                token = form.cleaned_data["token"]
                child = create_child_once(token=token, by=request.user, **facts)
                return _arrived(request, child)
            check_child(by=request.user, **facts)
            page = {"form": form, "seats": first_seats(form.begin.job, **facts)}
            return render(request, "children/create_confirm.html", page)
    return render(request, "children/create.html", {"form": form, "draft": DRAFT})


def _form(request: SignedInRequest) -> CreateForm:
    """Empty with one's draft in it, begun with what was searched for, or sent."""
    begin = beginning(reader=request.user)
    if begin is None:
        raise PermissionDenied
    if request.method != "POST":
        draft = drafts.waiting(owner_id=request.user.pk, **DRAFT)
        return CreateForm(begin, given=drafts.answers_of(draft))
    if "begin" in request.POST:
        return CreateForm(begin, given=request.POST.dict())
    return CreateForm(begin, request.POST)


def _arrived(request: SignedInRequest, child: Child) -> HttpResponse:
    """Whoever got a seat goes to the child; a head teacher to the page where staff is named."""
    messages.success(request, _("Barnet er oprettet."))
    if access.may(request.user, Permission.CHILD_VIEW, child):
        return redirect("workspace:child", child.pk)
    return redirect("children:naming")
