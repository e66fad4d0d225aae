from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class MissingFilter(forms.Form):
    """What a list of what is missing is asked for, in its address: nothing personal. The choices are the
    kinds that are there; one that is not is as if it were not made."""

    kind = forms.ChoiceField(label=_("Hvad mangler?"), required=False)

    def __init__(self, *args: Any, kinds: Mapping[str, str], **options: Any):
        super().__init__(*args, **options)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("Alt")), *kinds.items()]

    def wanted(self) -> str:
        self.full_clean()
        return str(self.cleaned_data.get("kind") or "")
