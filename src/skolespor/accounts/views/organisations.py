from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts import actions, queries
from skolespor.accounts.doors import organisation_door
from skolespor.accounts.forms.organisations import (
    EditOrganisationForm,
    OrganisationForm,
    OrganisationSearch,
)
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.models import Organisation
from skolespor.accounts.permissions import Permission
from skolespor.core.forms import rules_shown_on
from skolespor.core.searches import remember, remembered

Places = QuerySet[Organisation]
ON_A_PAGE = 30


@organisation_door(Permission.PEOPLE_MANAGE)
def index(request: SignedInRequest, organisations: Places) -> HttpResponse:
    if request.method == "POST":
        return remember(request, "organisations")
    form = OrganisationSearch(remembered(request, "organisations"))
    form.is_valid()
    houses = queries.search_organisations(queries.units_of(organisations), **form.cleaned_data)
    page = Paginator(houses, ON_A_PAGE).get_page(request.GET.get("side"))
    may_make = queries.municipalities_of(organisations).exists()
    return render(
        request, "accounts/organisations.html", {"form": form, "page": page, "may_make": may_make}
    )


@organisation_door(Permission.PEOPLE_MANAGE)
def make(request: SignedInRequest, organisations: Places) -> HttpResponse:
    """In a municipality: the agency has no houses."""
    municipalities = queries.municipalities_of(organisations)
    if not municipalities:
        raise Http404
    form = OrganisationForm(request.POST or None, municipalities=municipalities)
    if form.is_valid():
        with rules_shown_on(form):
            made = actions.make_organisation(by=request.user, **form.cleaned_data)
            messages.success(request, _("{place} er oprettet.").format(place=made))
            return redirect("accounts:organisations")
    return render(request, "accounts/organisation_make.html", {"form": form})


@organisation_door(Permission.PEOPLE_MANAGE)
def edit(request: SignedInRequest, organisations: Places, organisation_id: int) -> HttpResponse:
    """Name, numbers and address; what kind it is stays what it is."""
    place = get_object_or_404(queries.units_of(organisations), pk=organisation_id)
    form = EditOrganisationForm(request.POST or None, initial=model_to_dict(place))
    if form.is_valid():
        with rules_shown_on(form):
            actions.edit_organisation(organisation=place, by=request.user, **form.cleaned_data)
            messages.success(request, _("{place} er rettet.").format(place=place))
            return redirect("accounts:organisations")
    return render(request, "accounts/organisation_edit.html", {"place": place, "form": form})
