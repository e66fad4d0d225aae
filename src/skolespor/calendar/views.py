from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door, signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.models import Organisation
from skolespor.accounts.permissions import Permission
from skolespor.calendar import access, actions, presenters, queries
from skolespor.calendar.forms import HolidayForm, YearForm
from skolespor.calendar.models import Holiday
from skolespor.calendar.rules.checks import years_open
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.forms import rules_shown_on

Places = QuerySet[Organisation]
ON_A_PAGE = 30


@signed_in_door
def index(request: SignedInRequest) -> HttpResponse:
    """To the first municipality one works in; others are told that there is none."""
    first = queries.plans_in_order(access.plans_where(request.user)).first()
    if first is None:
        return render(request, "calendar/none.html")
    return redirect("calendar:plan", first.pk)


@signed_in_door
def plan(request: SignedInRequest, municipality_id: int) -> HttpResponse:
    """A school year in a municipality: its holidays, its school days, and where they come from."""
    places = queries.plans_in_order(access.plans_where(request.user))
    place = get_object_or_404(places, pk=municipality_id)
    today = timezone.localdate()
    form = YearForm(request.GET or None, years=years_open(today))
    year = form.chosen(SchoolYear.of(today))
    form.initial = {"year": year.begins}
    schools = Paginator(queries.own_calendars_in(place, year), ON_A_PAGE)
    shown = presenters.plan_page(
        place,
        queries.calendar_of(place, year),
        queries.holidays_in(place, year),
        queries.notes_of(place, year),
    )
    about = {
        "form": form,
        "may_change": access.may_change(request.user, place),
        "page": schools.get_page(request.GET.get("side")),
        "municipalities": presenters.plan_tabs(places, place),
    }
    return render(request, "calendar/plan.html", {**shown, **about})


@organisation_door(Permission.CALENDAR_MANAGE)
def add(request: SignedInRequest, organisations: Places, municipality_id: int) -> HttpResponse:
    return _holiday_page(request, organisations, municipality_id)


@organisation_door(Permission.CALENDAR_MANAGE)
def edit(
    request: SignedInRequest, organisations: Places, municipality_id: int, holiday_id: int
) -> HttpResponse:
    return _holiday_page(request, organisations, municipality_id, holiday_id)


@organisation_door(Permission.CALENDAR_MANAGE)
def remove(
    request: SignedInRequest, organisations: Places, municipality_id: int, holiday_id: int
) -> HttpResponse:
    """Says what changes, then takes the holiday out of the plan."""
    place = _municipality(organisations, municipality_id)
    holiday = get_object_or_404(place.holidays, pk=holiday_id)
    if request.method == "POST":
        year = SchoolYear.of(holiday.since)
        actions.remove_holiday(holiday=holiday, by=request.user)
        messages.success(request, _("Ferien er fjernet fra planen."))
        return redirect(_address(place, year))
    shown = presenters.removal(holiday)
    return render(request, "calendar/remove.html", {"place": place, **shown})


def _holiday_page(
    request: SignedInRequest,
    organisations: Places,
    municipality_id: int,
    holiday_id: int | None = None,
) -> HttpResponse:
    """One form for a new holiday and for an old one; what is refused stays in it."""
    place = _municipality(organisations, municipality_id)
    holiday = get_object_or_404(place.holidays, pk=holiday_id) if holiday_id else None
    form = HolidayForm(request.POST or None, initial=_answers(holiday))
    if form.is_valid():
        with rules_shown_on(form):
            saved = actions.save_holiday(
                municipality=place, holiday=holiday, by=request.user, **form.cleaned_data
            )
            messages.success(request, _("Ferien står i planen."))
            return redirect(_address(place, SchoolYear.of(saved.since)))
    shown = {"place": place, "is_new": holiday is None, "form": form}
    return render(request, "calendar/holiday.html", shown)


def _answers(holiday: Holiday | None) -> dict[str, Any]:
    if holiday is None:
        return {}
    return {"name": holiday.name, "since": holiday.since, "until": holiday.until}


def _municipality(organisations: Places, number: int) -> Organisation:
    return get_object_or_404(organisations.filter(kind="municipality"), pk=number)


def _address(place: Organisation, year: SchoolYear) -> str:
    return f"{reverse('calendar:plan', args=[place.pk])}?year={year.begins}"
