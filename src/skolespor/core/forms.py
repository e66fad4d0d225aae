from datetime import date
from typing import Any, Self

from django import forms
from django.conf import settings
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from skolespor.core.errors import RuleBroken
from skolespor.core.no_child import CONFIRMS

DATE_FORMATS = ["%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%d%m%Y"]


class HouseRenderer(TemplatesSetting):
    """Forms look as dkfds says, everywhere, without a word in the page's template."""

    field_template_name = "core/field.html"


class Hinted(str):
    """The words of a choice, with an explanation below."""

    hint: str

    def __new__(cls, words: str, hint: str = "") -> Self:
        made = super().__new__(cls, words)
        made.hint = hint
        return made


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years that a child's course can lie in; the days before and after one of them exist too."""


class DateField(forms.DateField):
    """A date as people write it: 21-11-2026, also with dots or as 2026-11-21. A year such as 0202 is
    a slip of the finger."""

    def __init__(self, **options: Any):
        options.setdefault("widget", forms.DateInput(format="%d-%m-%Y", attrs=DATE_ATTRS))
        own = {
            "invalid": _("Skriv datoen som dd-mm-åååå."),
            "year": _("Skriv et årstal mellem 1900 og 2199."),
        }
        messages = own | options.pop("error_messages", {})
        super().__init__(input_formats=DATE_FORMATS, error_messages=messages, **options)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["year"], code="year")
        return day


DATE_ATTRS = {"autocomplete": "off", "data-date": "", "class": "date"}


class rules_shown_on:
    """Show a broken rule where the person can act on it: on the form.

    A class, because its `bool` tells mypy that the code after the block is reached.
    """

    def __init__(self, form: forms.BaseForm):
        self.form = form

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, broken: BaseException | None, where: object
    ) -> bool:
        if not isinstance(broken, RuleBroken):
            return False
        field = broken.field if broken.field in self.form.fields else None
        self.form.add_error(field, broken.message)
        return True


class AboutNoChild(forms.Form):
    """A form whose texts hold no child. Whether a name is a child's is asked only when there is one
    (`core.no_child.check_no_child`)."""

    not_a_child = forms.BooleanField(
        label=_("Det er ikke navnet på et barn"),
        required=False,
        widget=forms.CheckboxInput({"class": "no-draft"}),
    )

    @property
    def is_asked(self) -> bool:
        """Whether there is an error at the box, or it was ticked the last time."""
        is_ticked = bool(self.data.get(self.add_prefix(CONFIRMS)))
        return self.is_bound and (is_ticked or CONFIRMS in self.errors)

    @property
    def is_confirmed(self) -> bool:
        return bool(self.cleaned_data[CONFIRMS])

    def visible_fields(self) -> list[forms.BoundField]:
        fields = super().visible_fields()
        asked = [field for field in fields if field.name == CONFIRMS and self.is_asked]
        return [field for field in fields if field.name != CONFIRMS] + asked


def day_words(day: date | None) -> str:
    """A date on a page: 21-11-2026, or nothing."""
    return day.strftime("%d-%m-%Y") if day else ""


MAX_TEXT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 100
"""Longest free text in characters: far more than anybody writes, far less than harms."""
