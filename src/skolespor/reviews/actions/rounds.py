"""A round begins, gets another day, is closed for good, or is given up."""

from collections.abc import Collection
from datetime import date
from secrets import SystemRandom
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from skolespor.accounts.lines import Line
from skolespor.accounts.models import Organisation, User
from skolespor.audit import log
from skolespor.core.errors import RuleBroken
from skolespor.core.flow import move
from skolespor.notices.actions import tell
from skolespor.reviews import access, events
from skolespor.reviews.models import Answerer, LineInRound, Round, Sheet
from skolespor.reviews.queries import people, rounds, sheets
from skolespor.reviews.rules import checks
from skolespor.reviews.rules import instrument as instruments
from skolespor.reviews.rules import shown as shown_rules
from skolespor.reviews.rules.instrument import Instrument
from skolespor.reviews.rules.shown import Answer, Mode, Shown, Why
from skolespor.reviews.states import CLOSE, DROP, State


@transaction.atomic
def begin(
    *, municipality: Organisation, themes: Collection[str], answer_by: date, today: date, by: User
) -> Round:
    """Asks what the municipality's copy of the instrument says today; later changes are for later
    rounds. One round at a time."""
    _must_lead(by, municipality)
    instrument = rounds.instrument_of(municipality)
    checks.check_themes(themes, known=[theme.id for theme in instrument.themes])
    checks.check_answer_by(answer_by, today=today)
    asked = instruments.to_stored(instrument.only(themes))
    try:
        with transaction.atomic():
            begun = Round.objects.create(
                municipality=municipality,
                instrument=asked,
                answer_by=answer_by,
                begun_on=today,
                begun_by=by,
            )
    except IntegrityError:
        words = _("Der er allerede en runde i gang. Luk den, før I begynder en ny.")
        raise RuleBroken("round.one_at_a_time", words) from None
    LineInRound.objects.bulk_create([LineInRound(round=begun, line=line) for line in Line])
    log.record(events.BEGUN, by=by, about=begun, themes=len(set(themes)))
    return begun


@transaction.atomic
def set_answer_by(*, round: Round, answer_by: date, today: date, by: User) -> None:
    """Another day to answer by; the links follow."""
    _must_lead(by, round.municipality)
    checks.check_answer_by(answer_by, today=today)
    moved = Round.objects.filter(pk=round.pk, state=State.OPEN).update(answer_by=answer_by)
    checks.check_open(bool(moved))
    invited = Answerer.objects.filter(line__round=round, withdrawn_at=None)
    invited.update(expires_on=answer_by + checks.LINK_LASTS_AFTER)
    log.record(events.DATED, by=by, about=round, answer_by=str(answer_by))


@transaction.atomic
def close(*, round: Round, today: date, by: User) -> None:
    """What may be shown is worked out once, and the answers it was made of are deleted. Nothing can be
    compared with one answer more or less, and nothing can be opened again."""
    _must_lead(by, round.municipality)
    lines = _held(round)
    counted = {line: sheets.handed_in(line) for line in lines}
    checks.check_open(Round.objects.filter(pk=round.pk, state=State.OPEN).exists())
    checks.check_somebody_answered(sum(map(len, counted.values())))
    instrument = instruments.from_stored(round.instrument)
    results = {
        "shown": {line.line: _shown(line, counted[line], instrument) for line in lines},
        "modes": {line.line: line.mode for line in lines},
    }
    confirmed = sum(sheet.confirmed for found in counted.values() for sheet in found)
    move(round, CLOSE, closed_on=today, closed_by=by, results=results)
    _forget(round)
    log.record(events.CLOSED, by=by, about=round, lines=sum(map(bool, counted.values())))
    if confirmed:
        log.record(events.NAMES_CONFIRMED, by=None, about=round, names=confirmed)
    readers = people.readers_in(round.municipality).exclude(pk=by.pk)
    tell(events.READY, readers, key=f"reviews-ready-{round.pk}")


@transaction.atomic
def drop(*, round: Round, today: date, by: User) -> None:
    """Begun by mistake: nothing is shown, and all answers are deleted."""
    _must_lead(by, round.municipality)
    _held(round)
    move(round, DROP, closed_on=today, closed_by=by)
    _forget(round)
    log.record(events.DROPPED, by=by, about=round)


def _held(round: Round) -> list[LineInRound]:
    """Nobody answers while the round is being closed: writers hold their line too."""
    held = LineInRound.objects.select_for_update().filter(round=round).order_by("pk")
    return list(held)


def _shown(line: LineInRound, found: list[Sheet], instrument: Instrument) -> dict[str, Any]:
    return {
        statement.id: shown_rules.to_stored(_shown_of(line, statement.id, found))
        for statement in instrument.statements
    }


def _shown_of(line: LineInRound, statement: str, found: list[Sheet]) -> Shown:
    answers = sheets.answers_to(statement, found)
    if line.mode == Mode.JOINT:
        return shown_rules.shown_jointly(answers[0] if answers else None)
    if line.mode == Mode.ONE_BY_ONE:
        return shown_rules.shown_one_by_one(_shuffled(answers))
    return Shown(why=Why.NOT_ANSWERED)


def _shuffled(answers: list[Answer]) -> list[Answer]:
    """In another order for each statement, so that texts cannot be followed from one to the next."""
    return SystemRandom().sample(answers, len(answers))


def _forget(round: Round) -> None:
    Sheet.objects.filter(line__round=round).delete()
    Answerer.objects.filter(line__round=round).update(fingerprint="", browser="")


def _must_lead(by: User, municipality: Organisation) -> None:
    if not access.may_lead(by, municipality):
        raise PermissionDenied
