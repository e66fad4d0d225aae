"""What several forms about one child are made of."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import Organisation
from skolespor.core.content import choices
from skolespor.core.forms import MAX_TEXT

CHOOSE = ("", _("Vælg"))


class Pick(forms.ChoiceField):
    """One of the things that a query has found. Its answer is the thing itself, or None."""

    default_error_messages = {"invalid_choice": _("Vælg en af mulighederne på listen.")}
    things: dict[str, Any]

    def offer(
        self,
        things: Iterable[Any],
        *,
        words: Callable[[Any], str] = str,
        group: Callable[[Any], str] | None = None,
        none: Any = CHOOSE,
    ) -> None:
        """What there is to choose from, in groups that stand in the order of their first thing."""
        self.things = {str(thing.pk): thing for thing in things}
        pairs = [(key, words(thing)) for key, thing in self.things.items()]
        self.choices = [none, *(self._grouped(pairs, group) if group else pairs)]

    def _grouped(self, pairs: list[tuple[str, str]], group: Callable[[Any], str]) -> list[Any]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, text in pairs:
            groups.setdefault(group(self.things[key]), []).append((key, text))
        return list(groups.items())

    def clean(self, value: Any) -> Any:
        return self.things.get(super().clean(value))


def offer(form: forms.BaseForm, name: str, things: Iterable[Any], **options: Any) -> None:
    """Fill a `Pick` of a form that is being made."""
    cast(Pick, form.fields[name]).offer(things, **options)


def let_choose(form: forms.BaseForm, name: str, code_list: str) -> None:
    """Fill a drop-down with a code list."""
    cast(forms.ChoiceField, form.fields[name]).choices = [CHOOSE, *choices(code_list)]


def municipality_of(house: Organisation) -> str:
    """What the houses of a drop-down are grouped by."""
    return house.home_municipality.name


class TwoSteps(forms.Form):
    """A form that is followed by a page on what will happen; only then is it done.

    The page after it sends the same answers once more, with `confirmed`, or with `edit` to go back.
    """

    @property
    def is_reopened(self) -> bool:
        return "edit" in self.data

    @property
    def is_confirmed(self) -> bool:
        return "confirmed" in self.data


class ReasonForm(forms.Form):
    """A sentence that is kept with what is done."""

    reason = forms.CharField(
        label=_("Hvorfor?"),
        help_text=_("Skriv en sætning. Den bliver gemt."),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv hvorfor, med en sætning.")},
    )
