from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.children import events as child_events
from skolespor.children.doors import ChildRequest, child_door, log_shown
from skolespor.children.models import Child
from skolespor.children.views.frame import knowing, show
from skolespor.core.downloads import csv_download
from skolespor.deadlines.forms import ListFilter
from skolespor.deadlines.presenters import pages
from skolespor.deadlines.queries import lists

ON_A_PAGE = 30


@signed_in_door
def index(request: SignedInRequest) -> HttpResponse:
    """»Frister«: what I have to do about children and by when; for leaders also what is overdue."""
    form = ListFilter(request.GET, reader=request.user)
    page = Paginator(form.items(), ON_A_PAGE).get_page(request.GET.get("side"))
    shown = lists.lines(list(page), reader=request.user)
    log_shown(child_events.LISTED, {line.item.child for line in shown}, request=request)
    facts = {"form": form, "page": page, "groups": pages.groups(shown)}
    return render(request, "deadlines/index.html", facts)


@signed_in_door
def file(request: SignedInRequest) -> HttpResponse:
    """The same list with the same filters, all pages, as a file."""
    form = ListFilter(request.GET, reader=request.user)
    taken = lists.lines(list(form.items()), reader=request.user)
    log_shown(child_events.EXPORTED, {line.item.child for line in taken}, request=request)
    return csv_download("skolespor-frister", pages.HEAD, pages.cells(taken))


@child_door(Permission.DEADLINE_VIEW)
@knowing
def child(request: ChildRequest, child: Child) -> HttpResponse:
    """The child's page »Frister«."""
    facts = pages.of_child(lists.of_child(child, reader=request.user))
    return show(request, child, "deadlines/child.html", tab="deadlines:child", facts=facts)
