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
from skolespor.children.forms.caseloads import AssignForm, HandOverForm
from skolespor.children.queries import caseloads as queries
from skolespor.core.forms import rules_shown_on

ON_A_PAGE = 30


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
