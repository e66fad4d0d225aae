from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts import actions, presenters, queries
from skolespor.accounts.doors import organisation_door
from skolespor.accounts.forms.settings import CadenceForm, CadenceSearch, SettingsForm
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.models import Organisation
from skolespor.accounts.permissions import Permission
from skolespor.core.forms import rules_shown_on

Places = QuerySet[Organisation]
ON_A_PAGE = 12


@organisation_door(Permission.SETTINGS_MANAGE)
def index(request: SignedInRequest, organisations: Places) -> HttpResponse:
    """To the first municipality; the agency has no rules of its own."""
    first = queries.municipalities_of(organisations).first()
    if first is None:
        return render(request, "accounts/rules_none.html")
    return redirect("accounts:rules_of", first.pk)


@organisation_door(Permission.SETTINGS_MANAGE)
def of_municipality(
    request: SignedInRequest, organisations: Places, municipality_id: int
) -> HttpResponse:
    """The cadences as a list; each is changed on a page of its own."""
    municipalities = queries.municipalities_of(organisations)
    place = get_object_or_404(municipalities, pk=municipality_id)
    every = queries.cadences(place, day=timezone.localdate())
    form = CadenceSearch(request.GET, cadences=every)
    page = Paginator(form.matching(every), ON_A_PAGE).get_page(request.GET.get("side"))
    shown = presenters.cadences_page(place, municipalities, page)
    return render(request, "accounts/rules.html", {"form": form, **shown})


@organisation_door(Permission.SETTINGS_MANAGE)
def appearance(
    request: SignedInRequest, organisations: Places, municipality_id: int
) -> HttpResponse:
    """The municipality's colour, and whom to call."""
    place = get_object_or_404(queries.municipalities_of(organisations), pk=municipality_id)
    form = SettingsForm(request.POST or None, initial=model_to_dict(place))
    if form.is_valid():
        actions.save_settings(municipality=place, by=request.user, **form.cleaned_data)
        messages.success(request, _("Indstillingerne er gemt."))
        return redirect("accounts:settings", place.pk)
    tabs = presenters.settings_tabs("accounts:settings", place)
    return render(request, "accounts/settings.html", {"place": place, "form": form, "tabs": tabs})


@organisation_door(Permission.SETTINGS_MANAGE)
def edit_rule(
    request: SignedInRequest, organisations: Places, municipality_id: int, rule: str
) -> HttpResponse:
    place = get_object_or_404(queries.municipalities_of(organisations), pk=municipality_id)
    cadence = queries.cadence(place, rule, day=timezone.localdate())
    if cadence is None:
        raise Http404
    form = CadenceForm(request.POST or None, initial={"n": cadence.n})
    if form.is_valid():
        with rules_shown_on(form):
            actions.set_local_rule(
                municipality=place, rule=rule, by=request.user, **form.cleaned_data
            )
            messages.success(request, _("Reglen gælder fra i dag."))
            return redirect("accounts:rules_of", place.pk)
    line = presenters.cadence_line(cadence, place)
    return render(request, "accounts/rule_edit.html", {"place": place, "line": line, "form": form})
