from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.forms.fields import PhoneField, PlaceField, let_choose, offer, roles_at
from skolespor.accounts.models import Organisation
from skolespor.core.forms import DateField


class PeopleSearch(forms.Form):
    search = forms.CharField(label=_("Søg efter navn eller mailadresse"), required=False)
    former = forms.BooleanField(label=_("Vis også dem, der er stoppet"), required=False)


class WhereForm(forms.Form):
    """The first of two steps: the roles follow from the place."""

    place = PlaceField(label=_("Hvor skal personen arbejde?"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **more: Any):
        super().__init__(*args, **more)
        offer(self, "place", organisations)


class RoleForm(forms.Form):
    """A form that asks for a role which exists at the place."""

    role = forms.ChoiceField(label=_("Hvad er rollen?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, place: Organisation, **more: Any):
        super().__init__(*args, **more)
        let_choose(self, "role", roles_at(place))


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=_("Hvad er personens mailadresse?"), help_text=_("Dertil sender vi linket.")
    )
    name = forms.CharField(label=_("Hvad hedder personen?"), max_length=200)
    job_until = DateField(
        label=_("Hvad er den sidste dag?"),
        help_text=_("Kun hvis du ved, hvornår arbejdet slutter."),
        required=False,
    )
    field_order = ["email", "name", "role", "job_until"]


class JobForm(RoleForm):
    since = DateField(label=_("Hvad er den første dag?"), initial=timezone.localdate)
    until = DateField(
        label=_("Hvad er den sidste dag?"),
        help_text=_("Kun hvis du ved, hvornår arbejdet slutter."),
        required=False,
    )


class LastDayForm(forms.Form):
    until = DateField(
        label=_("Hvad er den sidste dag?"), help_text=_("Adgangen slutter, når dagen er slut.")
    )


class CloseForm(forms.Form):
    reason = forms.CharField(
        label=_("Hvorfor skal adgangen lukkes nu?"),
        help_text=_("Skriv en sætning. Skriv ikke noget om et barn."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProfileForm(forms.Form):
    phone = PhoneField(
        label=_("Hvad er dit telefonnummer?"),
        help_text=_("De andre voksne om et barn kan se det."),
    )
