from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.core.forms import AboutNoChild
from skolespor.public.rules import LONGEST

HELP = _(
    "To havelåger er en overskrift: ## Sådan. En streg er et punkt: - Sådan. "
    "Et link er [ordene](https://adressen)."
)


class TextForm(AboutNoChild):
    """A text in Markdown. `seen` is the version that the writer began from."""

    title = forms.CharField(label=_("Overskrift"), max_length=120)
    body = forms.CharField(
        label=_("Tekst"),
        help_text=HELP,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 24, "class": "public-writing"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
