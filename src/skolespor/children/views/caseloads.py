from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.children import events
from skolespor.children.actions import caseload as actions
from skolespor.children.doors import log_shown, refuse
from skolespor.children.forms.caseloads import AssignForm, FactsFilter, HandOverForm
from skolespor.children.queries import caseloads as queries
from skolespor.children.queries import facts
from skolespor.core.downloads import csv_download
from skolespor.core.forms import rules_shown_on
from skolespor.core.searches import remember, remembered

ON_A_PAGE = 30


@organisation_door(Permission.FACTS_OF_PLACE, Permission.FACTS_OF_MUNICIPALITY)
def fact_list(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """A line about each child of the house or the municipality: keys first, details after."""
    if request.method == "POST":
        return remember(request, "facts")
    form = FactsFilter(remembered(request, "facts"))
    keys = facts.facts_of(form.wanted(), reader=request.user).values_list("pk", flat=True)
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("side"))
    shown = facts.fact_page(list(page), reader=request.user)
    log_shown(events.LISTED, shown, request=request)
    lines = facts.fact_lines(shown, reader=request.user)
    return render(request, "children/facts.html", {"form": form, "page": page, "lines": lines})


@organisation_door(Permission.FACTS_OF_PLACE, Permission.FACTS_OF_MUNICIPALITY)
def fact_file(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """The same list with the same search, all pages, as a file."""
    form = FactsFilter(remembered(request, "facts"))
    keys = facts.facts_of(form.wanted(), reader=request.user).values_list("pk", flat=True)
    taken = facts.fact_page(list(keys), reader=request.user)
    log_shown(events.EXPORTED, taken, request=request)
    lines = facts.fact_lines(taken, reader=request.user)
    return csv_download("skolespor-kendsgerninger", facts.HEAD, [line.cells for line in lines])


@organisation_door(Permission.CASELOAD_HAND_OVER)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """Children that have nobody, colleagues who have left, then everybody's number of children."""
    waiting = queries.with_nobody(reader=request.user)
    page = Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("side"))
    log_shown(events.LISTED, page, request=request)
    loads = queries.caseloads(reader=request.user)
    return render(request, "children/caseloads.html", {"page": page, "loads": loads})


@organisation_door(Permission.CASELOAD_HAND_OVER)
def hand_over(request: SignedInRequest, organisations: Any, job_id: int) -> HttpResponse:
    """To whom and from when; then what will happen; then it is done."""
    giver = queries.caseload(job_id, reader=request.user)
    if giver is None:
        refuse(request, Permission.CASELOAD_HAND_OVER)
    form = _hand_over_form(request, giver)
    page = {"form": form, "giver": giver}
    if "edit" not in request.POST and form.is_valid():
        plan = form.plan()
        with rules_shown_on(form):
            if "confirmed" in request.POST:
                count = actions.hand_over(by=request.user, **plan.facts())
                return _handed_over(request, plan, count)
            actions.check_hand_over(by=request.user, **plan.facts())
            page["plan"] = plan
    log_shown(events.LISTED, [seat.child for seat in form.children.values()], request=request)
    return render(request, "children/hand_over.html", page)


def _hand_over_form(request: SignedInRequest, giver: queries.Caseload) -> HandOverForm:
    return HandOverForm(
        request.POST if request.method == "POST" else None,
        giver=giver,
        seats=queries.children_of(giver.job, reader=request.user),
        receivers=queries.receivers(giver.job, reader=request.user),
    )


def _handed_over(request: SignedInRequest, plan: queries.HandingOver, count: int) -> HttpResponse:
    said = ngettext(
        "{count} barn er givet videre til {person}. Ingen løfter er tabt.",
        "{count} børn er givet videre til {person}. Ingen løfter er tabt.",
        count,
    )
    messages.success(request, said.format(count=count, person=plan.receiver.user))
    return redirect("children:caseloads")


@organisation_door(Permission.CASELOAD_HAND_OVER)
def assign(request: SignedInRequest, organisations: Any, pk: int) -> HttpResponse:
    """Give a child that has no case worker one."""
    child = queries.child_to_assign(pk, reader=request.user)
    if child is None:
        refuse(request, Permission.CASELOAD_HAND_OVER, child_id=pk)
    owners = queries.owners_to_be(reader=request.user)
    form = AssignForm(request.POST if request.method == "POST" else None, owners=owners)
    if form.is_valid():
        with rules_shown_on(form):
            actions.assign(child=child, by=request.user, **form.cleaned_data)
            said = _("{person} er nu barnets rådgiver.")
            messages.success(request, said.format(person=form.cleaned_data["job"].user))
            return redirect("children:caseloads")
    log_shown(events.LISTED, [child], request=request)
    page = {"form": form, "child": child, "owners": owners}
    return render(request, "children/assign.html", page)
