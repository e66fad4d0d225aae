"""Absence in a school year, with its calculation step by step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.attendance.models import AbsenceChange
from skolespor.attendance.presenters.figures import days_in_words, percent_beyond
from skolespor.attendance.queries.page import Absence
from skolespor.attendance.queries.years import InYear
from skolespor.attendance.rules.sums import sum_over
from skolespor.attendance.rules.years import (
    CATEGORIES,
    CONCERNING,
    SICK_TEACHING,
    YearAt,
    threshold,
)
from skolespor.calendar.rules.years import Quarter, SchoolYear
from skolespor.core.content import label, read_yaml
from skolespor.core.forms import day_words

NO_LIMIT = 100


@dataclass(frozen=True)
class KindLine:
    """One reason: days, and the share of the school days."""

    kind: str
    days: str
    share: str


@dataclass(frozen=True)
class YearCard:
    """`sum` is the figure with its base (empty: nothing is known), `until` up to which day, `badges` which
    limits are passed, `kinds` the reasons (none for who sees the sum alone); `steps` are the calculation,
    `counted` what it is made of and what not."""

    heading: str
    sum: str
    until: str
    badges: tuple[str, ...]
    kinds: tuple[KindLine, ...]
    steps: tuple[str, ...]
    counted: tuple[str, ...]
    is_assumed: bool


def year_cards(absence: Absence) -> list[YearCard]:
    return [_card(one, by_kind=absence.by_kind) for one in absence.years]


def _card(one: InYear, *, by_kind: bool) -> YearCard:
    steps = [_school(school) for school in one.schools]
    return YearCard(
        heading=_("Skoleåret {year}").format(year=one.year),
        sum=_sum(one),
        until=_until(one),
        badges=tuple(_badges(one, by_kind=by_kind)),
        kinds=tuple(_kinds(one)) if by_kind and _is_known(one) else (),
        steps=(*steps, *_divided(one, by_kind=by_kind)) if one.can_be_found else (),
        counted=tuple(_counted(by_kind=by_kind)),
        is_assumed=any(school.is_assumed for school in one.schools),
    )


def _is_known(one: InYear) -> bool:
    return bool(one.sum.school_days) and one.can_be_found


def _sum(one: InYear) -> str:
    if not _is_known(one):
        return ""
    return _("{count} af {total} skoledage = {percent}").format(
        count=days_in_words(one.sum.total),
        total=one.sum.school_days,
        percent=_percent(one, one.sum.total),
    )


def _percent(one: InYear, days: Decimal) -> str:
    limit = threshold(CONCERNING)
    return percent_beyond(Fraction(days) / one.sum.school_days, limit.value if limit else NO_LIMIT)


def _until(one: InYear) -> str:
    """Up to which day is counted; of several schools each has its own, in the calculation."""
    if not one.can_be_found:
        return _(
            "Barnet har intet CPR-nummer her. Derfor kan vi ikke finde fraværet i skolernes filer. Det er"
            " ikke det samme som intet fravær."
        )
    days = {school.last_day for school in one.schools if school.last_day}
    if not days:
        return _(
            "Skolen har ikke registreret fravær i skoleåret endnu. Det er ikke det samme som intet fravær."
        )
    return _("Talt til og med {day}.").format(day=day_words(max(days)))


def _badges(one: InYear, *, by_kind: bool) -> Iterator[str]:
    limits = threshold(CONCERNING), threshold(SICK_TEACHING)
    if one.is_concerning and limits[0]:
        yield _("Over {percent}").format(percent=f"{limits[0].value} %")
    if by_kind and one.sick_teaching_on and limits[1]:
        yield _("{count} dage med sygdom nået {day}").format(
            count=limits[1].value, day=day_words(one.sick_teaching_on)
        )


def _kinds(one: InYear) -> Iterator[KindLine]:
    for category in CATEGORIES:
        days = one.sum.by_category[category]
        words = str(label("absence_categories", category))
        yield KindLine(words, days_in_words(days), _percent(one, days))
    yield KindLine(_("I alt"), days_in_words(one.sum.total), _percent(one, one.sum.total))


def _school(school: YearAt) -> str:
    """ "Engskolen: 69 skoledage til og med 20-11-2026. Fravær: 10 dage. Solvang har fortalt det." """
    name = school.name or _("En skole")
    if not school.school_days:
        said = _("{school} har ikke registreret fravær endnu. Skoledagene der tæller ikke med.")
        return said.format(school=name)
    count = len(school.school_days)
    base = ngettext(
        "{school}: {count} skoledag til og med {day}.",
        "{school}: {count} skoledage til og med {day}.",
        count,
    ).format(school=name, count=count, day=day_words(school.last_day))
    away = _("Dage med fravær: {days}.").format(days=days_in_words(sum_over(school.away)))
    told = _("Kilde: {who}.").format(who=", ".join(school.told_by)) if school.told_by else ""
    return " ".join(part for part in (base, away, told) if part)


def _divided(one: InYear, *, by_kind: bool) -> Iterator[str]:
    if not one.sum.school_days:
        return
    yield _("{count} dage delt med {total} skoledage = {percent}.").format(
        count=days_in_words(one.sum.total),
        total=one.sum.school_days,
        percent=_percent(one, one.sum.total),
    )
    if by_kind and sum(one.sum.by_category.values()) > one.sum.total:
        yield _("To kommuner har givet hver sin grund til den samme dag. Den tæller én gang i alt.")
    if by_kind:
        yield _sick(one)


def _sick(one: InYear) -> str:
    """With its law as we know it; illness is counted in dates, not school by school."""
    limit = threshold(SICK_TEACHING)
    days = _("Dage med sygdom: {days}.").format(days=days_in_words(one.sick_days))
    if limit is None:
        return days
    rule = _rules()[SICK_TEACHING]
    said = _("Ved {count} dage i skoleåret taler skolen om sygeundervisning ({law}{unsure}).")
    return f"{days} " + said.format(
        count=limit.value,
        law=rule["law"],
        unsure="" if rule["status"] == "verified" else _(", ikke efterprøvet"),
    )


def _counted(*, by_kind: bool) -> Iterator[str]:
    """What the figure is made of."""
    yield _("Sygdom, fravær med tilladelse og ulovligt fravær lagt sammen. En halv dag er 0,5.")
    yield _(
        "Kun barnets egne skoledage tæller. Går barnet på to skoler på samme tid, tæller begges dage."
    )
    yield _(
        "En skole tæller med fra skoleårets begyndelse og til den sidste dag, den har registreret fravær"
        " for nogen elev. Har den ikke registreret noget, ved vi ikke, om barnet var der."
    )
    limit = threshold(CONCERNING)
    if limit:
        yield _(
            "Over {percent} af mindst {days} skoledage kræver svar fra de voksne. Grænsen er et forslag fra"
            " Skolespor, ikke lov."
        ).format(percent=f"{limit.value} %", days=limit.minimum_base)
    if by_kind:
        yield _("Nedsat skema er en aftale om færre timer og er ikke fravær.")


def _rules() -> dict[str, Mapping[str, Any]]:
    return {rule["id"]: rule for rule in read_yaml("deadlines.yaml")["rules"]}


# Corrections


def corrections(absence: Absence) -> list[str]:
    """ "Rettet 28-09-2026: Ulovligt fravær i 3. kvartal 2026 var 6 dage og er nu 5." """
    return [_corrected(one, says_who=absence.knows_schools) for one in absence.corrected]


def _corrected(one: AbsenceChange, *, says_who: bool) -> str:
    day = day_words(timezone.localtime(one.at).date())
    when = _("Rettet {day} af {who}:").format(day=day, who=one.sender.name)
    said = ngettext(
        "{kind} i {period} var {before} dag og er nu {after}.",
        "{kind} i {period} var {before} dage og er nu {after}.",
        1 if one.before == 1 else 2,
    ).format(
        kind=label("absence_categories", one.category),
        period=_period(one.period),
        before=days_in_words(one.before),
        after=days_in_words(one.after),
    )
    return f"{when if says_who else _('Rettet {day}:').format(day=day)} {said}"


def _period(written: str) -> str:
    """A quarter or a school year as people say it."""
    if "/" in written:
        return _("skoleåret {year}").format(year=SchoolYear.parse(written))
    quarter = Quarter.parse(written)
    return _("{number}. kvartal {year}").format(number=quarter.number, year=quarter.year)
