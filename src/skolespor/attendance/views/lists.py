from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.attendance.presenters import clock as presenters
from skolespor.attendance.queries import lists
from skolespor.children import events
from skolespor.children.doors import log_shown
from skolespor.core.downloads import csv_download

ON_A_PAGE = 30


@signed_in_door
def index(request: SignedInRequest) -> HttpResponse:
    """»Uden skole«: the children one follows or answers for, the longest first."""
    found = lists.without_school_now(reader=request.user)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("side"))
    shown = lists.lines(list(page), reader=request.user)
    log_shown(events.LISTED, [line.child for line in shown], request=request)
    return render(request, "attendance/without_school.html", {"page": page, "lines": shown})


@signed_in_door
def file(request: SignedInRequest) -> HttpResponse:
    """The same list, all pages, as a file."""
    found = lists.without_school_now(reader=request.user)
    taken = lists.lines(found, reader=request.user)
    log_shown(events.EXPORTED, [line.child for line in taken], request=request)
    return csv_download("skolespor-uden-skole", presenters.HEAD, presenters.cells(taken))
