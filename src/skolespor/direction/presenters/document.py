"""The common direction as its pages and its paper show it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.lines import Line
from skolespor.core.drafts import answers_of
from skolespor.core.forms import day_words
from skolespor.core.models import Draft
from skolespor.core.pdf import pdf
from skolespor.direction.forms.document import TextForm
from skolespor.direction.models import CommonDirection, LineAnswer
from skolespor.direction.presenters.plans import Both
from skolespor.direction.presenters.reviews import Fact
from skolespor.direction.queries.document import Direction, Version
from skolespor.direction.rules.document import Change, Piece, compare, missing, sections
from skolespor.direction.states import State

TEMPLATE = Path(__file__).parents[1] / "typst" / "direction.typ"


@dataclass(frozen=True)
class Group:
    """Sections under one heading. A section without a group is one of its own."""

    heading: str
    texts: Sequence[Fact]


@dataclass(frozen=True)
class LineMark:
    """One line and what it says: a word, a sign, who, when, and why."""

    line: str
    name: str
    word: str
    icon: str
    words: str
    reason: str
    may_answer: bool
    may_answer_for_others: bool
    may_take_back: bool


@dataclass(frozen=True)
class VersionLine:
    """One of the versions in the list."""

    number: int
    state: str
    words: str
    has_before: bool


@dataclass(frozen=True)
class Difference:
    """One section, with what was added and taken out since the version before."""

    title: str
    pieces: Sequence[Piece]


def page(
    found: Direction, *, leads: bool, own: Sequence[Line], unmanned: frozenset[Line]
) -> dict[str, Any]:
    """The version that counts first: the valid one, or else what waits. Then what waits for whom."""
    shown = found.valid or found.waiting
    waiting = found.waiting
    return {
        "place": found.municipality,
        "groups": groups(shown.texts) if shown else [],
        "shown": shown and version_line(found, shown),
        "lead_words": _state_words(found),
        "waiting": waiting and version_line(found, waiting),
        "marks": marks(waiting, leads=leads, own=own, unmanned=unmanned) if waiting else [],
        "valid_marks": marks(found.valid) if found.valid else [],
        "versions": [version_line(found, one) for one in found.versions],
        "leads": leads,
        "work_first": leads and (found.valid is None or found.is_changed),
        "work_last": leads and found.valid is not None and not found.is_changed,
        "text": found.text,
        "is_changed": found.is_changed,
        "saved": saved_words(found.text) if found.text else "",
        "missing": [one.title for one in missing(found.text.texts)] if found.text else [],
    }


def version_page(
    found: Direction,
    version: Version,
    *,
    leads: bool,
    own: Sequence[Line],
    unmanned: frozenset[Line],
) -> dict[str, Any]:
    """One version as it was sent, and what each line said to it."""
    before = found.version(version.number - 1)
    return {
        "place": found.municipality,
        "groups": groups(version.texts),
        "version": version_line(found, version),
        "marks": marks(version, leads=leads, own=own, unmanned=unmanned),
        "before": before and before.number,
    }


def _state_words(found: Direction) -> str:
    if found.valid:
        return _("Den gælder, og alle tre linjer har godkendt den.")
    if found.waiting:
        return _("Den gælder ikke endnu. Den venter på de tre linjer.")
    if found.text:
        return _("Der er et udkast. Linjerne er ikke spurgt endnu.")
    return _("Der er ikke skrevet en fælles retning endnu.")


def groups(texts: Mapping[str, str]) -> list[Group]:
    """What has been written, under its headings."""
    written = [one for one in sections() if texts.get(one.id)]
    found = []
    for group, there in groupby(written, key=lambda one: one.group):
        facts = [Fact(one.title, texts[one.id]) for one in there]
        if group:
            found.append(Group(group, facts))
        else:
            found += [Group(fact.label, [Fact("", fact.value)]) for fact in facts]
    return found


def marks(
    version: Version,
    *,
    leads: bool = False,
    own: Sequence[Line] = (),
    unmanned: frozenset[Line] = frozenset(),
) -> list[LineMark]:
    return [
        _mark(version, line, is_own=line in own, leads_for=leads and line in unmanned)
        for line in Line
    ]


def _mark(version: Version, line: Line, *, is_own: bool, leads_for: bool) -> LineMark:
    answer = version.answers.get(line)
    is_open = version.is_waiting
    word, icon = _word(answer, is_open=is_open)
    return LineMark(
        line=line.value,
        name=line.label,
        word=word,
        icon=icon,
        words=_said_by(answer),
        reason=answer.reason if answer else "",
        may_answer=is_open and is_own and answer is None,
        may_answer_for_others=is_open and leads_for and not is_own and answer is None,
        may_take_back=is_open and (is_own or leads_for) and answer is not None,
    )


def _word(answer: LineAnswer | None, *, is_open: bool) -> tuple[str, str]:
    if answer is None:
        return (
            (_("Har ikke svaret endnu"), "hourglass") if is_open else (_("Svarede ikke"), "minus")
        )
    if answer.says == LineAnswer.Says.AGAIN:
        return _("Se på den igen"), "warning"
    return _("Har godkendt"), "check"


def _said_by(answer: LineAnswer | None) -> str:
    if answer is None:
        return ""
    day = day_words(timezone.localtime(answer.at).date())
    words = _("{who}, {day}")
    if answer.is_for_others:
        words = _("{who} for linjen, som ingen leder har, {day}")
    return words.format(who=answer.by.name, day=day)


def version_line(found: Direction, version: Version) -> VersionLine:
    row = version.row
    return VersionLine(
        number=row.number,
        state=str(State(row.state).label),
        words=_when(version),
        has_before=found.version(row.number - 1) is not None,
    )


def _when(version: Version) -> str:
    row = version.row
    sent = day_words(timezone.localtime(row.sent_at).date())
    if row.valid_until:
        return _("Gjaldt fra {since} til {until}.").format(
            since=day_words(row.valid_since), until=day_words(row.valid_until)
        )
    if version.is_valid:
        return _("Gælder fra {day}.").format(day=day_words(row.valid_since))
    if version.is_waiting:
        return _("Sendt til linjerne {day}.").format(day=sent)
    return _(
        "Sendt til linjerne {day}. En ny udgave trådte i stedet, før den kom til at gælde."
    ).format(day=sent)


def saved_words(text: CommonDirection) -> str:
    day = day_words(timezone.localtime(text.edited_at).date())
    return _("Gemt {day} af {who}").format(day=day, who=text.edited_by.name)


def differences(before: Version, after: Version) -> list[Difference]:
    """The sections that are not the same, word by word."""
    return [
        Difference(one.title, compare(before.texts.get(one.id, ""), after.texts.get(one.id, "")))
        for one in sections()
        if before.texts.get(one.id, "") != after.texts.get(one.id, "")
    ]


ADDED, REMOVED = Change.ADDED, Change.REMOVED


# Writing


def began(found: Direction, draft: Draft | None) -> dict[str, Any]:
    """What stands in the form: what was typed and not sent, or else what was saved."""
    saved = dict(found.text.texts) if found.text else {}
    names = {one.id for one in sections()}
    typed = {name: text for name, text in answers_of(draft).items() if name in names}
    return saved | typed | {"seen": found.text.version if found.text else 0}


def about_draft(found: Direction, draft: Draft | None) -> dict[str, Any]:
    """Somebody has saved since the draft was written: both are shown."""
    if not draft or not found.text or found.text.edited_at <= draft.saved_at:
        return {}
    typed = answers_of(draft)
    now = [
        Fact(one.title, found.text.texts.get(one.id, ""))
        for one in sections()
        if typed.get(one.id, "") != found.text.texts.get(one.id, "")
    ]
    return {"now": now, "saved": saved_words(found.text)}


def both(form: TextForm, current: CommonDirection) -> dict[str, Any]:
    mine = form.texts
    found = [
        Both(one.title, mine[one.id], current.texts.get(one.id, ""))
        for one in form.sections
        if mine[one.id].strip() != current.texts.get(one.id, "")
    ]
    return {"both": found, "saved_words": saved_words(current)}


# Paper


def printed(found: Direction, version: Version) -> bytes:
    """A version as a PDF: the text, and what each line has said."""
    line = version_line(found, version)
    data = {
        "title": _("Fælles retning"),
        "place": found.municipality.name,
        "version": _("Udgave {number}").format(number=version.number),
        "state": line.words,
        "groups": [asdict(group) for group in groups(version.texts)],
        "lines_title": _("De tre linjer"),
        "lines": [
            {"name": one.name, "word": one.word, "words": one.words, "reason": one.reason}
            for one in marks(version)
        ],
    }
    return pdf(TEMPLATE, data)
