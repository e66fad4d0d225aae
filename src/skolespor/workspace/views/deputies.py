from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts.actions import end_deputy
from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.models import Organisation
from skolespor.accounts.permissions import Permission
from skolespor.accounts.presenters import end_of_deputy
from skolespor.accounts.queries import colleagues_at, deputies_at, open_jobs_at
from skolespor.core.forms import day_words, rules_shown_on
from skolespor.workspace.actions.deputies import name_deputy
from skolespor.workspace.forms.deputies import DeputyForm

ON_A_PAGE = 30


@organisation_door(Permission.DEPUTY_NAME)
def index(request: SignedInRequest, organisations: QuerySet[Organisation]) -> HttpResponse:
    """Who stands in for whom, today and later."""
    page = Paginator(deputies_at(organisations), ON_A_PAGE).get_page(request.GET.get("side"))
    return render(request, "workspace/deputies.html", {"page": page})


@organisation_door(Permission.DEPUTY_NAME)
def name(request: SignedInRequest, organisations: QuerySet[Organisation]) -> HttpResponse:
    form = DeputyForm(
        request.POST or None,
        jobs=open_jobs_at(organisations),
        deputies=colleagues_at(organisations, besides=request.user),
    )
    if form.is_valid():
        with rules_shown_on(form):
            named = name_deputy(by=request.user, **form.cleaned_data)
            told = _("{person} er stedfortræder til og med {date}. Loggen viser, når det bruges.")
            messages.success(request, told.format(person=named.user, date=day_words(named.until)))
            return redirect("workspace:deputies")
    return render(request, "workspace/deputies_name.html", {"form": form})


@organisation_door(Permission.DEPUTY_NAME)
def end(
    request: SignedInRequest, organisations: QuerySet[Organisation], deputy_id: int
) -> HttpResponse:
    """Says what will close, then closes it."""
    deputy = get_object_or_404(deputies_at(organisations), pk=deputy_id)
    if request.method == "POST":
        end_deputy(deputy=deputy, by=request.user)
        messages.success(
            request, _("{person} er ikke længere stedfortræder.").format(person=deputy.user)
        )
        return redirect("workspace:deputies")
    return render(request, "workspace/deputies_end.html", end_of_deputy(deputy))
