from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skolespor.core.content import choices
from skolespor.direction.rules.reviews import PARTS

WORDS = (
    _("Rollerne: Alle ved, hvem der gør hvad."),
    _("Telefonnumrene: De er rigtige, og alle ved, hvem de ringer til."),
    _("Når en elev kommer eller flytter: Vi har en aftale om det."),
)


class ReviewForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label=_("Hvad har I set igennem sammen?"),
        choices=list(zip(PARTS, WORDS, strict=True)),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class SchoolSearch(forms.Form):
    """Of many schools, those with a name, or those that stand somewhere."""

    search = forms.CharField(label=_("Skole"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        every = [("", gettext("Alle")), *choices("preparedness_statuses")]
        cast(forms.ChoiceField, self.fields["status"]).choices = every
