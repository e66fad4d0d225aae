"""The addresses of tracks, and what stands on their pages."""

import re
from html import unescape

from django.urls import reverse

INDEX, ALL, YEAR, CREATE = (
    reverse(f"tracks:{name}") for name in ("index", "all", "year", "create")
)
NEW = {"title": "Børnene bliver spurgt", "why": "Tallene siger det."}
STATUS = {"going": "well", "done": "Det første", "seen": "Det virker", "next": "Det næste"}


def text(answer):
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def to(name, track, *more):
    return reverse(f"tracks:{name}", args=[track.pk, *more])
