from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import User
from skolespor.children.forms.parts import Pick, offer
from skolespor.core.forms import DateField, Hinted
from skolespor.promises.queries import lists
from skolespor.promises.queries.asked import sharing_hints
from skolespor.promises.rules import (
    DECISIONS,
    DEFAULT_SHARING,
    LONGEST,
    TOLD,
    Sharing,
    What,
)

KINDS = [
    (What.WORDS, _("Noget, barnet har sagt")),
    (What.STRENGTH, _("Noget, barnet er god til eller glad for")),
    (What.WISH, _("Noget, barnet beder om")),
]


def _text(label: Any, *, help_text: Any = "", rows: int = 4, missing: Any = "") -> forms.CharField:
    """`missing` is what is said when nothing is written; without it the field may be left empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        error_messages={"required": missing},
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def sharing_field(label: Any) -> forms.ChoiceField:
    """The child's three choices, each with what is true about it. Not chosen is the narrowest."""
    return forms.ChoiceField(
        label=label,
        choices=[(key, Hinted(words, hint)) for key, (words, hint) in sharing_hints().items()],
        initial=DEFAULT_SHARING.value,
        widget=forms.RadioSelect,
    )


class SayForm(forms.Form):
    """What the child said, verbatim, and what it says itself about who may know it."""

    text = _text(
        _("Hvad sagde barnet?"),
        help_text=_("Med barnets egne ord, også når de er skæve."),
        missing=_("Skriv det, barnet har sagt."),
    )
    what = forms.ChoiceField(
        label=_("Hvad er det?"), choices=KINDS, initial=What.WORDS, widget=forms.RadioSelect
    )
    said_on = DateField(
        label=_("Hvilken dag?"),
        initial=timezone.localdate,
        error_messages={"required": _("Skriv, hvilken dag barnet sagde det.")},
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["sharing"] = sharing_field(_("Hvad siger barnet om, hvem der må vide det?"))


class RewordForm(forms.Form):
    text = _text(_("Sådan skal der stå"), help_text=_("Det, der stod før, bliver gemt."))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SharingForm(forms.Form):
    """Who may know it. `seen` is what the child had chosen when the page was made."""

    seen = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Sharing], widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["sharing"] = sharing_field(_("Hvem må vide det?"))


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Hvad har I besluttet?"),
        choices=list(DECISIONS.items()),
        required=False,
        widget=forms.RadioSelect,
    )
    reason = _text(
        _("Hvad sker der nu, eller hvorfor ikke?"),
        help_text=_("Barnet læser det. Skriv kort, og lov kun det, I kan holde."),
    )


class ToldForm(forms.Form):
    """Nobody writes that a child was told before it was."""

    told_on = DateField(label=_("Hvilken dag fik barnet det at vide?"), required=False)
    how = forms.ChoiceField(
        label=_("Hvordan?"),
        choices=list(TOLD.items()),
        required=False,
        widget=forms.RadioSelect,
    )
    text = _text(_("Hvad skete der? Hvad fik barnet at vide?"), rows=3)

    def __init__(self, *args: Any, asks_text: bool, **options: Any):
        super().__init__(*args, **options)
        if not asks_text:
            del self.fields["text"]


class OwnerForm(forms.Form):
    owner = Pick(label=_("Hvem svarer barnet?"))

    def __init__(self, *args: Any, owners: Iterable[User], **options: Any):
        super().__init__(*args, **options)
        offer(self, "owner", owners)


class ReasonForm(forms.Form):
    reason = _text(
        _("Hvorfor?"),
        help_text=_(
            "Fx at det blev skrevet ved et andet barn. Ingen kan læse det bagefter, heller ikke barnet."
        ),
    )


class WaitingFilter(forms.Form):
    """What the list of answers is asked for, in its address: nothing personal."""

    whose = forms.ChoiceField(
        label=_("Hvem svarer?"),
        required=False,
        choices=[("", _("Mig")), ("all", _("Alle, jeg må læse om"))],
    )

    def __init__(self, *args: Any, reader: User, **options: Any):
        super().__init__(*args, **options)
        self.reader = reader

    def lines(self) -> list[lists.Line]:
        self.full_clean()
        wants_all = self.cleaned_data.get("whose") == "all"
        ask = lists.all_waiting if wants_all else lists.mine
        unheard = lists.unheard(reader=self.reader)
        return lists.lines(list(ask(reader=self.reader)), list(unheard), reader=self.reader)
