from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.children import events
from skolespor.children.doors import log_shown
from skolespor.core.downloads import csv_download
from skolespor.workspace.forms.missing import MissingFilter
from skolespor.workspace.presenters import missing as presenters
from skolespor.workspace.queries import missing as queries

ON_A_PAGE = 30


@signed_in_door
def index(request: SignedInRequest) -> HttpResponse:
    """»Mangler og fejl«: what I can put right about the children I follow, most harmful first."""
    found, form = _asked(request)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("side"))
    lines = queries.lines(list(page), reader=request.user)
    log_shown(events.LISTED, {line.child for line in lines}, request=request)
    facts = {"form": form, "page": page, "rows": presenters.rows(lines)}
    return render(request, "workspace/missing.html", facts)


@signed_in_door
def file(request: SignedInRequest) -> HttpResponse:
    """The same list with the same filter, all pages, as a file."""
    found, _form = _asked(request)
    lines = queries.lines(found, reader=request.user)
    log_shown(events.EXPORTED, {line.child for line in lines}, request=request)
    return csv_download("skolespor-mangler", presenters.HEAD, presenters.cells(lines))


def _asked(request: SignedInRequest) -> tuple[list[queries.Lack], MissingFilter]:
    every = queries.in_order(reader=request.user)
    form = MissingFilter(request.GET, kinds=presenters.kinds(every))
    wanted = form.wanted()
    return [lack for lack in every if wanted in ("", lack.kind)], form
