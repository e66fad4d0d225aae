from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.direction.rules import PARTS

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
