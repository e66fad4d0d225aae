"""How many answers came in time, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.core.forms import day_words
from skolespor.promises.queries.told import Told
from skolespor.promises.rules import IN_TIME, SMALLEST


def told_in_words(told: Told) -> dict[str, Any]:
    """The number, what it is about, and what it is not."""
    return {
        "sentence": _sentence(told),
        "days": IN_TIME.days,
        "rows": [
            _row(_("Periode"), _period(told)),
            _row(_("Det tæller"), _("Svar, som barnet fik at vide senest den dag.")),
            _row(_("Ud af"), _out_of()),
            _row(_("Bygger på"), _based_on(told)),
            _row(_("Kilde"), _("Det, der er skrevet i Skolespor om kommunens egne børn i dag.")),
        ],
    }


def _sentence(told: Told) -> str:
    if not told.answers:
        return _("Ingen svar skulle være givet det sidste år.")
    if told.is_hidden:
        return _("Vi viser ikke tal for færre end {least} børn.").format(least=SMALLEST)
    words = _("{in_time} af {answers} svar nåede frem til barnet i tide: {percent} %.")
    percent = round(told.share * 100)
    return words.format(in_time=told.in_time, answers=told.answers, percent=percent)


def _period(told: Told) -> str:
    return _("{since} til {until}").format(since=day_words(told.since), until=day_words(told.until))


def _row(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value}


def _out_of() -> str:
    words = _(
        "Alt, hvad børn har bedt om eller er blevet lovet, hvor der er gået {days} dage, eller hvor den "
        "aftalte dag er nået, hvis den ligger senere. Fejl, der er trukket tilbage, tæller ikke med."
    )
    return words.format(days=IN_TIME.days)


def _based_on(told: Told) -> str:
    if told.is_hidden:
        return _("Færre end {least} børn").format(least=SMALLEST)
    children = ngettext("{count} barn", "{count} børn", told.children).format(count=told.children)
    answers = ngettext("{count} svar", "{count} svar", told.answers).format(count=told.answers)
    return _("{answers} til {children}").format(answers=answers, children=children)
