from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.forms.fields import PhoneField, let_choose
from skolespor.accounts.models import Accent
from skolespor.accounts.queries import Cadence
from skolespor.accounts.rules import MOST_PER_RULE


class AccentSelect(forms.RadioSelect):
    """Each colour is shown beside its name."""

    option_template_name = "accounts/widgets/accent.html"


class SettingsForm(forms.Form):
    accent = forms.TypedChoiceField(
        label=_("Hvilken farve har kommunen?"),
        choices=Accent.choices,
        coerce=Accent,
        widget=AccentSelect,
    )
    phone = PhoneField(
        label=_("Hvem ringer man til om dagen, når man er bekymret for et barn?"),
        help_text=_("Nummeret står under »Er du bekymret?« på hvert barns side."),
    )
    duty_phone = PhoneField(
        label=_("Hvem ringer man til om aftenen og natten?"),
        help_text=_("Kommunens sociale døgnvagt."),
    )


class CadenceSearch(forms.Form):
    """Which of the cadences to show."""

    responsible = forms.ChoiceField(label=_("Hvem har ansvaret?"), required=False)
    own = forms.BooleanField(label=_("Vis kun dem, I selv har ændret"), required=False)

    def __init__(self, *args: Any, cadences: Iterable[Cadence], **more: Any):
        super().__init__(*args, **more)
        answering = dict.fromkeys(cadence.responsible for cadence in cadences)
        let_choose(self, "responsible", [("", _("Alle")), *((who, who) for who in answering)])

    def matching(self, cadences: Iterable[Cadence]) -> list[Cadence]:
        """Those that fit the answers; an answer that makes no sense does not count."""
        self.is_valid()
        who, own = self.cleaned_data.get("responsible"), self.cleaned_data.get("own")
        return [c for c in cadences if (not who or c.responsible == who) and (not own or c.own)]


class CadenceForm(forms.Form):
    n = forms.IntegerField(
        label=_("Hvor mange skal det være hos jer?"), min_value=1, max_value=MOST_PER_RULE
    )
