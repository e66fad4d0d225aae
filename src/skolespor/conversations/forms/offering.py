from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.children.forms.parts import Pick
from skolespor.conversations.actions.offering import Plan
from skolespor.core.forms import MAX_TEXT, DateField

CLOCK = ["%H:%M", "%H.%M", "%H"]
WHICH_DAY = {"required": gettext_lazy("Skriv, hvilken dag I tales ved.")}
SHORT = 200
"""Characters in where, and with whom."""


class ClockField(forms.TimeField):
    """A time as people write it: 10.15, 10:15, or 10."""

    def __init__(self, **options: Any):
        widget = forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off", "class": "clock"})
        messages = {"invalid": gettext_lazy("Skriv klokken som 10.15.")}
        super().__init__(
            input_formats=CLOCK,
            widget=widget,
            error_messages=messages,
            required=False,
            help_text=gettext_lazy("Fx 10.15. Lad feltet stå tomt, hvis I ikke ved det endnu."),
            **options,
        )


class OfferForm(forms.Form):
    """Who, when and where, as the child says it."""

    adult = Pick(
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Barnet vælger. Den voksne får besked."),
        error_messages={"required": gettext_lazy("Spørg barnet, og vælg en voksen.")},
    )
    planned_on = DateField(label=gettext_lazy("Hvilken dag?"), error_messages=WHICH_DAY)
    planned_at = ClockField(label=gettext_lazy("Hvad er klokken?"))
    place = forms.CharField(
        help_text=gettext_lazy("Et roligt sted. En gåtur er også fint."),
        max_length=SHORT,
        required=False,
    )
    company = forms.CharField(
        help_text=gettext_lazy("Skriv kun nogen, hvis barnet selv vil have en voksen mere med."),
        max_length=SHORT,
        required=False,
    )
    is_asked_by_child = forms.BooleanField(
        help_text=gettext_lazy("Så skal I tale sammen inden for få skoledage."), required=False
    )
    on_behalf_of = forms.CharField(
        label=gettext_lazy("Skriver du for en voksen på en skole uden adgang?"),
        help_text=gettext_lazy(
            "Skriv den voksnes navn og skolen. Du ringer til den voksne og skriver barnets ord."
        ),
        max_length=SHORT,
        required=False,
    )

    def __init__(
        self, *args: Any, name: str, adults: Sequence[Any], for_others: bool, **options: Any
    ):
        super().__init__(*args, **options)
        labels = {
            "adult": _("Hvem vil {name} helst tale med?"),
            "place": _("Hvor vil {name} helst være?"),
            "company": _("Vil {name} have en voksen mere med?"),
            "is_asked_by_child": _("{name} har selv bedt om at tale"),
        }
        for field, words in labels.items():
            self.fields[field].label = words.format(name=name)
        pick = cast(Pick, self.fields["adult"])
        pick.offer(adults)
        pick.choices = [(key, str(one)) for key, one in pick.things.items()]  # no empty button
        if not for_others:
            del self.fields["on_behalf_of"]

    @property
    def plan(self) -> Plan:
        return Plan(**{name: value for name, value in self.cleaned_data.items() if name != "adult"})


class PostponeForm(forms.Form):
    planned_on = DateField(
        label=gettext_lazy("Hvilken dag har I aftalt i stedet?"), error_messages=WHICH_DAY
    )
    planned_at = ClockField(label=gettext_lazy("Hvad er klokken?"))


class DeclineForm(forms.Form):
    """No is a good answer. A reason is only for what the child says by itself."""

    reason = forms.CharField(
        label=gettext_lazy("Sagde barnet selv noget om det?"),
        help_text=gettext_lazy("Du skal ikke spørge hvorfor. Kun du og barnet kan læse det her."),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    next_offer_on = DateField(
        label=gettext_lazy("Hvornår spørger I igen?"),
        error_messages={"required": gettext_lazy("Skriv den dag, I spørger igen.")},
    )
