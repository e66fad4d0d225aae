from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.forms.fields import OneOfField, PhoneField, let_choose, offer
from skolespor.accounts.models import Organisation
from skolespor.core.content import choices

NOT_MADE_HERE = ("municipality", "national_agency")
NO_SCHOOL = ("none",)


def kinds() -> list[tuple[str, str]]:
    """What a municipality can make."""
    return [
        (kind, words) for kind, words in choices("organisation_kinds") if kind not in NOT_MADE_HERE
    ]


def school_types() -> list[tuple[str, str]]:
    return [(kind, words) for kind, words in choices("school_types") if kind not in NO_SCHOOL]


class OrganisationSearch(forms.Form):
    search = forms.CharField(label=_("Søg efter navn"), required=False)
    kind = forms.ChoiceField(label=_("Slags"), required=False)

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        let_choose(self, "kind", [("", _("Alle")), *kinds()])


class EditOrganisationForm(forms.Form):
    name = forms.CharField(label=_("Hvad hedder stedet?"), max_length=200)
    phone = PhoneField(label=_("Telefon om dagen"))
    duty_phone = PhoneField(
        label=_("Telefon om aftenen og natten"), help_text=_("Kun hvis nogen tager den.")
    )
    address = forms.CharField(
        label=_("Adresse"),
        help_text=_("Adressen gemmes krypteret."),
        required=False,
        max_length=300,
    )


class OrganisationForm(EditOrganisationForm):
    kind = forms.ChoiceField(label=_("Hvad er det for et sted?"))
    municipality = OneOfField(label=_("Hvilken kommune hører stedet til?"), empty_label=None)
    code = forms.CharField(
        label=_("Institutionsnummer"),
        help_text=_("Seks tegn. Skal udfyldes for en skole."),
        required=False,
        max_length=6,
    )
    school_type = forms.ChoiceField(
        label=_("Hvad er det for en skole?"), help_text=_("Kun for skoler."), required=False
    )
    field_order = ["kind", "name", "code", "school_type", "municipality"]

    def __init__(self, *args: Any, municipalities: QuerySet[Organisation], **more: Any):
        super().__init__(*args, **more)
        let_choose(self, "kind", [("", _("Vælg")), *kinds()])
        let_choose(self, "school_type", [("", _("Vælg")), *school_types()])
        offer(self, "municipality", municipalities)
        self.fields["municipality"].initial = municipalities.first()
        if len(municipalities) == 1:
            self.fields["municipality"].widget = forms.HiddenInput()
