"""Unlawful absence in a quarter, with its calculation step by step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.attendance.presenters.figures import days_in_words, percent_towards
from skolespor.attendance.queries.quarters import InQuarter
from skolespor.attendance.rules.quarters import Attended, days_to, limits, limits_for
from skolespor.core.content import read_yaml
from skolespor.core.forms import day_words


@dataclass(frozen=True)
class QuarterCard:
    """`sum` is the figure with its base, `passed` says how much of the quarter has gone, `reached` which
    limit is; `steps` are the calculation."""

    heading: str
    sum: str
    passed: str
    reached: str
    steps: tuple[str, ...]


def cards(found: Iterable[InQuarter], *, today: date) -> list[QuarterCard]:
    return [_card(one, today) for one in found]


def _card(one: InQuarter, today: date) -> QuarterCard:
    days, base = days_in_words(one.sum.unlawful), one.sum.school_days
    gone = sum(1 for school in one.schools for day in school.school_days if day <= today)
    percent = percent_towards(one.sum.share, {limit.percent for limit in limits()})
    reached = _("{percent} er nået.").format(percent=f"{one.level} %") if one.level else ""
    return QuarterCard(
        heading=_("{number}. kvartal {year}").format(
            number=one.quarter.number, year=one.quarter.year
        ),
        sum=_("{count} af {total} skoledage i kvartalet = {percent}").format(
            count=days, total=base, percent=percent
        ),
        passed=_("{gone} af {total} skoledage er gået.").format(gone=gone, total=base)
        if gone < base
        else "",
        reached=reached,
        steps=(*(_school(school) for school in one.schools), _sum(one, percent), *_limits(one)),
    )


def _school(school: Attended) -> str:
    """ "Engskolen: 37 skoledage. Ulovligt fravær: 02-09-2026 (hele dagen)." """
    count = len(school.school_days)
    base = ngettext("{school}: {count} skoledag.", "{school}: {count} skoledage.", count)
    told = base.format(school=school.name or _("En tidligere skole"), count=count)
    if not school.counted:
        return f"{told} {_('Intet ulovligt fravær.')}"
    days = ", ".join(_day(day, share) for day, share in sorted(school.counted.items()))
    return f"{told} " + _("Ulovligt fravær: {days}.").format(days=days)


def _day(day: date, share: Decimal) -> str:
    if share == 1:
        return day_words(day)
    return _("{day} ({share} dag)").format(day=day_words(day), share=days_in_words(share))


def _sum(one: InQuarter, percent: str) -> str:
    return _(
        "{count} dage delt med {total} skoledage = {percent}. Alle kvartalets skoledage tæller med,"
        " også dem, der ikke er gået endnu."
    ).format(count=days_in_words(one.sum.unlawful), total=one.sum.school_days, percent=percent)


def _limits(one: InQuarter) -> list[str]:
    """By which day of absence each limit is reached, with its law as we know it."""
    rules = {rule["id"]: rule for rule in read_yaml("deadlines.yaml")["rules"]}
    return [
        _("Grænsen på {percent} er nået ved {days} dage ({law}{unsure}).").format(
            percent=f"{limit.percent} %",
            days=days_to(limit, one.sum),
            law=rules[limit.rule]["law"],
            unsure="" if rules[limit.rule]["status"] == "verified" else _(", ikke efterprøvet"),
        )
        for limit in limits_for(one.schools, on=one.quarter.last_day)
    ]
