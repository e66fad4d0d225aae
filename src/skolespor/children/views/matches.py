from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.children import events
from skolespor.children.actions import doubles as actions
from skolespor.children.doors import log_shown, refuse
from skolespor.children.forms.matches import AnswerForm
from skolespor.children.queries import matches as queries
from skolespor.core.forms import rules_shown_on

ON_A_PAGE = 30


@organisation_door(Permission.MATCH_DECIDE)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """Children who may have been created twice, and wait for an answer."""
    keys = queries.waiting(reader=request.user).values_list("pk", flat=True)
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("side"))
    pairs = queries.pairs(list(page), reader=request.user)
    log_shown(events.LISTED, {child for pair in pairs for child in pair.children}, request=request)
    return render(request, "children/matches.html", {"page": page, "pairs": pairs})


@organisation_door(Permission.MATCH_DECIDE)
def answer(request: SignedInRequest, organisations: Any, offer_id: int) -> HttpResponse:
    """Two children side by side. Is it the same child?"""
    pair = _pair(request, offer_id)
    if pair is None:
        messages.info(request, _("Det er allerede besvaret."))
        return redirect("children:matches")
    form = AnswerForm(request.POST if request.method == "POST" else None)
    page: dict[str, Any] = {"pair": pair, "form": form}
    if form.is_valid():
        with rules_shown_on(form):
            if form.is_same and "confirmed" not in request.POST:
                page["after"] = queries.after_merging(pair, reader=request.user)
            else:
                return _answered(request, pair, is_same=form.is_same)
    log_shown(events.LISTED, pair.children, request=request)
    return render(request, "children/match.html", page)


def _pair(request: SignedInRequest, offer_id: int) -> queries.Pair | None:
    """`None` when somebody has answered already; a stranger learns nothing."""
    if not queries.is_ours(offer_id, reader=request.user):
        refuse(request, Permission.MATCH_DECIDE)
    found = queries.pairs([offer_id], reader=request.user)
    return found[0] if found else None


def _answered(request: SignedInRequest, pair: queries.Pair, *, is_same: bool) -> HttpResponse:
    if is_same:
        actions.merge(offer=pair.offer, by=request.user)
        messages.success(request, _("De to er samlet til ét barn. Begge historier er bevaret."))
    else:
        actions.say_different(offer=pair.offer, by=request.user)
        messages.success(request, _("Svaret er gemt: Det er to børn."))
    return redirect("children:matches")
