from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.core.forms import MAX_TEXT

IN_ORDER = [("yes", _("Ja, det var i orden")), ("no", _("Nej, det var ikke i orden"))]


class BreakGlassForm(forms.Form):
    reason = forms.CharField(
        label=_("Hvorfor skal du ind nu?"),
        help_text=_("Skriv en sætning uden barnets navn. Uden den åbner siden ikke."),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv en sætning om, hvorfor du skal ind nu.")},
    )


class ReviewForm(forms.Form):
    in_order = forms.ChoiceField(
        label=_("Var det i orden?"),
        choices=IN_ORDER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et svar.")},
    )
    note = forms.CharField(
        label=_("Hvad sker der nu?"),
        help_text=_("Skal skrives, hvis det ikke var i orden."),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def facts(self) -> dict[str, Any]:
        return {
            "in_order": self.cleaned_data["in_order"] == "yes",
            "note": self.cleaned_data["note"],
        }
