"""What a drawn picture consists of: rectangles, texts and signs, in units of its own."""

from dataclasses import dataclass, field
from datetime import date

from skolespor.children.timeline import Dot, Lane, Stretch, Week
from skolespor.workspace.rules.window import Window


@dataclass(frozen=True)
class Style:
    """How a picture is laid out. With a gutter the lanes' titles stand left of them, else above."""

    width: int
    gutter: int
    size: int
    """Of the type."""

    @property
    def title_above(self) -> int:
        return 0 if self.gutter else self.size + 8


WIDE = Style(width=960, gutter=118, size=14)
"""A desk, and an A4 page."""
SLIM = Style(width=336, gutter=0, size=13)
"""A telephone."""
MARGIN = 2
"""Left and right, so that no line is cut in two."""


@dataclass(frozen=True)
class Scale:
    """Where a day lies from left to right."""

    window: Window
    left: float
    width: float

    def x(self, day: date) -> float:
        """Where the day begins, never outside of the picture."""
        passed = (day - self.window.first).days / self.window.days
        return round(self.left + self.width * min(max(passed, 0), 1), 1)

    @property
    def right(self) -> float:
        return self.left + self.width


@dataclass(frozen=True)
class Piece:
    """A part of a stretch: what has been, or what is planned."""

    x: float
    width: float
    is_planned: bool


@dataclass(frozen=True)
class Box:
    """A stretch as it is drawn; `comes` and `goes`: it began before the picture, or goes on after."""

    stretch: Stretch
    y: float
    height: float
    pieces: tuple[Piece, ...]
    comes: bool
    goes: bool

    @property
    def x(self) -> float:
        return self.pieces[0].x

    @property
    def right(self) -> float:
        return self.pieces[-1].x + self.pieces[-1].width

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True)
class Text:
    """`kind` is what it is: a name, a class, a number, the title of a lane, a word instead of one."""

    x: float
    y: float
    text: str
    kind: str
    anchor: str = "start"


@dataclass(frozen=True)
class Sign:
    """A dot as it is drawn."""

    x: float
    y: float
    dot: Dot


@dataclass(frozen=True)
class Column:
    """A week's absence as it is drawn, from the ground up."""

    x: float
    width: float
    height: float
    week: Week


@dataclass(frozen=True)
class Ground:
    """The line on which absence stands, and the one that is a whole week."""

    y: float
    top: float


@dataclass(frozen=True)
class Line:
    """A line from top to bottom, with its label."""

    x: float
    label: Text | None = None


@dataclass
class Picture:
    """All of it. `letters` are the names for which only a letter had room."""

    style: Style
    scale: Scale
    axis: float
    height: float = 0
    ticks: list[Line] = field(default_factory=list)
    titles: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    ground: Ground | None = None
    today: Line | None = None
    letters: set[tuple[Lane, str]] = field(default_factory=set)
