"""The common direction of a municipality: its text, its versions, and what the lines say to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Prefetch, QuerySet

from skolespor.accounts.lines import Line
from skolespor.accounts.models import Organisation, User
from skolespor.core.danish_sqlite import danish
from skolespor.direction import access
from skolespor.direction.models import CommonDirection, DirectionVersion, LineAnswer
from skolespor.direction.states import State


class Stands(StrEnum):
    """How far a municipality is with its common direction."""

    NONE = "none"
    DRAFT = "draft"
    WAITING = "waiting"
    VALID = "valid"


@dataclass(frozen=True)
class DirectionState:
    """For a leaders' page: a valid version stays valid while the next one waits. `left` are the lines
    that have not approved the version that waits."""

    stands: Stands
    valid_since: date | None
    left: Sequence[Line]


@dataclass(frozen=True)
class Version:
    """A version with the answers that stand, by line."""

    row: DirectionVersion
    answers: Mapping[Line, LineAnswer]

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def texts(self) -> Mapping[str, str]:
        texts: Mapping[str, str] = self.row.texts
        return texts

    @property
    def is_waiting(self) -> bool:
        return self.row.state == State.WAITING

    @property
    def is_valid(self) -> bool:
        return self.row.state == State.VALID

    @property
    def left(self) -> list[Line]:
        return [
            line
            for line in Line
            if line not in self.answers or self.answers[line].says != LineAnswer.Says.APPROVED
        ]


@dataclass(frozen=True)
class Direction:
    """`text` is what is being written, None before anybody has; `versions` the newest first."""

    municipality: Organisation
    text: CommonDirection | None
    versions: Sequence[Version]

    @property
    def waiting(self) -> Version | None:
        return next((one for one in self.versions if one.is_waiting), None)

    @property
    def valid(self) -> Version | None:
        return next((one for one in self.versions if one.is_valid), None)

    @property
    def latest(self) -> Version | None:
        return self.versions[0] if self.versions else None

    @property
    def is_changed(self) -> bool:
        """Whether something has been written that the lines have not been asked about."""
        if self.text is None:
            return False
        return self.latest is None or self.latest.texts != self.text.texts

    def version(self, number: int) -> Version | None:
        return next((one for one in self.versions if one.number == number), None)


@dataclass(frozen=True)
class Waits:
    """A version that waits for a line that somebody answers for."""

    municipality: Organisation
    number: int
    line: Line


def municipalities_read(*, reader: User) -> list[Organisation]:
    return list(access.directions_read(reader).order_by(danish("name"), "pk"))


def direction_for(pk: int, *, reader: User) -> Direction | None:
    """The direction of a municipality that the reader may read."""
    place = access.directions_read(reader).filter(pk=pk).first()
    return direction_of(place) if place else None


def direction_of(municipality: Organisation) -> Direction:
    """In three queries, however many versions there are."""
    text = (
        CommonDirection.objects.filter(municipality=municipality)
        .select_related("edited_by", "municipality")
        .first()
    )
    rows = _versions(DirectionVersion.objects.filter(direction=text)) if text else []
    return Direction(municipality, text, [_version(row) for row in rows])


def direction_state(municipality: Organisation) -> DirectionState:
    """For a leaders' page that knows the municipality already."""
    found = direction_of(municipality)
    waiting, valid = found.waiting, found.valid
    since = valid.row.valid_since if valid else None
    if waiting:
        return DirectionState(Stands.WAITING, since, waiting.left)
    if valid:
        return DirectionState(Stands.VALID, since, [])
    return DirectionState(Stands.DRAFT if found.text else Stands.NONE, None, [])


def waits_for_line(*, reader: User) -> list[Waits]:
    """The versions that wait for a line that the reader answers for: for Mit overblik. Two
    queries, and two on who the reader is."""
    answering = access.answering_somewhere(reader)
    if not answering:
        return []
    places = {place for _line, place in answering}
    rows = _versions(
        DirectionVersion.objects.filter(
            state=State.WAITING, direction__municipality__in=places
        ).select_related("direction__municipality")
    )
    return [
        Waits(row.direction.municipality, row.number, line)
        for row in rows
        for line, place in answering
        if place == row.direction.municipality_id and line not in _version(row).answers
    ]


def is_leader(municipality: Organisation, *, reader: User) -> bool:
    return access.leads(reader, municipality)


def own_lines(municipality: Organisation, *, reader: User) -> Sequence[Line]:
    return list(access.lines_of(reader, municipality))


def unmanned(municipality: Organisation) -> frozenset[Line]:
    """The lines that have nobody who may answer: who leads the work answers for them, with a reason."""
    return frozenset(Line) - access.manned(municipality)


def _versions(rows: QuerySet[DirectionVersion]) -> list[DirectionVersion]:
    standing = LineAnswer.objects.filter(taken_back_at=None).select_related("by")
    answers = Prefetch("answers", standing, to_attr="standing")
    return list(
        rows.select_related("sent_by", "direction__municipality")
        .prefetch_related(answers)
        .order_by("-number")
    )


def _version(row: DirectionVersion) -> Version:
    standing: list[LineAnswer] = getattr(row, "standing", [])
    return Version(row, {Line(answer.line): answer for answer in standing})
