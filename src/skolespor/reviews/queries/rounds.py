"""Rounds of the self-review as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from skolespor.accounts.lines import Line
from skolespor.accounts.models import Organisation, User
from skolespor.core.content import read_yaml
from skolespor.core.danish_sqlite import danish
from skolespor.reviews import access
from skolespor.reviews.models import Agreement, Answerer, LineInRound, OwnStatement, Round
from skolespor.reviews.queries import sheets
from skolespor.reviews.rules import instrument as instruments
from skolespor.reviews.rules import shown as shown_rules
from skolespor.reviews.rules.instrument import FILE, Instrument, OwnWords
from skolespor.reviews.rules.shown import Mode, Shown
from skolespor.reviews.rules.spread import has_answered
from skolespor.reviews.states import State

ORDER = {line.value: number for number, line in enumerate(Line)}


def rounds_of(municipality: Organisation) -> list[Round]:
    """The newest first, without those that were given up."""
    rounds = Round.objects.filter(municipality=municipality).exclude(state=State.DROPPED)
    return list(rounds.order_by("-begun_on", "-pk"))


def municipalities(*, reader: User) -> list[Organisation]:
    return list(access.municipalities_seen(reader).order_by(danish("name"), "pk"))


def municipality(pk: int, *, reader: User) -> Organisation | None:
    return access.municipalities_seen(reader).filter(pk=pk).first()


def round_of(pk: int, *, reader: User) -> Round | None:
    found = access.rounds_seen(reader).filter(pk=pk).exclude(state=State.DROPPED)
    return found.select_related("municipality", "closed_by").first()


def open_round(municipality: Organisation) -> Round | None:
    return Round.objects.filter(municipality=municipality, state=State.OPEN).first()


def last_closed(municipality: Organisation) -> Round | None:
    closed = Round.objects.filter(municipality=municipality, state=State.CLOSED)
    return closed.order_by("-closed_on", "-pk").first()


def closed_before(round: Round) -> Round | None:
    """The round that this one is compared with."""
    closed = Round.objects.filter(municipality=round.municipality_id, state=State.CLOSED)
    earlier = closed.filter(
        Q(closed_on__lt=round.closed_on) | Q(closed_on=round.closed_on, pk__lt=round.pk)
    )
    return earlier.order_by("-closed_on", "-pk").first()


@dataclass(frozen=True)
class Standing:
    """One line of an open round: how it answers, who is invited, and how far it is. `enough` is all that
    is known of those who answer one by one; `answered` counts statements of a shared sheet."""

    line: LineInRound
    answerers: Sequence[Answerer]
    enough: bool
    is_sent_in: bool
    answered: int


def standings(round: Round) -> list[Standing]:
    """In three queries, however many are invited."""
    invited = Answerer.objects.filter(withdrawn_at=None).select_related("user")
    lines = LineInRound.objects.filter(round=round).prefetch_related(
        Prefetch("answerers", invited.order_by(danish("name"), "pk"))
    )
    counted = lines.annotate(count=Count("sheets", filter=Q(sheets__is_handed_in=True)))
    shared = _shared_sheets(round)
    found = [_standing(line, shared.get(line.pk, 0)) for line in counted]
    return sorted(found, key=lambda one: ORDER[one.line.line])


def _standing(line: LineInRound, answered: int) -> Standing:
    count: int = line.count  # type: ignore[attr-defined]  # annotated above
    return Standing(
        line=line,
        answerers=list(line.answerers.all()),
        enough=line.mode == Mode.ONE_BY_ONE and sheets.enough(count),
        is_sent_in=line.mode == Mode.JOINT and count > 0,
        answered=answered,
    )


def _shared_sheets(round: Round) -> dict[int, int]:
    from_lines = LineInRound.objects.filter(round=round, mode=Mode.JOINT)
    shared = from_lines.prefetch_related("sheets")
    return {line.pk: sum(len(one.answers) for one in line.sheets.all()) for line in shared}


def line_of(round: Round, line: str) -> LineInRound | None:
    return LineInRound.objects.filter(round=round, line=line).select_related("round").first()


def answerer_of(round: Round, pk: int) -> Answerer | None:
    found = Answerer.objects.filter(line__round=round, withdrawn_at=None, pk=pk)
    return found.select_related("line__round__municipality").first()


@dataclass(frozen=True)
class Results:
    """All that is shown of a closed round."""

    round: Round
    instrument: Instrument
    shown: Mapping[str, Mapping[str, Shown]]
    modes: Mapping[str, str]
    agreements: Mapping[str, Agreement]

    @property
    def answered(self) -> dict[str, bool]:
        return {line: has_answered(of_line) for line, of_line in self.shown.items()}


def results_of(round: Round) -> Results:
    agreed = Agreement.objects.filter(round=round).select_related("written_by")
    return Results(
        round=round,
        instrument=instruments.from_stored(round.instrument),
        shown={
            line: {pk: shown_rules.from_stored(one) for pk, one in of_line.items()}
            for line, of_line in round.results["shown"].items()
        },
        modes=round.results["modes"],
        agreements={one.statement: one for one in agreed},
    )


def agreement_of(round: Round, statement: str) -> Agreement | None:
    found = Agreement.objects.filter(round=round, statement=statement)
    return found.select_related("written_by").first()


def content() -> Instrument:
    return instruments.from_content(read_yaml(FILE))


def instrument_of(municipality: Organisation) -> Instrument:
    """What a round that begins today asks there."""
    return instruments.adapted(content(), own_words(municipality))


def own_words(municipality: Organisation) -> list[OwnWords]:
    own = OwnStatement.objects.filter(municipality=municipality).order_by("pk")
    return [
        OwnWords(
            id=one.code,
            theme=one.theme,
            text=one.text,
            lines={"school": one.school, "authority": one.authority, "placement": one.placement},
            prompt=one.prompt,
            is_left_out=one.is_left_out,
        )
        for one in own
    ]


def own_statement(municipality: Organisation, code: str) -> OwnStatement | None:
    return OwnStatement.objects.filter(municipality=municipality, code=code).first()


def is_over_time(round: Round, *, today: date | None = None) -> bool:
    return round.state == State.OPEN and round.answer_by < (today or timezone.localdate())


def theme_id_of(municipality: Organisation, code: str) -> str:
    """The theme of a statement of the content or of the municipality's own. Raises LookupError."""
    own = own_statement(municipality, code)
    if own is not None:
        return own.theme
    theme = content().theme_of(code)
    if theme is None or theme.id == code:
        raise LookupError(code)
    return theme.id
