from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.workspace.queries.facts import Wanted

OVERDUE = "overdue"
ONLY = [
    ("", _("Alle")),
    ("gap", _("Uden skole lige nu")),
    (OVERDUE, _("Med overskredne frister")),
    ("no_case_worker", _("Uden rådgiver")),
]
ORDERS = [
    ("", _("Navn")),
    ("days", _("Flest dage uden skole først")),
    (OVERDUE, _("Flest overskredne frister først")),
    ("school", _("Skole")),
]


class FactsFilter(forms.Form):
    """What the list of facts is asked for. Who is told of no deadlines is not asked about them."""

    search = forms.CharField(label=_("Søg efter navn"), required=False, max_length=200)
    only = forms.ChoiceField(label=_("Vis"), required=False)
    order = forms.ChoiceField(label=_("Rækkefølge"), required=False)

    def __init__(self, *args: Any, sees_deadlines: bool, **options: Any):
        super().__init__(*args, **options)
        for name, choices in (("only", ONLY), ("order", ORDERS)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = [
                (key, words) for key, words in choices if sees_deadlines or key != OVERDUE
            ]

    def wanted(self) -> Wanted:
        """A choice that does not exist is as if it were not made."""
        self.full_clean()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})

    @property
    def is_filtered(self) -> bool:
        return bool(self.cleaned_data.get("search") or self.cleaned_data.get("only"))
