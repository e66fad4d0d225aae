"""The agency's overview of all municipalities, as a page and as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.core.downloads import csv_download
from skolespor.core.searches import remember, remembered
from skolespor.programme.access import Who
from skolespor.programme.forms.overview import MunicipalitySearch
from skolespor.programme.presenters import overview as presenter
from skolespor.programme.queries import overview as queries
from skolespor.programme.queries.overview import Wanted
from skolespor.programme.states import DRAFT, STATES

SEARCH = "courses"
ON_A_PAGE = 30


@organisation_door(Permission.COURSE_ADVISE)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """How far every municipality is, with its tracks, in the order of the alphabet."""
    if request.method == "POST":
        return remember(request, SEARCH)
    wanted, today = _wanted(request), timezone.localdate()
    every = queries.rows(reader=Who(request.user), today=today)
    found = queries.matching(every, wanted)
    shows_all = request.GET.get("vis") == "alle"
    on_a_page = len(found) or 1 if shows_all else ON_A_PAGE
    page = Paginator(found, on_a_page).get_page(request.GET.get("side"))
    facts = {
        "page": page,
        "is_long": len(every) > ON_A_PAGE,
        "search": MunicipalitySearch(remembered(request, SEARCH)),
        **presenter.page(every, list(page), wanted, today=today),
    }
    return render(request, "programme/overview.html", facts)


@organisation_door(Permission.COURSE_ADVISE)
def file(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """What the page shows, with all its pages, as a file."""
    today = timezone.localdate()
    every = queries.rows(reader=Who(request.user), today=today)
    found = queries.matching(every, _wanted(request))
    rows = [presenter.cells(row, today=today) for row in found]
    return csv_download("raadgivningsforloeb", presenter.head(), rows)


def _wanted(request: SignedInRequest) -> Wanted:
    """The stage and whose they are stand in the address, what is searched for does not."""
    stage = request.GET.get("trin", "")
    search = MunicipalitySearch(remembered(request, SEARCH))
    return Wanted(
        adviser=request.user.pk if request.GET.get("hvis") == "mine" else None,
        stage=stage if stage in STATES and stage != DRAFT else "",
        name=search.cleaned_data["search"] if search.is_valid() else "",
    )
