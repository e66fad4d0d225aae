"""Two pages for the political committee: what and why, then how far and what now. Danish, on A4."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation
from skolespor.core.forms import day_words
from skolespor.core.pdf import pdf
from skolespor.tracks.forms import WORKED
from skolespor.tracks.models import Evaluation, Track
from skolespor.tracks.presenters.words import (
    going_of,
    number,
    owner_job,
    owner_words,
    period_words,
    state_words,
    value_words,
)
from skolespor.tracks.queries.board import Told
from skolespor.tracks.queries.choices import theme_of
from skolespor.tracks.rules.gates import lines_of
from skolespor.tracks.states import ALIVE, ANCHORED

TEMPLATE = Path(__file__).parents[1] / "typst" / "committee.typ"
MOST = 6
"""More tracks than this cannot be read on two pages; how many are left out stands there."""


LONGEST_WORD = 36


@dataclass(frozen=True)
class Line:
    """One track. The first five stand on the first page, the rest on the second."""

    title: str
    theme: str
    why: str
    signs: str
    who: str
    when: str
    state: str
    going: str
    far: str
    numbers: str
    next: str


@dataclass(frozen=True)
class Paper:
    title: str
    subtitle: str
    counts: str
    lines: Sequence[Line]
    labels: Mapping[str, str]
    empty: str
    rest: str
    footer: str


def printed(
    place: Organisation, told: Sequence[Told], counts: Mapping[str, int], *, today: date
) -> bytes:
    with translation.override("da"):
        return pdf(TEMPLATE, asdict(paper(place, told, counts, today=today)))


def paper(
    place: Organisation, told: Sequence[Told], counts: Mapping[str, int], *, today: date
) -> Paper:
    left = len(told) - MOST
    rest = _("{count} spor mere står i Skolespor under »Handlespor«.").format(count=left)
    return Paper(
        title=_("Handlespor i {place}").format(place=place.name),
        subtitle=_("Bedre skolegang for børn, der ikke bor hjemme. Status {day}.").format(
            day=day_words(today)
        ),
        counts=_counts(counts),
        lines=[_line(one) for one in told[:MOST]],
        labels=_labels(),
        empty="" if told else _("Kommunen har ikke aftalt nogen handlespor endnu."),
        rest=rest if left > 0 else "",
        footer=_("Slutter en tekst med »...«, står resten i Skolespor under »Handlespor«."),
    )


def _labels() -> dict[str, str]:
    return {
        "first": _("Hvad vil vi, og hvorfor?"),
        "second": _("Hvor langt er vi, og hvad nu?"),
        "who": _("Hvem har bolden"),
        "track": _("Spor"),
        "far": _("Hvor langt"),
        "numbers": _("Tal"),
        "next": _("Hvad nu"),
    }


def _counts(counts: Mapping[str, int]) -> str:
    """»2 i gang, 1 forankret«."""
    words = [
        f"{counts[state]} {state_words(state).lower()}" for state in ALIVE if counts.get(state)
    ]
    return ", ".join(words)


def _line(one: Told) -> Line:
    standing, track = one.standing, one.standing.track
    theme, going = theme_of(track.theme), going_of(standing.last)
    job = owner_job(standing)
    return Line(
        title=_one_line(track.title),
        theme=theme.title if theme else "",
        why=_one_line(track.why),
        signs=_signs(track.signs),
        who=f"{owner_words(standing)} ({job})" if job else owner_words(standing),
        when=_when(track),
        state=state_words(track.state),
        going=str(going.words) if going else _("Ingen status endnu"),
        far=_far(one),
        numbers=_numbers(one),
        next=_next(one),
    )


def _when(track: Track) -> str:
    """The deadline; of fixed practice, when it is looked at next."""
    if track.state == ANCHORED:
        day = day_words(track.next_review)
        return _("Ses igennem {day}.").format(day=day) if day else ""
    day = day_words(track.deadline)
    return _("Frist {day}.").format(day=day) if day else _("Ingen frist.")


def _far(one: Told) -> str:
    steps = _("{done} af {all} skridt er gjort.").format(done=one.done, all=one.steps)
    last = one.standing.last
    judged = one.evaluation
    worked = WORKED[Evaluation.Worked(judged.worked)] if judged else ""
    return _joined(
        steps if one.steps else "",
        _("Virkede det? {answer}.").format(answer=worked) if judged else "",
        judged.seen if judged else last.seen if last else "",
    )


def _numbers(one: Told) -> str:
    """The first and the latest number, with n, period and source; none without a definition."""
    if one.measure is None or not one.values:
        return _("Ingen tal endnu.")
    first, last = one.values[0], one.values[-1]
    latest = value_words(last, one.measure)
    if len(one.values) > 1 and not first.is_few:
        latest = _("{last} (først {first})").format(
            last=latest, first=value_words(first, one.measure)
        )
    n = f", n = {number(Decimal(last.n))}" if last.n else ""
    about = f"{period_words(last)}{n}. {_('Kilde')}: {one.measure.source}"
    how = _("Sådan er det talt: {definition}").format(definition=one.measure.definition)
    return _joined(f"{one.measure.title}: {latest}.", f"{about}.", how)


def _next(one: Told) -> str:
    step = one.next_step
    words = f"{step.text} ({step.who}, {day_words(step.due_on)})." if step else ""
    last = one.standing.last
    return _joined(words, last.next if last else "") or _("Intet skridt er skrevet endnu.")


def _joined(*parts: str) -> str:
    return " ".join(_one_line(part) for part in parts if part)


def _signs(text: str) -> str:
    words = _one_line("; ".join(lines_of(text)))
    return f"{_('Det kan man se på')}: {words}." if words else ""


def _one_line(text: str) -> str:
    """A word that is longer than any word may be broken anywhere."""
    return " ".join(_breakable(word) for word in text.split())


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return "\u200b".join(word[at : at + 12] for at in range(0, len(word), 12))
