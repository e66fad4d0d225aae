"""What a child is asked on its own pages: few questions, one thing at a time."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from skolespor.children.queries.people import Seeing
from skolespor.conversations.queries.guide import themes
from skolespor.core.forms import Hinted
from skolespor.promises.rules import DEFAULT_SHARING, LONGEST, Sharing
from skolespor.workspace.rules.own_words import HINTS, LABELS, card, who_of

PLACES = (_("Inde"), _("Ude"), _("På gåtur"))
TEXT = {"rows": 4, "autocomplete": "off"}
CHOOSE = {"required": _("Vælg en voksen."), "invalid_choice": _("Vælg en anden voksen.")}


class Faces(forms.RadioSelect):
    """People, each with its initials beside the name."""

    option_template_name = "workspace/own/_face_option.html"


class Cards(forms.CheckboxSelectMultiple):
    """The cards of the conversation guide, each with its picture. Their words are Danish in every
    language: they are said to children."""

    option_template_name = "workspace/own/_card_option.html"


class AdultForm(forms.Form):
    """One adult of those around the child; `chosen` is that person's account."""

    adult = forms.ChoiceField(widget=Faces, error_messages=CHOOSE)

    def __init__(self, *args: Any, adults: Sequence[Seeing], **options: Any):
        super().__init__(*args, **options)
        self.adults = {str(one.user.pk): one for one in adults}
        field: Any = self.fields["adult"]
        field.choices = [(key, _named(one)) for key, one in self.adults.items()]

    @property
    def chosen(self) -> Any:
        return self.adults[self.cleaned_data["adult"]].user


def _named(one: Seeing) -> Hinted:
    """Who may not be named is called by what it is to the child."""
    who = who_of(one.acting)
    return Hinted(one.name, who) if one.name else Hinted(who)


class SayForm(AdultForm):
    """One thing in the child's own words, to whom, and who may know it."""

    text = forms.CharField(
        widget=forms.Textarea(TEXT),
        max_length=LONGEST,
        error_messages={"required": _("Skriv lidt.")},
    )
    sharing = forms.ChoiceField(
        label=_("Hvem må vide det?"), widget=forms.RadioSelect, initial=DEFAULT_SHARING.value
    )
    field_order = ("text", "adult", "sharing")

    def __init__(self, *args: Any, question: str, to: str, **options: Any):
        super().__init__(*args, **options)
        self.fields["text"].label, self.fields["adult"].label = question, to
        field: Any = self.fields["sharing"]
        field.choices = [(one.value, Hinted(LABELS[one], HINTS[one])) for one in Sharing]


class RewordForm(forms.Form):
    """The same thing in better words. `seen` is the version that the child has read."""

    text = forms.CharField(
        label=_("Hvad vil du hellere sige?"),
        help_text=_("Det, der stod før, bliver gemt."),
        widget=forms.Textarea(TEXT),
        max_length=LONGEST,
        error_messages={"required": _("Skriv lidt.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class WorkerForm(forms.Form):
    """A word to the case worker, or just the wish to talk."""

    text = forms.CharField(
        label=_("Vil du skrive, hvad det handler om?"),
        help_text=_("Du behøver ikke."),
        widget=forms.Textarea(TEXT),
        max_length=LONGEST,
        required=False,
    )

    @property
    def words(self) -> str:
        return self.cleaned_data["text"] or translated("Jeg vil gerne tale med min rådgiver.")


class TalkForm(AdultForm):
    """With whom, where and about what the child wants to talk."""

    place = forms.ChoiceField(
        label=_("Hvor vil du helst være?"),
        widget=forms.RadioSelect,
        choices=[("", _("Det er lige meget")), *((one, one) for one in PLACES)],
        required=False,
    )
    themes = forms.MultipleChoiceField(
        label=_("Vælg to eller tre kort. Resten kan vente."), widget=Cards, required=False
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["adult"].label = translated("Hvem vil du helst snakke med?")
        field: Any = self.fields["themes"]
        field.choices = [(theme.id, card(theme.id, theme.title)) for theme in themes()]
