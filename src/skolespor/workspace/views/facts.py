from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.children import events
from skolespor.children.doors import log_shown
from skolespor.core.downloads import csv_download
from skolespor.core.searches import remember, remembered
from skolespor.deadlines.queries.lists import is_overseeing
from skolespor.workspace.forms.facts import FactsFilter
from skolespor.workspace.presenters import facts as presenters
from skolespor.workspace.queries import facts as queries

ON_A_PAGE = 30


@organisation_door(Permission.FACTS_OF_PLACE, Permission.FACTS_OF_MUNICIPALITY)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """»Alle vores børn«: a line about each child of the house or the municipality; keys first, details
    after."""
    if request.method == "POST":
        return remember(request, "facts")
    form = _form(request)
    found = queries.found(form.wanted(), reader=request.user)
    page = Paginator(found.keys, ON_A_PAGE).get_page(request.GET.get("side"))
    lines = queries.lines(list(page), found.days, reader=request.user)
    log_shown(events.LISTED, queries.named(lines), request=request)
    facts = {"form": form, "page": page, **presenters.table(lines)}
    return render(request, "workspace/facts.html", facts)


@organisation_door(Permission.FACTS_OF_PLACE, Permission.FACTS_OF_MUNICIPALITY)
def file(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """The same list with the same choices, all pages, as a file."""
    found = queries.found(_form(request).wanted(), reader=request.user)
    lines = queries.lines(list(found.keys), found.days, reader=request.user)
    log_shown(events.EXPORTED, queries.named(lines), request=request)
    return csv_download("skolespor-kendsgerninger", presenters.HEAD, presenters.cells(lines))


def _form(request: SignedInRequest) -> FactsFilter:
    sees_deadlines = is_overseeing(reader=request.user)
    return FactsFilter(remembered(request, "facts"), sees_deadlines=sees_deadlines)
