"""Two people wrote at the same time: both texts, and a form that saves over the newer one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.core.forms import day_words
from skolespor.core.no_child import CONFIRMS


def texts(asked: Any, form: forms.Form, current: Any) -> dict[str, Any]:
    """`current` is the row as somebody else has just saved it."""
    mine = dict(form.cleaned_data)
    begins = {**mine, "version": current.version}
    saved_at = timezone.localtime(current.edited_at).strftime("%d-%m-%Y %H.%M")
    return {
        "form": asked.kind(initial=begins, **asked.options),
        "mine": _said(form, mine),
        "theirs": _said(form, asked.begins_of(current)),
        "saved_words": _("Gemt {time} af {who}").format(time=saved_at, who=current.edited_by),
    }


def _said(form: forms.Form, answers: Mapping[str, Any]) -> str:
    """Question by question, what stands there; what is empty is left out."""
    asked = [name for name, field in form.fields.items() if not field.widget.is_hidden]
    lines = [
        f"{form.fields[name].label}\n{_words(form.fields[name], answers[name])}"
        for name in asked
        if name != CONFIRMS and answers.get(name)
    ]
    return "\n\n".join(lines)


def _words(field: forms.Field, answer: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        one = answer if hasattr(answer, "pk") else field.to_python(answer)
        return field.label_from_instance(one) if one else ""
    if isinstance(field, forms.ChoiceField):
        return str(dict(_flat(field.choices)).get(answer, answer))
    return day_words(answer) if hasattr(answer, "strftime") else str(answer)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices in groups are choices too."""
    flat: list[tuple[Any, Any]] = []
    for value, words in choices:
        flat += words if isinstance(words, list | tuple) else [(value, words)]
    return flat
