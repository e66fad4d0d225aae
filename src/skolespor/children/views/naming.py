from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.access import permissions_of
from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.children import events
from skolespor.children.actions import seats as actions
from skolespor.children.doors import log_shown, refuse
from skolespor.children.forms.naming import NameForm, RenewForm
from skolespor.children.queries import naming as queries
from skolespor.core.forms import day_words, rules_shown_on

ON_A_PAGE = 30


@organisation_door(Permission.STAFF_NAME)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """The children of the house, and whom one has named for each."""
    keys = queries.seats_to_staff(reader=request.user).values_list("pk", flat=True)
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("side"))
    pupils = queries.pupils(list(page), reader=request.user)
    log_shown(events.LISTED, {pupil.child for pupil in pupils}, request=request)
    wants_renewal = queries.to_renew(reader=request.user).exists()
    shown = {"page": page, "pupils": pupils, "wants_renewal": wants_renewal}
    return render(request, "children/naming.html", shown)


@organisation_door(Permission.STAFF_NAME)
def name_staff(request: SignedInRequest, organisations: Any, seat_id: int) -> HttpResponse:
    """Let one of the staff in on the house's seat for one child."""
    seat = queries.seat_to_staff(seat_id, reader=request.user)
    if seat is None:
        refuse(request, Permission.STAFF_NAME)
    staff, roles = queries.naming_choices(seat, reader=request.user), queries.roles_at(seat)
    form = NameForm(request.POST if request.method == "POST" else None, staff=staff, roles=roles)
    if form.is_valid():
        with rules_shown_on(form):
            naming = actions.name_staff(seat=seat, by=request.user, **form.facts())
            said = _("{person} er valgt til og med {date}.")
            person, date = naming.job.user, day_words(naming.until)
            messages.success(request, said.format(person=person, date=date))
            return redirect("children:naming")
    log_shown(events.LISTED, [seat.child], request=request)
    until = queries.last_day_of(seat)
    page = {"seat": seat, "form": form, "has_staff": bool(staff), "until": until}
    return render(request, "children/name_staff.html", page)


@organisation_door(Permission.STAFF_NAME)
def end_naming(request: SignedInRequest, organisations: Any, naming_id: int) -> HttpResponse:
    """Take somebody off a child, after a page that says what it means."""
    naming = queries.current_naming(naming_id, reader=request.user)
    if naming is None:
        refuse(request, Permission.STAFF_NAME)
    if request.method == "POST":
        actions.end_naming(naming=naming, by=request.user)
        said = _("{person} er ikke længere valgt. Adgangen er lukket.")
        messages.success(request, said.format(person=naming.job.user))
        return redirect("children:naming")
    log_shown(events.LISTED, [naming.seat.child], request=request)
    closes = _("{person} kan ikke se {child} længere.").format(
        person=naming.job.user, child=naming.seat.child
    )
    return render(request, "children/naming_end.html", {"naming": naming, "closes": [closes]})


def _after_renewing(request: SignedInRequest) -> str:
    """Back to the work with the new school year, for those who have more to do there."""
    has_more = Permission.GRADE_RENEW in permissions_of(request.user)
    return "workspace:new_year" if has_more else "children:naming"


@organisation_door(Permission.STAFF_NAME)
def renew(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """August: everybody in one list. Who stays, who stops, and who has nobody?"""
    waiting = list(queries.to_renew(reader=request.user))
    form = RenewForm(request.POST if request.method == "POST" else None, waiting=waiting)
    if form.is_valid():
        with rules_shown_on(form):
            count = actions.renew_namings(by=request.user, **form.facts())
            said = ngettext("{count} voksen bliver.", "{count} voksne bliver.", count)
            messages.success(request, said.format(count=count))
            return redirect(_after_renewing(request))
    alone = queries.with_nobody(reader=request.user)
    shown = {naming.seat.child for naming in waiting} | {pupil.child for pupil in alone}
    log_shown(events.LISTED, shown, request=request)
    page = {"form": form, "waiting": waiting, "alone": alone}
    return render(request, "children/renew.html", page)
