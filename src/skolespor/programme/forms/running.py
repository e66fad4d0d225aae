from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.core.content import in_language
from skolespor.core.forms import MAX_TEXT, AboutNoChild, DateField
from skolespor.programme.rules.after import CHOICES

SCALE = (
    ("5", _("5 – i høj grad")),
    ("4", "4"),
    ("3", _("3 – delvist")),
    ("2", "2"),
    ("1", _("1 – slet ikke")),
)
UNKNOWN = "unknown"
NO_ANSWER = (UNKNOWN, _("Ved ikke"))
"""A choice as the others, so that none is made beforehand."""


class GateForm(AboutNoChild):
    """A step between two stages. `words` is the reason where something is not in place."""

    words = forms.CharField(
        label=_("Vil I skrive noget med?"),
        widget=forms.Textarea({"rows": 4}),
        max_length=MAX_TEXT,
        required=False,
    )

    def ask_why(self) -> None:
        self.fields["words"].label = _("Hvorfor går I videre alligevel?")


class PauseForm(AboutNoChild):
    words = forms.CharField(
        label=_("Hvorfor holder I pause?"),
        widget=forms.Textarea({"rows": 4}),
        max_length=MAX_TEXT,
        required=False,
    )
    next_on = DateField(label=_("Hvornår begynder I igen?"), required=False)


class CloseForm(AboutNoChild):
    words = forms.CharField(
        label=_("Afsluttende note"),
        help_text=_("Hvad lykkedes, og hvad lever videre i kommunen? Kommunen kan læse den."),
        widget=forms.Textarea({"rows": 6}),
        max_length=MAX_TEXT,
        required=False,
    )


class FollowUpForm(forms.Form):
    next_on = DateField(label=_("Hvornår ser I på det igen?"), required=False)


class SeenForm(AboutNoChild):
    """What a follow-up has shown, or why it was skipped."""

    words = forms.CharField(
        label=_("Hvad har holdt, og hvad har ikke?"),
        widget=forms.Textarea({"rows": 8}),
        max_length=MAX_TEXT,
        required=False,
    )


class SkipForm(AboutNoChild):
    words = forms.CharField(
        label=_("Hvorfor springer I over?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=MAX_TEXT,
        required=False,
    )


class EvaluationForm(AboutNoChild):
    """The questions of the content. Nothing is required but one answer."""

    def __init__(self, *args: Any, questions: Sequence[Mapping[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.names = [one["id"] for one in questions]
        for one in questions:
            self.fields[one["id"]] = _asked(one["kind"], in_language(one, "text"))
        self.order_fields([*self.names, "not_a_child"])

    @property
    def answers(self) -> dict[str, str]:
        """Who does not know has not answered."""
        given = {name: self.cleaned_data[name] for name in self.names}
        return {name: "" if answer == UNKNOWN else answer for name, answer in given.items()}


def _asked(kind: str, label: str) -> forms.Field:
    if kind == "long_text":
        area = forms.Textarea({"rows": 4})
        return forms.CharField(label=label, widget=area, max_length=MAX_TEXT, required=False)
    options = SCALE if kind == "scale_1_5" else tuple(CHOICES.items())
    return forms.ChoiceField(
        label=label, choices=[*options, NO_ANSWER], widget=forms.RadioSelect, required=False
    )
