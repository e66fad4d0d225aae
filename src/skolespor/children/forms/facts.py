"""Questions about custody, protection, and the practical texts."""

from collections.abc import Sequence
from typing import Any, Self, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.children.forms.parts import TwoSteps
from skolespor.children.models import Custody
from skolespor.children.queries.protection import Knower
from skolespor.core.forms import MAX_TEXT, DateField


class BirthDateForm(forms.Form):
    birth_date = DateField(
        label=_("Hvornår er barnet født?"),
        error_messages={"required": _("Skriv fødselsdatoen.")},
    )


class CustodyForm(forms.Form):
    name = forms.CharField(
        label=_("Hvem har forældremyndigheden?"),
        max_length=200,
        error_messages={"required": _("Skriv, hvem der har forældremyndigheden.")},
    )
    relation = forms.ChoiceField(
        label=_("Hvad er personen for barnet?"),
        choices=Custody.Relation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad personen er for barnet.")},
    )
    is_shared = forms.BooleanField(label=_("Forældremyndigheden er fælles"), required=False)
    phone = forms.CharField(label=_("Telefonnummer"), required=False, max_length=30)
    source = forms.ChoiceField(
        label=_("Hvor ved I det fra?"),
        choices=Custody.Source.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvor I ved det fra.")},
    )
    since = DateField(label=_("Fra hvilken dag?"), initial=timezone.localdate)


class EndCustodyForm(forms.Form):
    last_day = DateField(label=_("Hvad er den sidste dag?"), initial=timezone.localdate)


class ProtectForm(TwoSteps):
    """Who may know; everybody else may not."""

    knowing = forms.MultipleChoiceField(
        label=_("Hvem må vide, hvor barnet bor og går i skole?"),
        help_text=_("Du selv må altid vide det."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, knowers: Sequence[Knower], **options: Any):
        ticked = [knower.key for knower in knowers if knower.is_chosen]
        options.setdefault("initial", {"knowing": ticked})
        super().__init__(*args, **options)
        self.knowers = {knower.key: knower for knower in knowers}
        field = cast(forms.MultipleChoiceField, self.fields["knowing"])
        field.choices = [(knower.key, _Label(knower)) for knower in knowers]

    @property
    def chosen(self) -> list[Knower]:
        return [self.knowers[key] for key in self.cleaned_data["knowing"]]

    @property
    def allowed(self) -> dict[str, Any]:
        """The people and the houses, as the action wants them."""
        return {
            "users": [knower.user for knower in self.chosen if knower.user],
            "organisations": [knower.organisation for knower in self.chosen if knower.organisation],
        }


class _Label(str):
    """The words beside a box, with a hint below them."""

    hint: str

    def __new__(cls, knower: Knower) -> Self:
        label = super().__new__(cls, knower.name)
        label.hint = knower.why
        return label


class NoteForm(forms.Form):
    """A practical text. `seen` is the version that the writer began from."""

    text = forms.CharField(
        label=_("Hvad er det godt at vide?"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
