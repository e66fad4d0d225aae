"""A rule in words: what it says, where it stands, and how a day came out of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skolespor.accounts.roles import Role
from skolespor.children.presenters.overview import Fact
from skolespor.core.content import in_language, read_yaml
from skolespor.core.forms import day_words
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.queries.done import rule_for
from skolespor.deadlines.rules.due import COUNTS_ITS_FIRST_DAY
from skolespor.deadlines.rules.rule import Rule, text_of

UNVERIFIED = "unverified"


def words_of(rule: str) -> str:
    return in_language(text_of(rule), "text")


def owner_words(owner: str) -> str:
    """Whose it is today, as a role; a plain word when nobody has it."""
    return Role(owner).label if owner else str(NOBODY)


NOBODY = gettext_lazy("Ingen endnu")


def ground_of(rule: str) -> dict[str, Any]:
    """Where the rule comes from. A law that has not been checked is never shown as if it had."""
    text = text_of(rule)
    return {
        "law": text["law"] or "",
        "source": text["source"],
        "is_law": text["legal"],
        "is_unverified": text["status"] == UNVERIFIED,
    }


def calculation(item: Deadline) -> list[Fact]:
    """Step by step how the day came out, with the number that the municipality had then."""
    rule = rule_for(item)
    steps = [Fact(_("Regnet fra"), f"{_trigger(rule)}: {day_words(item.happened_on)}")]
    if rule.n and rule.relation != "at":
        steps.append(Fact(_("Reglen"), _offset(rule)))
    if rule.starts_after:
        steps.append(Fact(_("Begynder efter"), _length(rule.starts_after, rule.calendar)))
    if rule.recurs and rule.n:
        steps.append(Fact(_("Gang"), _("nummer {number}").format(number=item.number)))
    if rule.is_individual:
        steps.append(Fact(_("Reglen"), _("I har selv valgt dagen.")))
    steps.append(Fact(_("Fristen er"), day_words(item.due)))
    return steps


def counted(rule: Rule) -> str:
    """What kind of days were counted, where that is not plain."""
    if rule.calendar == "working_days":
        return _("Hverdage er mandag til fredag uden helligdage. Den første dag tæller ikke med.")
    if rule.calendar != "school_days" or rule.relation == "at":
        return ""
    if rule.trigger in COUNTS_ITS_FIRST_DAY:
        return _(
            "Skoledagene er dem, der gælder i den kommune, barnet bor i. Den første dag er dag 1."
            " Har kommunen ikke sendt sine skoledage, er de antaget."
        )
    return _(
        "Skoledagene er dem, der gælder på barnets skole. Den første dag tæller ikke med."
        " Er de ikke sendt til Skolespor, er de antaget."
    )


def _trigger(rule: Rule) -> str:
    triggers = {item["id"]: item for item in read_yaml("deadlines.yaml")["triggers"]}
    return in_language(triggers[rule.trigger], "text")


def _offset(rule: Rule) -> str:
    """ "3 måneder efter", "hver 28 dage", "5 skoledage før"."""
    how_long = _length(rule.n or 0, rule.calendar)
    if rule.relation == "before":
        return _("senest {how_long} før").format(how_long=how_long)
    if rule.recurs:
        return _("hver gang der er gået {how_long}").format(how_long=how_long)
    return _("senest {how_long} efter").format(how_long=how_long)


def _length(n: int, calendar: str) -> str:
    words = {
        "months": ngettext("{n} måned", "{n} måneder", n),
        "working_days": ngettext("{n} hverdag", "{n} hverdage", n),
        "school_days": ngettext("{n} skoledag", "{n} skoledage", n),
        "calendar_days": ngettext("{n} dag", "{n} dage", n),
    }
    return words[calendar].format(n=n)
