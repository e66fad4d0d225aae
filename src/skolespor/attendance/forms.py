from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import User
from skolespor.children.forms.parts import Pick, ReasonForm, let_choose, offer
from skolespor.core.forms import MAX_TEXT, DateField


class NotAttendingForm(forms.Form):
    since = DateField(
        label=_("Hvilken dag er den første uden skole?"),
        help_text=_("Den dag tæller med."),
        initial=timezone.localdate,
        error_messages={"required": _("Skriv den første dag uden skole.")},
    )


class AgainForm(forms.Form):
    first_day = DateField(
        label=_("Hvilken dag er den første i skole igen?"),
        help_text=_("Den dag tæller som en dag i skole."),
        initial=timezone.localdate,
        error_messages={"required": _("Skriv den første dag i skole igen.")},
    )


class GapForm(forms.Form):
    """Who solves it, why, and what happens meanwhile. `seen` is the version the writer began from."""

    owner = Pick(
        label=_("Hvem løser det?"), error_messages={"required": _("Vælg, hvem der løser det.")}
    )
    reason = forms.ChoiceField(
        label=_("Hvorfor er barnet uden skole?"),
        error_messages={"required": _("Vælg, hvorfor barnet er uden skole.")},
    )
    plan = forms.CharField(
        label=_("Hvad gør I, til skolen er klar?"),
        help_text=_("Hvem underviser, hvor, og fra hvornår? Skriv det, så barnet kan læse med."),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, people: Iterable[User], **options: Any):
        super().__init__(*args, **options)
        offer(self, "owner", people)
        let_choose(self, "reason", "school_gap_reasons")


class StepForm(forms.Form):
    text = forms.CharField(
        label=_("Hvad er der gjort i dag, og hvem gør hvad nu?"),
        help_text=_("En sætning er nok. Den bliver stående med dit navn og dagen."),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv, hvad der er gjort.")},
    )


class FollowUpForm(forms.Form):
    text = forms.CharField(
        label=_("Hvad er der gjort?"),
        help_text=_("En sætning er nok: Hvem har du talt med, og hvad fandt I ud af?"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv, hvad der er gjort.")},
    )
    again_on = DateField(
        label=_("Hvornår vil du se på det igen?"),
        help_text=_("Lad feltet stå tomt, hvis du ikke vil mindes om det."),
        required=False,
    )


# Nedsat skema


class _Words(forms.Form):
    """What is written with an agreement: the child's words first."""

    child_words = forms.CharField(
        label=_("Hvad siger barnet selv?"),
        help_text=_("Skriv det med barnets egne ord, eller hvornår I spørger."),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        label=_("Hvorfor får barnet færre timer?"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv, hvorfor barnet får færre timer.")},
    )
    return_plan = forms.CharField(
        label=_("Hvordan kommer barnet op i tid igen?"),
        help_text=_("Hvilke timer kommer til, hvornår, og hvem hjælper?"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Skriv planen for, hvordan barnet kommer op i tid igen."),
        },
    )
    legal_ground = forms.CharField(
        label=_("Hvad svarede forvaltningen om hjemlen?"),
        help_text=_("Nedsat skema kræver hjemmel. Skriv svaret, og hvem der gav det."),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in _Words.base_fields}


def _hours(label: Any, error: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=4,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": error, "invalid": _("Skriv et tal, for eksempel 8 eller 8,5.")},
    )


class ReducedForm(_Words):
    since = DateField(
        label=_("Hvilken dag er den første med færre timer?"),
        error_messages={"required": _("Skriv den første dag.")},
    )
    until = DateField(
        label=_("Hvilken dag er den sidste?"),
        help_text=_("Der skal være en slutdato. Den kan ændres senere."),
        error_messages={"required": _("Skriv, hvilken dag aftalen slutter.")},
    )
    hours_before = _hours(
        _("Hvor mange timer har klassen om ugen?"), _("Skriv klassens timer om ugen.")
    )
    hours_now = _hours(_("Hvor mange timer får barnet om ugen?"), _("Skriv barnets timer om ugen."))
    field_order = ("since", "until", "hours_before", "hours_now")


class ReducedChangeForm(_Words):
    """Another last day, or other words. `seen` is the version the writer began from."""

    until = DateField(
        label=_("Hvilken dag er den sidste?"),
        error_messages={"required": _("Skriv, hvilken dag aftalen slutter.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    field_order = ("until",)


class ReducedEndForm(ReasonForm):
    last_day = DateField(
        label=_("Hvilken dag var eller er den sidste med færre timer?"),
        help_text=_("Dagen efter har barnet alle sine timer igen."),
        error_messages={"required": _("Skriv den sidste dag.")},
    )
    field_order = ("last_day",)
