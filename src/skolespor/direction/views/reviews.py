from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door, signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.forms import rules_shown_on
from skolespor.core.searches import remember, remembered
from skolespor.direction.actions import reviews as actions
from skolespor.direction.forms.reviews import ReviewForm, SchoolSearch
from skolespor.direction.presenters import plans as plan_presenters
from skolespor.direction.presenters import reviews as presenters
from skolespor.direction.queries import plans
from skolespor.direction.queries import reviews as queries
from skolespor.direction.views.parts import mine

ON_A_PAGE = 30


WRITERS = (Permission.PREPAREDNESS_REVIEW, Permission.WORK_LEAD)
SEARCH = "preparedness"


@organisation_door(*WRITERS, Permission.PREPAREDNESS_SEE)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """The places one leads; and of the municipality one keeps an eye on, how many stand where."""
    if request.method == "POST":
        return remember(request, SEARCH)
    search = SchoolSearch(remembered(request, SEARCH))
    search.is_valid()
    year = SchoolYear.of(timezone.localdate())
    own = [presenters.line(one) for one in queries.own_places(reader=request.user)]
    seen = queries.municipalities(reader=request.user)
    parts = [_part(request, one, year, search.cleaned_data) for one in seen]
    shown = {"own": own, "parts": parts, "year": str(year), "search": search}
    return render(request, "direction/index.html", shown)


@signed_in_door
def here(request: SignedInRequest) -> HttpResponse:
    """The plan of the school at which one works; who works at several chooses."""
    schools = queries.schools_read(reader=request.user)
    if len(schools) == 1:
        return redirect("direction:plan", schools[0].pk)
    return render(request, "direction/here.html", {"schools": schools})


@organisation_door(*WRITERS)
def review(request: SignedInRequest, organisations: Any, organisation_id: int) -> HttpResponse:
    """What is gone through together: the plan, with what is missing in it, and whom one calls."""
    standing = mine(request, organisation_id)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    today = timezone.localdate()
    if form.is_valid():
        with rules_shown_on(form):
            actions.review(place=standing.place, today=today, by=request.user, **form.cleaned_data)
            messages.success(request, _("Godt! Beredskabet er set igennem."))
            return redirect("direction:index")
    shown = {
        "form": form,
        "line": presenters.line(standing),
        "year": str(SchoolYear.of(today)),
        "staff": presenters.staff(queries.staff_of(standing.place)),
        "own_parts": plan_presenters.own_parts(plans.plan_of(standing.place)),
        "numbers": presenters.numbers(queries.called_from(standing.place)),
    }
    return render(request, "direction/review.html", shown)


@organisation_door(*WRITERS)
def withdraw(request: SignedInRequest, organisations: Any, organisation_id: int) -> HttpResponse:
    """It was a mistake: says what that means, then takes it back."""
    standing = mine(request, organisation_id)
    today = timezone.localdate()
    if request.method == "POST":
        actions.withdraw(place=standing.place, today=today, by=request.user)
        messages.success(request, _("Det er trukket tilbage."))
        return redirect("direction:index")
    shown = {"line": presenters.line(standing), "year": str(SchoolYear.of(today))}
    return render(request, "direction/withdraw.html", shown)


def _part(
    request: SignedInRequest,
    municipality: queries.Municipality,
    year: SchoolYear,
    search: dict[str, str],
) -> dict[str, Any]:
    found = municipality.found(**search)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("side"))
    return {
        "page": page,
        "lines": [presenters.line(one) for one in page],
        "is_searched": any(search.values()),
        "is_long": len(municipality.standings) > ON_A_PAGE,
        **presenters.overview(municipality, year),
    }
