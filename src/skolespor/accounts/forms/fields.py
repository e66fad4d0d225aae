"""Fields that more than one form asks."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import Organisation
from skolespor.accounts.roles import JOBS_AT
from skolespor.core.content import code_list, in_language
from skolespor.core.forms import Hinted

PHONE = RegexValidator(r"^\+?[\d ()-]{6,}$", _("Skriv et telefonnummer, for eksempel 12 34 56 78."))


if TYPE_CHECKING:
    OneOf = forms.ModelChoiceField[Any]
else:
    OneOf = forms.ModelChoiceField


class PhoneField(forms.CharField):
    """A telephone number as people write it; may be left empty."""

    def __init__(self, **options: Any):
        tel = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})
        super().__init__(max_length=30, required=False, widget=tel, validators=[PHONE], **options)


class OneOfField(OneOf):
    """One of the rows that a query has found; the form is told which when it is made."""

    def __init__(self, **options: Any):
        super().__init__(queryset=None, **{"empty_label": _("Vælg")} | options)


class PlaceField(OneOfField):
    """An organisation, with what kind it is."""

    def label_from_instance(self, obj: Organisation) -> str:
        return f"{obj.name} ({obj.kind_label.lower()})"


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Say what there is to choose from."""
    cast(OneOf, form.fields[name]).queryset = rows


def let_choose(form: forms.BaseForm, name: str, choices: Any) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def roles_at(place: Organisation) -> list[tuple[str, Hinted]]:
    """The roles that exist there, each with what it is about."""
    about = code_list("roles")
    return [
        (role.value, Hinted(role.label, in_language(about[role.value], "help")))
        for role in JOBS_AT[place.kind]
    ]
