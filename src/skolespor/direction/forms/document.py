from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from skolespor.core.forms import AboutNoChild
from skolespor.core.no_child import CONFIRMS
from skolespor.direction.models import LineAnswer
from skolespor.direction.rules.document import MAX_SECTION, sections

MAX_REASON = 1000


class TextForm(AboutNoChild):
    """The common direction, section by section. What is not written yet may wait."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Mapping[str, Any] | None, *, began: Mapping[str, Any]):
        super().__init__(data, initial=dict(began))
        self.sections = sections()
        for section in self.sections:
            self.fields[section.id] = forms.CharField(
                label=section.title,
                help_text=section.hint,
                max_length=MAX_SECTION,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        self.order_fields([*(name for name in self.fields if name != CONFIRMS), CONFIRMS])

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under the headings they stand below."""
        in_order = groupby(self.sections, key=lambda section: section.group)
        return [(group, [self[section.id] for section in there]) for group, there in in_order]

    @property
    def texts(self) -> dict[str, str]:
        return {section.id: self.cleaned_data[section.id] for section in self.sections}


class SendForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AnswerForm(AboutNoChild):
    """What the line says, and why when it wants it to be looked at again."""

    says = forms.ChoiceField(
        label=_("Hvad siger jeres linje?"),
        choices=[
            (LineAnswer.Says.APPROVED, _("Vi godkender den")),
            (LineAnswer.Says.AGAIN, _("Se på den igen")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad jeres linje siger.")},
    )
    reason = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_(
            "Skal skrives, når I vil have den set på igen. Alle, der læser retningen, kan se det."
        ),
        max_length=MAX_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    field_order = ("says", "reason", CONFIRMS)


class ForOthersForm(AboutNoChild):
    """Approving for a line that has nobody who can."""

    reason = forms.CharField(
        label=_("Hvorfor godkender du for linjen?"),
        help_text=_("Hvem har du talt med? Alle, der læser retningen, kan se det."),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv hvorfor, med en sætning.")},
    )

    field_order = ("reason", CONFIRMS)
