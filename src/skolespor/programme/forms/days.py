from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.core.content import choices, in_language, read_yaml
from skolespor.core.forms import MAX_TEXT, AboutNoChild, DateField
from skolespor.programme.models import Participant
from skolespor.programme.rules.days import FIELDS, KINDS, Kind

TIME_FORMATS = ["%H.%M", "%H:%M", "%H"]
NO_TEMPLATE = ("", _("Begynd uden skabelon"))
LABELS = {
    "purpose": _("Hvad er formålet?"),
    "agenda": _("Dagsorden"),
    "preparation": _("Hvad gør I før dagen?"),
    "output": _("Hvad kom der ud af dagen?"),
    "minutes": _("Referat"),
}
HINTS = {
    "agenda": _("Et punkt på hver linje. Skriv minutterne først, fx »30 min Velkomst«."),
    "preparation": _("Et punkt på hver linje."),
    "output": _("Det, I valgte og aftalte. Et punkt på hver linje."),
    "minutes": _("Kort. Skriv ikke noget om enkelte børn."),
}


class TimeField(forms.TimeField):
    """A time of day as people write it: 9, 9.30 or 09:30."""

    def __init__(self, **options: Any):
        options.setdefault("widget", forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off"}))
        messages = {"invalid": _("Skriv klokken som 9.30.")}
        super().__init__(input_formats=TIME_FORMATS, error_messages=messages, **options)


class DayForm(AboutNoChild):
    """When and where."""

    on = DateField(label=_("Dato"))
    begins = TimeField(label=_("Begynder kl."), required=False, help_text=_("Fx 9.30."))
    ends = TimeField(label=_("Slutter kl."), required=False)
    format = forms.ChoiceField(label=_("Form"), widget=forms.RadioSelect)
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Link, hvis I mødes på afstand"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["format"]
        chosen.choices = choices("day_formats")


class EditDayForm(DayForm):
    """`seen` is the version of the day that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class NewDayForm(DayForm):
    """What it is for, and which programme one begins with."""

    kind = forms.ChoiceField(
        label=_("Hvad er det?"), widget=forms.RadioSelect, choices=list(KINDS.items())
    )
    template = forms.ChoiceField(label=_("Program at begynde med"), required=False)
    field_order = ("kind", "on", "begins", "ends", "format", "place", "link", "template")

    def __init__(self, *args: Any, is_signed: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["template"]
        chosen.choices = [NO_TEMPLATE, *_templates()]
        if not is_signed:
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial["kind"] = Kind.ADVISORY


def _templates() -> list[tuple[str, str]]:
    found = read_yaml("advisory_course.yaml")["day_templates"]
    return [(one["id"], in_language(one, "title")) for one in found]


class TakeOutForm(forms.Form):
    """Of a day that nobody has been invited to, nothing is asked."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(AboutNoChild):
    """Asked of a day that people have been invited to."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    why = forms.CharField(
        label=_("Hvorfor er dagen aflyst?"),
        help_text=_("Det kan alle i forløbet læse."),
        max_length=300,
        required=False,
    )


class DayTextsForm(AboutNoChild):
    """Before the day: purpose, agenda, preparation. After it: output and minutes."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.names = FIELDS[part]
        for name in self.names:
            self.fields[name] = forms.CharField(
                label=LABELS[name],
                help_text=HINTS.get(name, ""),
                widget=forms.Textarea({"rows": 8 if name in ("agenda", "minutes") else 4}),
                max_length=MAX_TEXT,
                required=False,
            )
        self.order_fields([*self.names, "not_a_child", "seen"])

    @property
    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.names}


class PeopleForm(forms.Form):
    """Who comes to a day."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    seats = forms.TypedMultipleChoiceField(
        label=_("Hvem skal komme?"),
        help_text=_("De får dagen i deres kalender."),
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={"required": _("Vælg mindst én.")},
    )

    def __init__(self, *args: Any, seats: Sequence[tuple[Participant, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["seats"]
        chosen.choices = [(seat.pk, words) for seat, words in seats]
