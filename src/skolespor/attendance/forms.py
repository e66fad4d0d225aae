from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import User
from skolespor.children.forms.parts import Pick, let_choose, offer
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
