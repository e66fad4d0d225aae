from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.children import events as child_events
from skolespor.children.doors import log_shown
from skolespor.children.queries.lists import own_child
from skolespor.core.downloads import csv_download
from skolespor.promises.forms import WaitingFilter
from skolespor.promises.presenters import words
from skolespor.promises.presenters.told import told_in_words
from skolespor.promises.queries import lists
from skolespor.promises.queries.told import told_in_time

ON_A_PAGE = 30


@signed_in_door
def mine(request: SignedInRequest) -> HttpResponse:
    """»Svar til børn«: what children wait for, from me or from anybody. A child has its own pages."""
    if own_child(reader=request.user):
        return redirect("workspace:own_agreements")
    form = WaitingFilter(request.GET, reader=request.user)
    page = Paginator(form.lines(), ON_A_PAGE).get_page(request.GET.get("side"))
    shown = list(page)
    log_shown(child_events.LISTED, {line.statement.child for line in shown}, request=request)
    told = told_in_time(reader=request.user, today=timezone.localdate())
    facts = {
        "form": form,
        "page": page,
        "rows": words.rows(shown, reader=request.user),
        "told": told and told_in_words(told),
        "overdue": lists.overdue_count(reader=request.user),
    }
    return render(request, "promises/mine.html", facts)


@signed_in_door
def file(request: SignedInRequest) -> HttpResponse:
    """The same list as a file; without what the children have said."""
    if own_child(reader=request.user):
        return redirect("workspace:own_agreements")
    found = WaitingFilter(request.GET, reader=request.user).lines()
    log_shown(child_events.EXPORTED, {line.statement.child for line in found}, request=request)
    return csv_download("skolespor-svar-til-boern", words.HEAD, words.cells(found))
