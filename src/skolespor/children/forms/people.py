"""Questions about the log extract."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.core.forms import DateField


class ExtractForm(forms.Form):
    """All days, or those from and to a day."""

    since = DateField(
        label=_("Fra hvilken dag?"),
        help_text=_("Lad felterne stå tomme, hvis du vil se det hele."),
        required=False,
    )
    until = DateField(label=_("Til og med hvilken dag?"), required=False)

    def clean(self) -> dict[str, Any]:
        days: dict[str, Any] = self.cleaned_data
        if days.get("since") and days.get("until") and days["until"] < days["since"]:
            self.add_error("until", _("Slutdatoen ligger før startdatoen."))
        return days
