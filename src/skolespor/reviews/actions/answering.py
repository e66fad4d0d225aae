"""Answering: choosing how, writing, sending. Who answers one by one leaves no trace of when or who."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from skolespor.accounts.models import User
from skolespor.accounts.queries import fingerprint
from skolespor.audit import log
from skolespor.core.no_child import check_no_child, has_cpr, names_in
from skolespor.reviews import access, events
from skolespor.reviews.models import Answerer, LineInRound, Sheet
from skolespor.reviews.queries import people, sheets
from skolespor.reviews.rules import checks
from skolespor.reviews.rules.given import Given
from skolespor.reviews.rules.shown import Mode
from skolespor.reviews.states import State


@dataclass(frozen=True)
class Clash:
    """Somebody else has written the same answer meanwhile: nothing of mine was written over theirs."""

    statement: str
    theirs: Given
    by: str
    mine: Given


def bind(*, answerer: Answerer, browser: str) -> str | None:
    """The first browser that begins keeps the link. `browser` is what it says it is, empty the first
    time; returns what it is to remember, or None when another browser was first. Not logged: it would say
    when somebody answered."""
    if not access.still_answers(answerer):
        return None
    secret = browser or secrets.token_urlsafe(32)
    free = Answerer.objects.filter(pk=answerer.pk, browser="", fingerprint=answerer.fingerprint)
    if free.update(browser=fingerprint(secret)):
        return secret
    return None


@transaction.atomic
def choose_mode(
    *, line: LineInRound, mode: Mode, by: User | None = None, answerer: Answerer | None = None
) -> None:
    """By the one who is asked to choose, or by whoever leads the round, on the line's word. From the first
    answer on it stands."""
    _may_choose(line, by, answerer)
    open_line = LineInRound.objects.filter(pk=line.pk, is_locked=False, round__state=State.OPEN)
    checks.check_not_locked(bool(open_line.update(mode=mode)))
    log.record(events.MODE_CHOSEN, by=by or _account(answerer), about=line, mode=mode.value)


def _may_choose(line: LineInRound, by: User | None, answerer: Answerer | None) -> None:
    asked = (
        answerer is not None
        and answerer.line_id == line.pk
        and access.still_answers(answerer)
        and Answerer.objects.filter(pk=answerer.pk, chooses=True).exists()
    )
    leads = by is not None and access.may_lead(by, line.round.municipality)
    if not (asked or leads):
        raise PermissionDenied


def _account(answerer: Answerer | None) -> User | None:
    return answerer.user if answerer else None


@transaction.atomic
def answer(
    *,
    answerer: Answerer,
    given: Mapping[str, Given],
    begun_with: Mapping[str, str],
    seen: int,
    is_confirmed: bool,
) -> list[Clash]:
    """Write what has changed. `given` by statement; `begun_with` says what stood there when the page was
    opened (`Given.mark`), and `seen` is the sheet's version then: what somebody else has changed meanwhile
    is left alone, and told of when I have changed it too."""
    held = _held(answerer)
    asked = _asked(held, given)
    texts = {f"text_{pk}": one.text for pk, one in asked.items()}
    known = people.known_names_in(held.round, texts.values())
    names = check_no_child(texts, known=known, is_confirmed=is_confirmed)
    return _put_down(answerer, held, asked, begun_with, seen, names)


@transaction.atomic
def answer_on_the_way(
    *, answerer: Answerer, given: Mapping[str, Given], begun_with: Mapping[str, str], seen: int
) -> bool:
    """The same while somebody is still writing. A text about which there is something to ask waits on the
    screen until they go on; everything else is kept. Returns whether everything was."""
    held = _held(answerer)
    stored = _sheet(answerer, held).answers
    written = _asked(held, given)
    known = people.known_names_in(held.round, [one.text for one in written.values()])
    kept = {
        pk: one if _is_plain(one.text, known) else replace(one, text=_text_of(stored, pk))
        for pk, one in written.items()
    }
    _put_down(answerer, held, kept, begun_with, seen, names=0)
    return kept == written


def _is_plain(text: str, known: Collection[str]) -> bool:
    return not has_cpr(text) and not names_in(text, known)


def _text_of(stored: Mapping[str, Any], pk: str) -> str:
    return Given.from_stored(stored.get(pk, {})).text


def _asked(line: LineInRound, given: Mapping[str, Given]) -> dict[str, Given]:
    """What the round asks, on the scale."""
    known = {one["id"] for theme in line.round.instrument["themes"] for one in theme["statements"]}
    asked = {pk: one for pk, one in given.items() if pk in known}
    for one in asked.values():
        checks.check_value(one.value)
    return asked


def _put_down(
    answerer: Answerer,
    held: LineInRound,
    given: Mapping[str, Given],
    begun_with: Mapping[str, str],
    seen: int,
    names: int,
) -> list[Clash]:
    sheet = _sheet(answerer, held)
    checks.check_not_sent_in(sheet.is_handed_in)
    writer = _writer(answerer, held)
    clashes: list[Clash] = []
    changed: dict[str, Given] = {}
    for pk, one in given.items():
        stored = sheet.answers.get(pk, {})
        if not _is_mine_to_write(one, stored, begun_with.get(pk), seen, writer):
            continue
        if _is_theirs(stored, seen, writer):
            clashes.append(Clash(pk, Given.from_stored(stored), stored["by"], one))
        else:
            changed[pk] = one
    _write(sheet, held, changed, writer, names)
    return clashes


@dataclass(frozen=True)
class _Writer:
    """Where a line answers together everybody's name stands on what they wrote; otherwise nobody's."""

    id: str = ""
    name: str = ""


def _writer(answerer: Answerer, line: LineInRound) -> _Writer:
    return _Writer(str(answerer.pk), answerer.name) if line.mode == Mode.JOINT else _Writer()


def _is_mine_to_write(
    one: Given, stored: Mapping[str, Any], began: str | None, seen: int, writer: _Writer
) -> bool:
    """Whether I have changed it since I opened the page, also back to what stood there."""
    if Given.from_stored(stored) == one:
        return False
    if not writer.id or began is None:
        return True
    mine_since = bool(stored) and stored["version"] > seen and stored["who"] == writer.id
    return one.mark != began or mine_since


def _is_theirs(stored: Mapping[str, Any], seen: int, writer: _Writer) -> bool:
    return bool(stored) and stored["version"] > seen and stored["who"] != writer.id


def _write(
    sheet: Sheet, line: LineInRound, changed: Mapping[str, Given], writer: _Writer, names: int
) -> None:
    if not changed:
        return
    sheet.version += 1
    for pk, one in changed.items():
        stored = one.to_stored()
        sheet.answers[pk] = {
            **stored,
            "by": writer.name,
            "who": writer.id,
            "version": sheet.version,
        }
    sheet.confirmed += names
    sheet.save(update_fields=["answers", "version", "confirmed"])
    if not line.is_locked:
        LineInRound.objects.filter(pk=line.pk).update(is_locked=True)
        log.record(events.HAS_ANSWERS, by=None, about=line, mode=line.mode)


@transaction.atomic
def hand_in(*, answerer: Answerer) -> None:
    """Answers one by one cannot be changed afterwards, nor read by anybody. A shared answer can be taken
    back while the round is open."""
    held = _held(answerer)
    sheet = _sheet(answerer, held)
    checks.check_some_answers(sum(one["is_given"] for one in sheet.answers.values()))
    sheet.is_handed_in = True
    sheet.save(update_fields=["is_handed_in"])
    if held.mode == Mode.JOINT:
        log.record(events.SENT_IN, by=answerer.user, about=held)


@transaction.atomic
def take_back(*, answerer: Answerer) -> None:
    """The line wants to change its shared answer."""
    held = _held(answerer)
    if held.mode != Mode.JOINT:
        checks.check_not_sent_in(True)
    Sheet.objects.filter(pk=sheets.key_of(answerer)).update(is_handed_in=False)
    log.record(events.TAKEN_BACK, by=answerer.user, about=held)


def _held(answerer: Answerer) -> LineInRound:
    """The line, held while one writes: it says how it answers, and the round cannot be closed."""
    rows = LineInRound.objects.select_for_update(of=("self",))
    held = rows.select_related("round").get(pk=answerer.line_id)
    checks.check_open(held.round.state == State.OPEN)
    if not access.still_answers(answerer):
        raise PermissionDenied
    checks.check_mode_chosen(held.mode)
    answerer.line = held
    return held


def _sheet(answerer: Answerer, line: LineInRound) -> Sheet:
    found, _new = Sheet.objects.get_or_create(pk=sheets.key_of(answerer), defaults={"line": line})
    return found
