"""The municipality's tracks: side by side, all of them, over the year, and on paper."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from skolespor.accounts.doors import log_refusal, organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.models import Organisation
from skolespor.accounts.permissions import Permission
from skolespor.tracks.actions.paper import log_printed
from skolespor.tracks.forms import WhenForm
from skolespor.tracks.presenters import board as presenters
from skolespor.tracks.presenters import paper as papers
from skolespor.tracks.presenters import year as years
from skolespor.tracks.queries import board as queries
from skolespor.tracks.queries.track import place_led, places

ON_A_PAGE = 30
IN_A_PICTURE = 10


@organisation_door(Permission.WORK_SEE)
@require_safe
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """The board: a column for each state."""
    place, tabs = _place(request)
    columns = queries.columns(place, reader=request.user)
    return render(
        request, "tracks/index.html", presenters.board(place, tabs, columns) | _may(request, place)
    )


@organisation_door(Permission.WORK_SEE)
@require_safe
def everything(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """All tracks, paged; `?tilstand` shows those in one state."""
    place, tabs = _place(request)
    state = request.GET.get("tilstand", "")
    found = queries.listed(place, state, reader=request.user)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("side"))
    rows = queries.of_page(list(page))
    facts = presenters.all_tracks(place, tabs, state, rows) | {"page": page}
    return render(request, "tracks/all.html", facts)


@organisation_door(Permission.WORK_SEE)
@require_safe
def year(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """Twelve months in one picture, and the same as a table."""
    place, tabs = _place(request)
    today = timezone.localdate()
    first = WhenForm(request.GET).first(years.first_month(today))
    found = queries.over_time(place, reader=request.user)
    page = Paginator(found, IN_A_PICTURE).get_page(request.GET.get("side"))
    shown = queries.years_of(list(page), first=first, last=years.last_month(first))
    facts = years.page(place, tabs, shown, first=first, today=today) | {"page": page}
    return render(request, "tracks/year.html", facts)


@organisation_door(Permission.WORK_SEE)
@require_safe
def paper(request: SignedInRequest, organisations: Any, municipality_id: int) -> HttpResponse:
    """Two pages for the political committee."""
    place = next((one for one in places(reader=request.user) if one.pk == municipality_id), None)
    if place is None:
        log_refusal(request, Permission.WORK_SEE)
        raise Http404
    told = queries.told_to_committee(place, reader=request.user)
    counts = queries.state_counts(place, reader=request.user)
    made = papers.printed(place, told, counts, today=timezone.localdate())
    log_printed(place=place, by=request.user)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="handlespor.pdf"'
    return response


def _place(request: SignedInRequest) -> tuple[Organisation, list[Any]]:
    """The municipality that is asked for, or the first; with the others as tabs."""
    seen = places(reader=request.user)
    if not seen:
        raise Http404
    asked_for = request.GET.get("kommune", "")
    chosen = next((one for one in seen if str(one.pk) == asked_for), seen[0])
    return chosen, presenters.tabs(seen, chosen)


def _may(request: SignedInRequest, place: Organisation) -> dict[str, bool]:
    return {"may_create": place_led(place.pk, reader=request.user) is not None}
