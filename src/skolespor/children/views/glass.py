from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest, origin_of
from skolespor.accounts.permissions import Permission
from skolespor.children import events
from skolespor.children.actions import break_glass as actions
from skolespor.children.actions.search import on_duty
from skolespor.children.doors import (
    ChildRequest,
    child_door,
    log_shown,
    refuse,
    step_of,
)
from skolespor.children.forms.creation import SearchForm
from skolespor.children.forms.glass import BreakGlassForm, ReviewForm
from skolespor.children.models import Child
from skolespor.children.presenters.glass import numbers_of
from skolespor.children.queries import glass as queries
from skolespor.children.views.frame import done, show
from skolespor.core.forms import rules_shown_on

ON_A_PAGE = 30
FOUND = "found_on_duty"
"""The session's key for the numbers of children found by the last search."""


@child_door(Permission.CHILD_VIEW)
def end(request: ChildRequest, child: Child) -> HttpResponse:
    """»Jeg er færdig«: asked once, so that a link alone closes nothing."""
    if request.method != "POST":
        return show(request, child, "children/child_end_glass.html")
    actions.end_break_glass(child=child, by=request.user)
    return done(request, child, _("Nødadgangen er slut."), "workspace:child")


@organisation_door(Permission.BREAK_GLASS)
def search(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """Find the child exactly, by number or name. What is found can be opened in this session."""
    form = SearchForm(request.POST or None)
    page: dict[str, Any] = {"form": form}
    if form.is_valid():
        with rules_shown_on(form):
            asked = form.asked(origin=origin_of(request), step=step_of(request))
            found = on_duty(asked, by=request.user)
            _remember(request, found)
            page |= {"found": found, "open": queries.already_open(found, reader=request.user)}
            if not found:
                page["numbers"] = numbers_of(queries.on_duty_for(reader=request.user))
    return render(request, "children/glass_search.html", page)


def _remember(request: SignedInRequest, found: list[Child]) -> None:
    """The glass is only broken for a child that was searched for: no guessing of numbers."""
    request.session[FOUND] = [child.pk for child in found]


@organisation_door(Permission.BREAK_GLASS)
def break_glass(request: SignedInRequest, organisations: Any, pk: int) -> HttpResponse:
    """Whom can you call? If nobody: a sentence of reason, and the child's page opens today.

    For a number that was not found by a search there is no such page, whether there is a child or not.
    """
    child = queries.child_on_duty(pk, reader=request.user)
    if child and queries.already_open([child], reader=request.user):
        return redirect("workspace:child", child.pk)
    if child is None or child.pk not in request.session.get(FOUND, []):
        refuse(request, Permission.BREAK_GLASS, child_id=pk)
    form = BreakGlassForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.break_glass(child=child, by=request.user, **form.cleaned_data)
            return redirect("workspace:child", child.pk)
    log_shown(events.LISTED, [child], request=request)
    page = {"form": form, "child": child, "numbers": numbers_of([child.acting_municipality])}
    return render(request, "children/break_glass.html", page)


@organisation_door(Permission.LOG_CONTROL, Permission.CASELOAD_HAND_OVER)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """Who used break-glass, when and why; without the children's names."""
    told = queries.uses(reader=request.user)
    page = Paginator(told, ON_A_PAGE).get_page(request.GET.get("side"))
    uses = queries.as_seen(list(page), reader=request.user)
    log_shown(events.LISTED, {Child(pk=use.glass.child_id) for use in uses}, request=request)
    return render(request, "children/glass_list.html", {"page": page, "uses": uses})


@organisation_door(Permission.LOG_CONTROL)
def review(request: SignedInRequest, organisations: Any, glass_id: int) -> HttpResponse:
    """Was it in order? Who used it is told the answer."""
    glass = queries.use(glass_id, reader=request.user)
    if glass is None:
        refuse(request, Permission.LOG_CONTROL)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.review(glass=glass, by=request.user, **form.facts())
            messages.success(
                request, _("Svaret er gemt, og den, der brugte nødadgangen, får besked.")
            )
            return redirect("children:glass_list")
    log_shown(events.LISTED, [glass.child], request=request)
    is_asked = form.is_bound or glass.reviewed_at is None
    page = {"form": form, "glass": glass, "is_asked": is_asked}
    return render(request, "children/glass_review.html", page)
