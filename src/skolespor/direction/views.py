from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.doors import log_refusal, organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.forms import rules_shown_on
from skolespor.direction import actions, presenters, queries
from skolespor.direction.forms import ReviewForm

ON_A_PAGE = 30


@organisation_door(Permission.PREPAREDNESS_REVIEW, Permission.PREPAREDNESS_SEE)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """The schools one leads; and of the municipality one keeps an eye on, how many stand where."""
    year = SchoolYear.of(timezone.localdate())
    own = [presenters.line(one) for one in queries.own_schools(reader=request.user)]
    parts = [_part(request, one, year) for one in queries.municipalities(reader=request.user)]
    shown = {"own": own, "parts": parts, "year": str(year)}
    return render(request, "direction/index.html", shown)


@organisation_door(Permission.PREPAREDNESS_REVIEW)
def review(request: SignedInRequest, organisations: Any, organisation_id: int) -> HttpResponse:
    """What is gone through together, with what stands in Skolespor beside it."""
    standing = _mine(request, organisation_id)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    today = timezone.localdate()
    if form.is_valid():
        with rules_shown_on(form):
            actions.review(
                school=standing.school, today=today, by=request.user, **form.cleaned_data
            )
            messages.success(request, _("Godt! Beredskabet er set igennem."))
            return redirect("direction:index")
    shown = {
        "form": form,
        "line": presenters.line(standing),
        "year": str(SchoolYear.of(today)),
        "staff": presenters.staff(queries.staff_of(standing.school)),
        "numbers": presenters.numbers(queries.called_from(standing.school)),
    }
    return render(request, "direction/review.html", shown)


@organisation_door(Permission.PREPAREDNESS_REVIEW)
def withdraw(request: SignedInRequest, organisations: Any, organisation_id: int) -> HttpResponse:
    """It was a mistake: says what that means, then takes it back."""
    standing = _mine(request, organisation_id)
    today = timezone.localdate()
    if request.method == "POST":
        actions.withdraw(school=standing.school, today=today, by=request.user)
        messages.success(request, _("Det er trukket tilbage."))
        return redirect("direction:index")
    shown = {"line": presenters.line(standing), "year": str(SchoolYear.of(today))}
    return render(request, "direction/withdraw.html", shown)


def _part(
    request: SignedInRequest, municipality: queries.Municipality, year: SchoolYear
) -> dict[str, Any]:
    page = Paginator(municipality.standings, ON_A_PAGE).get_page(request.GET.get("side"))
    lines = [presenters.line(one) for one in page]
    return {"page": page, "lines": lines, **presenters.overview(municipality, year)}


def _mine(request: SignedInRequest, organisation_id: int) -> queries.Standing:
    """A school that is not one's own to lead: there is no such page, and it is written down."""
    standing = queries.school_to_review(organisation_id, reader=request.user)
    if standing is None:
        log_refusal(request, Permission.PREPAREDNESS_REVIEW)
        raise Http404
    return standing
