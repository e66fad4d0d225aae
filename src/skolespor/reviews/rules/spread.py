"""Three lines beside each other: how far they are apart, and where to begin talking. Pure.

Everything here is worked out from what is shown (`shown.Shown`), never from single answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median

from skolespor.reviews.rules.instrument import Instrument, Statement, Theme
from skolespor.reviews.rules.shown import Shown, Why

FLAG = 2
"""content/self_review.yaml, `rule_en`: `spread_flag`."""
FOCUS_MAX, FOCUS_MIN = 3, 2

OfLines = Mapping[str, Shown]


@dataclass(frozen=True)
class Compared:
    """One statement and what each line has answered."""

    theme: Theme
    statement: Statement
    lines: OfLines

    @property
    def distance(self) -> float | None:
        return distance_of(self.lines)

    @property
    def is_flagged(self) -> bool:
        return self.distance is not None and self.distance >= FLAG

    @property
    def gaps(self) -> list[str]:
        """The lines without a value."""
        return [line for line, shown in self.lines.items() if not shown.has_value]

    @property
    def mean(self) -> float | None:
        return mean_of(self.lines)


@dataclass(frozen=True)
class ComparedTheme:
    """A theme: for each line the middle of its shown values; None where it has none."""

    theme: Theme
    lines: Mapping[str, float | None]
    compared: Sequence[Compared]

    @property
    def distance(self) -> float | None:
        values = [value for value in self.lines.values() if value is not None]
        return max(values) - min(values) if len(values) > 1 else None

    @property
    def is_flagged(self) -> bool:
        return self.distance is not None and self.distance >= FLAG

    @property
    def flagged(self) -> int:
        return sum(one.is_flagged for one in self.compared)


def distance_of(lines: OfLines) -> float | None:
    """Steps between the lines farthest from each other. Where a line's value lies between two numbers,
    the nearest counts: the lines are at least so far apart. None with fewer than two values."""
    found = [shown for shown in lines.values() if shown.has_value]
    if len(found) < 2:
        return None
    lows = [shown.low for shown in found if shown.low is not None]
    highs = [shown.high for shown in found if shown.high is not None]
    return max(0, max(lows) - min(highs))


def mean_of(lines: OfLines) -> float | None:
    """Only where every line has one exact value; shown beside the three, never alone."""
    values = [shown.low for shown in lines.values() if shown.low is not None]
    exact = all(shown.has_value and shown.low == shown.high for shown in lines.values())
    return round(mean(values), 1) if exact and values else None


def compare(instrument: Instrument, shown: Mapping[str, Mapping[str, Shown]]) -> list[Compared]:
    """Every statement in the order of the instrument. `shown` by line and statement."""
    nothing = Shown(why=Why.NOT_ANSWERED)
    return [
        Compared(
            theme,
            statement,
            {line: of_line.get(statement.id, nothing) for line, of_line in shown.items()},
        )
        for theme in instrument.themes
        for statement in theme.statements
    ]


def most_apart_first(compared: Sequence[Compared]) -> list[Compared]:
    """Where the lines disagree most stands first; then where a line has no value; then the order of
    the instrument."""

    def key(one: Compared) -> tuple[float, int]:
        return (-(one.distance if one.distance is not None else -1), -len(one.gaps))

    return sorted(compared, key=key)


def by_theme(instrument: Instrument, compared: Sequence[Compared]) -> list[ComparedTheme]:
    """The themes in which the lines are farthest from each other first."""
    found = []
    for theme in instrument.themes:
        own = [one for one in compared if one.theme.id == theme.id]
        lines = {line: _middle(line, own) for line in (own[0].lines if own else {})}
        found.append(ComparedTheme(theme, lines, own))
    return sorted(found, key=lambda one: -(one.distance if one.distance is not None else -1))


def _middle(line: str, compared: Sequence[Compared]) -> float | None:
    values = [one.lines[line].middle for one in compared if one.lines[line].has_value]
    return median(values) if values else None


def has_answered(shown: Mapping[str, Shown]) -> bool:
    """A line counts as having answered when one statement has a value: one answer given together, or at
    least three one by one (`v_all_lines_answered` in content/advisory_course.yaml)."""
    return any(one.has_value for one in shown.values())


@dataclass(frozen=True)
class Moved:
    """One line's value of something before and now; both are there."""

    line: str
    before: float
    now: float

    @property
    def steps(self) -> float:
        return self.now - self.before


def moved(before: Mapping[str, float | None], now: Mapping[str, float | None]) -> list[Moved]:
    """Only where both rounds have a value."""
    found = []
    for line, value in now.items():
        earlier = before.get(line)
        if value is not None and earlier is not None:
            found.append(Moved(line, earlier, value))
    return found


def middles(lines: OfLines) -> dict[str, float | None]:
    return {line: one.middle if one.has_value else None for line, one in lines.items()}
