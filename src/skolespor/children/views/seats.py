from django.http import HttpResponse
from django.utils.translation import gettext as _

from skolespor.accounts.permissions import Permission
from skolespor.children.actions import seats as actions
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.forms.parts import ReasonForm
from skolespor.children.forms.seats import EndSeatForm, GiveSeatForm
from skolespor.children.models import Child
from skolespor.children.presenters import previews
from skolespor.children.queries import choices, people
from skolespor.children.views.frame import done, found, knowing, show
from skolespor.core.forms import rules_shown_on

WHO_SEES = "children:who_sees"


@child_door(Permission.SEAT_GIVE)
@knowing
def give_seat(request: ChildRequest, child: Child) -> HttpResponse:
    """Let a further person in, by that person's job."""
    jobs = choices.seat_holders(child, reader=request.user)
    form = GiveSeatForm(request.POST or None, jobs=jobs)
    if form.is_valid():
        with rules_shown_on(form):
            actions.give_seat(child=child, by=request.user, **form.cleaned_data)
            return done(request, child, _("Personen har fået en plads."), WHO_SEES)
    facts = {"form": form, "is_protected": child.is_protected, "has_choice": bool(jobs)}
    return show(request, child, "children/seat_give.html", facts=facts, tab=WHO_SEES)


@child_door(Permission.SEAT_CLOSE)
@knowing
def end_seat(request: ChildRequest, child: Child, seat_id: int) -> HttpResponse:
    """Set a seat's last day."""
    seat = found(people.seat_at(child, seat_id, reader=request.user))
    form = EndSeatForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.end_seat(seat=seat, by=request.user, **form.cleaned_data)
            return done(request, child, _("Pladsen har fået en sidste dag."), WHO_SEES)
    losing = people.losing(child, [seat], reader=request.user)
    facts = {"form": form, "preview": previews.on_some_day([seat], losing), "seat_id": seat_id}
    return show(request, child, "children/seat_end.html", facts=facts, tab=WHO_SEES)


@child_door(Permission.SEAT_CLOSE)
@knowing
def close_seat(request: ChildRequest, child: Child, seat_id: int) -> HttpResponse:
    """Luk adgang nu: who is out, and why."""
    seat = found(people.seat_at(child, seat_id, reader=request.user))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.close_seat(seat=seat, by=request.user, **form.cleaned_data)
            return done(request, child, _("Adgangen er lukket."), WHO_SEES)
    losing = people.losing(child, [seat], reader=request.user)
    facts = {"form": form, "preview": previews.at_once([seat], losing)}
    return show(request, child, "children/seat_close.html", facts=facts, tab=WHO_SEES)


@child_door(Permission.SEAT_CLOSE)
@knowing
def close_naming(request: ChildRequest, child: Child, naming_id: int) -> HttpResponse:
    """The same for one person whom a leader has named."""
    naming = found(people.naming_at(child, naming_id, reader=request.user))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.close_naming(naming=naming, by=request.user, **form.cleaned_data)
            return done(request, child, _("Adgangen er lukket."), WHO_SEES)
    losing = people.losing_naming(child, naming, reader=request.user)
    facts = {"form": form, "preview": previews.at_once([], losing)}
    return show(request, child, "children/seat_close.html", facts=facts, tab=WHO_SEES)
