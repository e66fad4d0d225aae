"""What the texts for everybody are, and what must be true of them."""

from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.core.errors import RuleBroken
from skolespor.core.markdown import has_picture, headings


class Name(StrEnum):
    OFFER = "offer"
    ACCESSIBILITY = "accessibility"
    PRIVACY = "privacy"


LABELS = {
    Name.OFFER: gettext_lazy("Rådgivning til kommuner"),
    Name.ACCESSIBILITY: gettext_lazy("Tilgængelighed"),
    Name.PRIVACY: gettext_lazy("Privatliv"),
}
LANGUAGES = {"da": gettext_lazy("Dansk"), "en": gettext_lazy("Engelsk")}
LONGEST = 40_000
"""Characters in one text: ten pages."""


def check_text(title: str, body: str) -> None:
    if not title.strip():
        raise RuleBroken("text.title", _("Skriv en overskrift."), "title")
    if not body.strip():
        raise RuleBroken("text.body", _("Skriv teksten."), "body")
    if 1 in headings(body):
        words = _("Overskriften står i feltet over teksten. Brug to havelåger: ## Sådan.")
        raise RuleBroken("text.heading", words, "body")
    if has_picture(body):
        words = _("Billeder kan ikke sættes ind. Skriv et link til filen i stedet.")
        raise RuleBroken("text.picture", words, "body")
