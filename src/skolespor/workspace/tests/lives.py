"""School lives as the rooms tell them, for tests of the picture."""

from datetime import date
from decimal import Decimal

from skolespor.children.timeline import Dot, Lane, Part, Shape, Stretch, Week
from skolespor.workspace.rules.marks import WIDE
from skolespor.workspace.rules.picture import Words, draw
from skolespor.workspace.rules.window import whole_life

TODAY = date(2026, 11, 22)
LANES = (Lane.HOME, Lane.SCHOOL, Lane.WITHOUT, Lane.ABSENCE, Lane.EVENTS)
WORDS = Words(
    titles={lane: lane.value for lane in Lane},
    nothing={lane: f"no {lane.value}" for lane in Lane},
    letters={},
    today="today",
)


def home(since, until=None, label="Familien Bo"):
    return Stretch(Lane.HOME, since, until, label)


def school(since, until=None, label="Lindeskolen", detail="3.B"):
    return Stretch(Lane.SCHOOL, since, until, label, detail)


def without(since, until, days):
    return Stretch(Lane.WITHOUT, since, until, days=days)


def moves(day, label="Flytter til Familien Bo"):
    return Dot(day, label, Shape.DIAMOND, "Flytter")


def week(monday, days="1"):
    return Week(monday, Decimal(days))


def life(*told):
    return Part(
        LANES,
        tuple(one for one in told if isinstance(one, Stretch)),
        tuple(one for one in told if isinstance(one, Dot)),
        tuple(one for one in told if isinstance(one, Week)),
    )


def drawn(*told, style=WIDE, today=TODAY, window=None, letters=None, part=None):
    part = part or life(*told)
    words = Words(WORDS.titles, WORDS.nothing, letters or {}, WORDS.today)
    return draw(
        part, window=window or whole_life(part, today), today=today, style=style, words=words
    )
