"""The texts in words and HTML."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation
from skolespor.core.forms import day_words
from skolespor.core.markdown import in_words, to_html
from skolespor.public.models import TextVersion
from skolespor.public.queries import Text, text_of
from skolespor.public.rules import LABELS, LANGUAGES, Name

SUMMARY = 155
"""Characters that search engines show."""
ADDRESSES = {
    Name.OFFER: "public:offer",
    Name.ACCESSIBILITY: "public:accessibility",
    Name.PRIVACY: "public:privacy",
}


def page(text: Text) -> dict[str, Any]:
    return {
        "title": text.title,
        "html": to_html(text.body),
        "summary": in_words(text.body, SUMMARY),
        "language": text.language,
        "changed": day_words(timezone.localdate(text.at)) if text.at else "",
    }


def found_by_search() -> list[dict[str, Any]]:
    """The pages that search engines may read, and the day the agency last changed them. The texts stand
    there in Danish: one who searches has chosen no language."""
    texts = [text_of(name, "da") for name in ADDRESSES]
    pages = [{"path": reverse(ADDRESSES[text.name]), "changed": text.at} for text in texts]
    return [*pages, {"path": reverse("programme:apply"), "changed": None}]


def contact(agency: Organisation | None) -> dict[str, str] | None:
    """Whom to call: shown when the agency has written a number."""
    if agency is None or not agency.phone:
        return None
    return {"name": agency.name, "phone": agency.phone}


def line(text: Text) -> dict[str, Any]:
    """One text in the list of those who write them."""
    about = [text.name.value, text.language]
    return {
        "label": LABELS[text.name],
        "language": LANGUAGES[text.language],
        "version": _version(text.version),
        "changed": day_words(timezone.localdate(text.at)) if text.at else "",
        "edit": reverse("public:edit", args=about),
        "earlier": reverse("public:versions", args=about),
        "url": reverse(ADDRESSES[text.name]),
    }


def earlier(one: TextVersion) -> dict[str, Any]:
    return {
        "version": _version(one.version),
        "url": reverse("public:version", args=[one.name, one.language, one.version]),
        "at": timezone.localtime(one.written_at).strftime("%d-%m-%Y kl. %H.%M"),
        "by": one.written_by.name,
    }


def _version(number: int) -> str:
    if number == 0:
        return _("Skolespors egen tekst")
    return _("Udgave {number}").format(number=number)
