"""The question whether a name is a child's, on every form with free text."""

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from skolespor.core.no_child import CONFIRMS


class Asking(forms.Form):
    """The box is shown only when the question has been asked: when there is an error at it, or it was
    ticked the last time."""

    not_a_child = forms.BooleanField(label=_("Det er ikke navnet på et barn"), required=False)

    @property
    def is_asked(self) -> bool:
        return bool(self.is_bound and (self.errors.get(CONFIRMS) or self.data.get(CONFIRMS)))

    @property
    def is_confirmed(self) -> bool:
        return bool(self.cleaned_data[CONFIRMS])

    def visible_fields(self) -> list[BoundField]:
        shown = super().visible_fields()
        return [field for field in shown if self.is_asked or field.name != CONFIRMS]
