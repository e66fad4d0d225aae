from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.forms import DateField


class YearForm(forms.Form):
    """Which school year to look at."""

    year = forms.TypedChoiceField(label=_("Hvilket skoleår?"), coerce=int)

    def __init__(self, *args: Any, years: Iterable[SchoolYear], **more: Any):
        super().__init__(*args, **more)
        field = cast(forms.ChoiceField, self.fields["year"])
        field.choices = [(year.begins, str(year)) for year in years]

    def chosen(self, default: SchoolYear) -> SchoolYear:
        """An answer that makes no sense does not count."""
        begins = self.cleaned_data.get("year") if self.is_valid() else None
        return SchoolYear(begins) if begins else default


class HolidayForm(forms.Form):
    name = forms.CharField(
        label=_("Hvad hedder ferien?"),
        help_text=_("For eksempel efterårsferie eller pædagogisk dag."),
        max_length=100,
    )
    since = DateField(label=_("Hvad er den første dag uden skole?"))
    until = DateField(
        label=_("Hvad er den sidste dag uden skole?"),
        help_text=_("Skriv den samme dag to gange, når det kun er én dag."),
    )
