from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts.doors import log_refusal, organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.core.forms import rules_shown_on
from skolespor.imports.forms import HostedForm
from skolespor.imports.models import Hosted
from skolespor.imports.presenters.hosted import card
from skolespor.imports.spells import hosted

ON_A_PAGE = 30


@organisation_door(Permission.MATCH_DECIDE)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """Children that live in other municipalities, as these tell, and wait for our answer."""
    page = Paginator(hosted.waiting(reader=request.user), ON_A_PAGE).get_page(
        request.GET.get("side")
    )
    hosted.log_shown(page, reader=request.user)
    shown = {"page": page, "cards": [card(one) for one in page]}
    return render(request, "imports/hosted.html", shown)


@organisation_door(Permission.MATCH_DECIDE)
def answer(request: SignedInRequest, organisations: Any, hosted_id: int) -> HttpResponse:
    """Do we act for this child, and does it live there?"""
    if not hosted.is_ours(hosted_id, reader=request.user):
        log_refusal(request, Permission.MATCH_DECIDE)
        raise Http404
    one: Any = hosted.waiting(reader=request.user).filter(pk=hosted_id).first()
    if one is None:
        messages.info(request, _("Det er allerede besvaret."))
        return redirect("imports:hosted")
    form = HostedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with rules_shown_on(form):
            return _answered(request, one, is_so=form.is_so)
    hosted.log_shown([one], reader=request.user)
    shown = {"form": form, "card": card(one), "is_known": one.known_child}
    return render(request, "imports/hosted_answer.html", shown)


def _answered(request: SignedInRequest, one: Hosted, *, is_so: bool) -> HttpResponse:
    if is_so:
        hosted.confirm(hosted=one, by=request.user)
        messages.success(request, _("Barnet og stedet er skrevet hos jer. Giv barnet en rådgiver."))
    else:
        hosted.say_wrong(hosted=one, by=request.user)
        messages.success(request, _("Svaret er gemt: Det passer ikke. Intet er skrevet."))
    return redirect("imports:hosted")
