from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def what_happens() -> dict[str, Any]:
    """Before the adult gives the screen away: what is open then, and what is not."""
    return {
        "opens": [_("Barnet ser jeres snak og intet andet.")],
        "closes": [_("Du bliver logget ud her. Ingen kan gå tilbage til dine sider.")],
        "stays": [
            _("Det, barnet laver, bliver gemt hele tiden. I kan holde pause og fortsætte."),
            _("Du logger ind igen, når barnet giver dig skærmen tilbage."),
        ],
    }


def address(request: HttpRequest) -> str:
    """Where the code is typed, as one reads it aloud: without https://."""
    return f"{request.get_host()}{reverse('snak:code')}"


def in_two(digits: str) -> str:
    """4827 1936: two short numbers are easier to type than a long one."""
    half = len(digits) // 2
    return f"{digits[:half]} {digits[half:]}"
