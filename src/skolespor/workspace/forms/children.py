from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import User
from skolespor.children.queries import lists

ORDERS = [("name", _("Navn, A-Å")), ("-name", _("Navn, Å-A")), ("-new", _("Sidst oprettet"))]

NOW = [
    ("", _("Alle")),
    ("gap", _("Uden skole lige nu")),
    ("soon", _("Opfølgning snart")),
    ("answer", _("Fravær kræver svar")),
    ("waits", _("Barnet venter på svar")),
]


class ChildrenFilter(forms.Form):
    """The choices are those of the reader's own rows, so that nothing else can be seen in them."""

    search = forms.CharField(label=_("Søg efter et barn"), required=False, max_length=100)
    now = forms.ChoiceField(label=_("Vis"), required=False, choices=NOW)
    role = forms.ChoiceField(label=_("Min opgave"), required=False)
    school = forms.ChoiceField(label=_("Skole"), required=False)
    municipality = forms.ChoiceField(label=_("Handlekommune"), required=False)
    order = forms.ChoiceField(label=_("Rækkefølge"), required=False, choices=ORDERS)

    def __init__(self, *args: Any, reader: User, **options: Any):
        super().__init__(*args, **options)
        everything = [("", _("Alle"))]
        schools = [(str(s.pk), s.name) for s in lists.school_choices(reader=reader)]
        acting = [(str(m.pk), m.name) for m in lists.municipality_choices(reader=reader)]
        self._offer("role", everything + lists.role_choices(reader=reader))
        self._offer("school", everything + schools)
        self._offer("municipality", everything + acting)

    def _offer(self, name: str, choices: list[Any]) -> None:
        """A filter with one choice filters nothing: leave it out."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices
        if len(choices) <= 2 and not self.data.get(name):
            del self.fields[name]

    def wanted(self) -> lists.Wanted:
        """What was asked for; a choice that does not exist is as if it were not made."""
        self.full_clean()
        asked = {k: v for k, v in self.cleaned_data.items() if v and k != "now"}
        return lists.Wanted(**asked)

    @property
    def wanted_now(self) -> str:
        return str(self.cleaned_data.get("now") or "")
