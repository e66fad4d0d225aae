from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.forms.fields import PhoneField
from skolespor.accounts.models import Accent
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


class CadenceForm(forms.Form):
    n = forms.IntegerField(
        label=_("Hvor mange skal det være hos jer?"), min_value=1, max_value=MOST_PER_RULE
    )
