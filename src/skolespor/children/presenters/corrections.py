"""What stood before something was put right, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.children.models import Correction
from skolespor.core.content import label
from skolespor.core.forms import day_words


@dataclass(frozen=True)
class Corrected:
    """One correction: what it was about, what stood there, who put it right and why."""

    what: str
    when: str
    who: str
    reason: str
    before: Sequence[str]


WHAT: Mapping[str, Any] = {
    "placement": gettext_lazy("Hvor barnet bor"),
    "enrolment": gettext_lazy("Hvor barnet går i skole"),
    "child": gettext_lazy("Barnet"),
}
FIELDS: Mapping[str, Any] = {
    "organisation": gettext_lazy("Sted"),
    "place_name": gettext_lazy("Sted"),
    "address": gettext_lazy("Adresse"),
    "municipality": gettext_lazy("Kommune"),
    "type": gettext_lazy("Slags sted"),
    "legal_basis": gettext_lazy("Grundlag"),
    "school": gettext_lazy("Skole"),
    "grade": gettext_lazy("Klassetrin"),
    "class_name": gettext_lazy("Klasse"),
    "since": gettext_lazy("Første dag"),
    "until": gettext_lazy("Sidste dag"),
}
FOR_THOSE_WHO_KNOW_WHY = frozenset({"legal_basis", "type"})


def corrected(row: Correction, *, names: Mapping[int, str], knows_reason: bool) -> Corrected:
    left_out = frozenset() if knows_reason else FOR_THOSE_WHO_KNOW_WHY
    before = {key: value for key, value in row.before.items() if key not in left_out}
    return Corrected(
        what=str(WHAT.get(row.about, row.about)),
        when=day_words(timezone.localdate(row.at)),
        who=str(row.by) if row.by else _("Registerfil"),
        reason=row.reason,
        before=_before(before, names),
    )


def _before(before: Mapping[str, Any], names: Mapping[int, str]) -> list[str]:
    if "withdrawn_at" in before:
        return [_("Blev trukket tilbage")]
    if "is_protected" in before:
        return [_("Beskyttelsen blev ophævet")]
    lines = [(FIELDS[key], _words(key, value, names)) for key, value in before.items()]
    return [_("{field}: {value}").format(field=name, value=words) for name, words in lines if words]


def _words(key: str, value: Any, names: Mapping[int, str]) -> str:
    if value in (None, ""):
        return ""
    readers: Mapping[str, Callable[[Any], str]] = {
        "organisation": lambda pk: names.get(pk, ""),
        "municipality": lambda pk: names.get(pk, ""),
        "school": lambda pk: names.get(pk, ""),
        "type": lambda code: label("placement_types", code),
        "legal_basis": lambda code: label("legal_bases", code),
        "since": lambda day: day_words(date.fromisoformat(day)),
        "until": lambda day: day_words(date.fromisoformat(day)),
    }
    return readers.get(key, str)(value)
