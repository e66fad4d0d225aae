"""What a field must know about its form before it can be drawn."""

from django import template
from django.forms import BoundField

from skolespor.core.no_child import CONFIRMS

register = template.Library()


@register.filter
def marking(field: BoundField) -> str:
    """Mark the fewest: "required" or "optional", or nothing when all fields are alike."""
    needed = [_is_needed(other) for other in field.form.visible_fields()]
    few_needed = sum(needed) <= len(needed) / 2
    if all(needed) or not any(needed) or _is_needed(field) is not few_needed:
        return ""
    return "required" if few_needed else "optional"


def _is_needed(field: BoundField) -> bool:
    """The box about names is there only when it must be answered."""
    return field.field.required or field.name == CONFIRMS


@register.filter
def kind(field: BoundField) -> str:
    """The input type or, for widgets without one, the name of the widget in lower case."""
    widget = field.field.widget
    return getattr(widget, "input_type", None) or type(widget).__name__.lower()


@register.filter
def item(mapping: dict[str, object], key: str) -> object:
    """An attribute whose name has a hyphen, which a template cannot ask for with a dot."""
    return mapping.get(key, "")


@register.filter
def lead_in(label: object) -> str:
    """A label before its error: "Navn:", but "Hvad hedder skolen?" as it is."""
    text = str(label or "")
    return text if text.endswith(("?", ":")) or not text else f"{text}:"
