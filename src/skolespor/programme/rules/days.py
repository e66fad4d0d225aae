"""The days on which a municipality and the agency meet, and what is written about each. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.core.errors import RuleBroken


class Kind(StrEnum):
    """What a day is for (`stages` in content/advisory_course.yaml)."""

    START = "start"
    ADVISORY = "advisory"
    STATUS = "status"
    FOLLOW_UP = "follow_up"


KINDS: Mapping[str, object] = {
    Kind.START: gettext_lazy("Opstartsmøde"),
    Kind.ADVISORY: gettext_lazy("Rådgivningsdag"),
    Kind.STATUS: gettext_lazy("Statusmøde"),
    Kind.FOLLOW_UP: gettext_lazy("Opfølgning"),
}
PLAN, OUTCOME = "plan", "outcome"
PARTS_OF_A_DAY = (PLAN, OUTCOME)
FIELDS: Mapping[str, tuple[str, ...]] = {
    PLAN: ("purpose", "agenda", "preparation"),
    OUTCOME: ("output", "minutes"),
}
"""What is written before the day, and after it."""
MOST_ADVISORY = 4
"""`v_days_count`."""
_ROW = re.compile(r"^(\d{1,3})\s*(?:min(?:utter)?\.?)?\s*[:.–-]?\s+(\S.*)$")


@dataclass(frozen=True)
class Row:
    """A line of an agenda. `minutes` is None where nobody has said how long."""

    minutes: int | None
    text: str


@dataclass(frozen=True)
class Clocked:
    """A line of an agenda with the clock; None where it cannot be known."""

    at: time | None
    row: Row


def agenda_rows(text: str) -> list[Row]:
    """A line each; a number in front is its minutes: »30 min Velkomst«."""
    lines = (line.strip().lstrip("-•* ").strip() for line in text.splitlines())
    return [_row(line) for line in lines if line]


def _row(line: str) -> Row:
    found = _ROW.match(line)
    return Row(int(found[1]), found[2]) if found else Row(None, line)


def clocked(rows: Sequence[Row], begins: time | None) -> list[Clocked]:
    """When each begins, as long as one knows how long those before it last."""
    at = datetime.combine(date.min, begins) if begins else None
    found = []
    for row in rows:
        found.append(Clocked(at.time() if at else None, row))
        at = at + timedelta(minutes=row.minutes) if at and row.minutes is not None else None
    return found


def as_text(rows: Sequence[Row]) -> str:
    """An agenda as one writes it."""
    return "\n".join(
        _("{n} min {text}").format(n=row.minutes, text=row.text) if row.minutes else row.text
        for row in rows
    )


def is_planned(answers: Mapping[str, str]) -> bool:
    """Programme and preparation are written (`v_day_complete`)."""
    return all(answers.get(name, "").strip() for name in ("agenda", "preparation"))


def has_outcome(kind: str, answers: Mapping[str, str]) -> bool:
    """What came of it: of an advisory day its output, of a meeting its minutes."""
    name = "output" if kind == Kind.ADVISORY else "minutes"
    return bool(answers.get(name, "").strip())


def twice() -> RuleBroken:
    return RuleBroken("day.twice", _("Der er allerede en dag den dato."), "on")


def taken_out() -> RuleBroken:
    return RuleBroken("day.taken_out", _("En anden har taget dagen ud imens."))


def check_place(on: date, place: str, link: str, *, others: Collection[date]) -> None:
    if on in others:
        raise twice()
    if not place.strip() and not link.strip():
        raise RuleBroken("day.nowhere", _("Skriv et sted eller et link."), "place")


def check_times(begins: time | None, ends: time | None) -> None:
    """Both or none; a day ends after it begins."""
    if (begins is None) != (ends is None):
        field = "ends" if ends is None else "begins"
        words = _("Skriv både, hvornår det begynder, og hvornår det slutter.")
        raise RuleBroken("day.half_a_time", words, field)
    if begins and ends and ends <= begins:
        raise RuleBroken("day.ends_first", _("Det skal slutte, efter at det begynder."), "ends")


def check_number(kind: str, *, others: int) -> None:
    """Two to four advisory days; meetings are not counted."""
    if kind == Kind.ADVISORY and others >= MOST_ADVISORY:
        words = _("Der kan højst være {most} rådgivningsdage. Sæt et statusmøde i stedet.")
        raise RuleBroken("day.too_many", words.format(most=MOST_ADVISORY), "kind")


def check_kind(kind: str, *, is_signed: bool) -> None:
    """Before the agreement is made only its days are set."""
    if kind != Kind.ADVISORY and not is_signed:
        words = _("Møder sættes, når aftalen er indgået.")
        raise RuleBroken("day.too_early", words, "kind")


def check_why(why: str) -> None:
    if not why.strip():
        raise RuleBroken("day.why", _("Skriv kort, hvorfor dagen er aflyst."), "why")


def check_not_gone(on: date, *, today: date) -> None:
    """A day that has been held is not cancelled."""
    if on < today:
        raise RuleBroken("day.gone", _("Dagen er gået. Skriv i referatet, hvad der skete."))
