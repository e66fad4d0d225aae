"""Danish in templates: names, dates, icons, and attributes that are always escaped."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

register = template.Library()

SPRITE = "dkfds/img/all-svg-icons.svg"


@register.filter
def genitive(name: object) -> str:
    """Sofie -> Sofies; Mads -> Mads'. On an English page Sofie's and Mads'."""
    text = str(name or "").strip()
    if not text:
        return ""
    hissing, ending = ("s", "'s") if get_language() == "en" else ("sxz", "s")
    return text + ("'" if text[-1].lower() in hissing else ending)


@register.filter
def initials(name: object) -> str:
    """Anne Mette Holm -> AH; Sofie -> S; what stands in brackets is no name."""
    words = [word for word in str(name or "").split() if word[0].isalpha()]
    return (
        "".join(word[0].upper() for word in dict.fromkeys((words[0], words[-1]))) if words else ""
    )


@register.filter
def date_da(day: object) -> str:
    """dd-mm-åååå; a moment is shown as the day it was in Denmark."""
    if isinstance(day, datetime):
        return f"{timezone.localtime(day) if timezone.is_aware(day) else day:%d-%m-%Y}"
    return f"{day:%d-%m-%Y}" if isinstance(day, date) else ""


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon from the sprite: decoration, unless it has a label of its own."""
    meaning = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon-svg{}" focusable="false" {}><use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        SafeString(meaning),
        static(SPRITE),
        name,
    )


@register.filter
def html_attrs(attrs: Mapping[str, Any]) -> SafeString:
    """What a page adds to a component (id, data-..., aria-...), with every value escaped."""
    declared = getattr(attrs, "attrs_dict", lambda: attrs)()
    shown = {key: value for key, value in declared.items() if value not in (False, None)}
    return format_html_join("", " {}{}", ((key, _value(value)) for key, value in shown.items()))


def _value(value: object) -> SafeString:
    return SafeString("") if value is True else format_html('="{}"', value)


@register.filter
def alert_kind(kind: object) -> str:
    """Django's levels and our own words as the four alerts of the design system."""
    known = ("info", "success", "warning", "error")
    return str(kind) if kind in known else "info"


@register.filter
def page_numbers(page: Page[Any]) -> list[int]:
    """The numbers to show; 0 stands for the pages that are left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in shown]


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, param: str, number: int) -> str:
    """The same page with the same filters, but another number."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[param] = str(number)
    return f"?{query.urlencode()}"


BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
DEVICES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac": "Mac",
}


@register.filter
def device(user_agent: object) -> str:
    """What a person calls it: "Chrome, Windows"; the first match counts, so the order matters."""
    text = str(user_agent or "")
    browser = next((name for mark, name in BROWSERS.items() if mark in text), "")
    machine = next((name for mark, name in DEVICES.items() if mark in text), "")
    return ", ".join(filter(None, (browser, machine))) or str(_("Ukendt enhed"))
