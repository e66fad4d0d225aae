"""What somebody who answers sees: their own line and their own answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest

from django.db.models import QuerySet
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.queries import fingerprint
from skolespor.reviews import access
from skolespor.reviews.models import Answerer
from skolespor.reviews.queries.sheets import sheet_of
from skolespor.reviews.rules import instrument as instruments
from skolespor.reviews.rules.given import Given
from skolespor.reviews.rules.instrument import Theme
from skolespor.reviews.rules.shown import Mode
from skolespor.reviews.states import State


def _whole(answerers: QuerySet[Answerer]) -> Answerer | None:
    return answerers.select_related("line__round__municipality", "user").first()


def answerer_with_account(pk: int, *, reader: User) -> Answerer | None:
    return _whole(access.answers_as(reader).filter(pk=pk))


def answerer_behind(token: str) -> Answerer | None:
    """Whoever has got the link, while it is open."""
    open_ones = Answerer.objects.filter(
        fingerprint=fingerprint(token),
        withdrawn_at=None,
        expires_on__gte=timezone.localdate(),
        line__round__state=State.OPEN,
    )
    return _whole(open_ones)


def answerer_in(token: str, *, browser: str) -> Answerer | None:
    """The same, only in the browser that opened it first."""
    found = answerer_behind(token)
    if found is None or not found.browser or not browser:
        return None
    return found if compare_digest(found.browser, fingerprint(browser)) else None


@dataclass(frozen=True)
class Progress:
    """One theme, and how many of its statements have an answer."""

    number: int
    theme: Theme
    answered: int

    @property
    def is_done(self) -> bool:
        return self.answered == len(self.theme.statements)


@dataclass(frozen=True)
class Mine:
    """All that somebody who answers sees. `stored` is their own sheet, or the one that the line shares."""

    answerer: Answerer
    themes: Sequence[Theme]
    stored: Mapping[str, Given]
    writers: Mapping[str, str]
    version: int
    is_handed_in: bool
    chooser: str

    @property
    def mode(self) -> str:
        return self.answerer.line.mode

    @property
    def is_joint(self) -> bool:
        return self.mode == Mode.JOINT

    @property
    def progress(self) -> list[Progress]:
        return [
            Progress(number, theme, sum(self._has(one.id) for one in theme.statements))
            for number, theme in enumerate(self.themes, 1)
        ]

    @property
    def answered(self) -> int:
        return sum(one.answered for one in self.progress)

    @property
    def asked(self) -> int:
        return sum(len(theme.statements) for theme in self.themes)

    def _has(self, pk: str) -> bool:
        return pk in self.stored and self.stored[pk].is_given

    def theme(self, number: int) -> Theme | None:
        return self.themes[number - 1] if 0 < number <= len(self.themes) else None


def mine(answerer: Answerer) -> Mine:
    """In two queries."""
    sheet = sheet_of(answerer) if answerer.line.mode else None
    is_closed_to_me = sheet is not None and sheet.is_handed_in
    is_own = answerer.line.mode != Mode.JOINT
    answers = sheet.answers if sheet and not (is_own and is_closed_to_me) else {}
    chooser = Answerer.objects.filter(line=answerer.line_id, chooses=True, withdrawn_at=None)
    return Mine(
        answerer=answerer,
        themes=instruments.from_stored(answerer.line.round.instrument).themes,
        stored={pk: Given.from_stored(one) for pk, one in answers.items()},
        writers={pk: one["by"] for pk, one in answers.items()},
        version=sheet.version if sheet else 0,
        is_handed_in=is_closed_to_me,
        chooser=chooser.values_list("name", flat=True).first() or "",
    )
