from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.children import events as child_events
from skolespor.children.doors import log_shown
from skolespor.children.queries import lists
from skolespor.core import drafts
from skolespor.core.doors import public_door
from skolespor.core.downloads import csv_download
from skolespor.core.searches import remember, remembered
from skolespor.workspace.forms.children import ChildrenFilter
from skolespor.workspace.presenters import start as presenters
from skolespor.workspace.presenters import today as morning
from skolespor.workspace.queries import start as queries

ON_A_PAGE = 30


@signed_in_door
def today(request: SignedInRequest) -> HttpResponse:
    """Mit overblik: what waits for me, in order of harm, then the children I follow. A child goes to its
    own pages."""
    if lists.own_child(reader=request.user):
        return redirect("workspace:own")
    parts, is_quiet = morning.parts(reader=request.user)
    log_shown(child_events.LISTED, morning.named(parts), request=request)
    return render(request, "workspace/today.html", {"parts": parts, "is_quiet": is_quiet})


@signed_in_door
def children(request: SignedInRequest) -> HttpResponse:
    """Børn, jeg følger: keys of one page first, details after."""
    if request.method == "POST":
        return remember(request, "children")
    form = ChildrenFilter(remembered(request, "children"), reader=request.user)
    keys = queries.keys_of(form.wanted(), form.wanted_now, reader=request.user)
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("side"))
    shown = lists.page_of(list(page), reader=request.user)
    log_shown(child_events.LISTED, shown, request=request)
    rows = lists.rows(shown, reader=request.user)
    return render(request, "workspace/children.html", presenters.children_list(form, page, rows))


@signed_in_door
def children_csv(request: SignedInRequest) -> HttpResponse:
    """The same list with the same filters, all pages, as a file."""
    form = ChildrenFilter(remembered(request, "children"), reader=request.user)
    taken = lists.page_of(
        list(queries.keys_of(form.wanted(), form.wanted_now, reader=request.user)),
        reader=request.user,
    )
    log_shown(child_events.EXPORTED, taken, request=request)
    rows = lists.rows(taken, reader=request.user)
    return csv_download("skolespor-boern", presenters.CSV_HEAD, presenters.csv_rows(rows))


@signed_in_door
@require_POST
def draft(request: SignedInRequest, form: str, subject: str) -> HttpResponse:
    """What is typed, kept for its writer alone. Says when, for "Gemt automatisk kl. ..."."""
    answers = {name: request.POST[name] for name in request.POST}
    try:
        at = drafts.keep(owner_id=request.user.pk, form=form, subject=subject, answers=answers)
    except ValueError:
        return JsonResponse({}, status=413)
    return JsonResponse({"saved_at": timezone.localtime(at).strftime("%H.%M")})


@signed_in_door
def help_page(request: SignedInRequest) -> HttpResponse:
    return render(request, "workspace/help.html")


@public_door
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to write when one has found a hole (RFC 9116)."""
    facts = {"contact": settings.SECURITY_CONTACT, "expires": presenters.in_a_year()}
    return render(
        request, "workspace/security.txt", facts, content_type="text/plain; charset=utf-8"
    )
