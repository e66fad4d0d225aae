"""What waits for somebody, and how a municipality stands. For Mit overblik and the leaders' page; each
in a constant number of queries."""

from dataclasses import dataclass
from datetime import date

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.queries import cadence
from skolespor.calendar.rules.months import add_months
from skolespor.reviews import access
from skolespor.reviews.models import Answerer, Round, Sheet
from skolespor.reviews.queries import rounds, sheets
from skolespor.reviews.queries.focus import Choice, choice_of
from skolespor.reviews.rules.checks import REPEAT_RULE
from skolespor.reviews.states import State


def to_answer(*, reader: User) -> list[Answerer]:
    """The lines for which the reader is asked to answer and has not sent anything in. Two queries
    besides those on who the reader is."""
    asked = access.answers_as(reader).select_related("line__round__municipality")
    mine = sheets.keys_of(list(asked.order_by("line__round__answer_by", "pk")))
    sent = set(Sheet.objects.filter(pk__in=mine, is_handed_in=True).values_list("pk", flat=True))
    return [answerer for key, answerer in mine.items() if key not in sent]


def over_time(*, reader: User, today: date) -> list[Round]:
    """Rounds the reader leads, whose day is over and which nobody has closed."""
    led = access.municipalities_led(reader)
    late = Round.objects.filter(municipality__in=led, state=State.OPEN, answer_by__lt=today)
    return list(late.select_related("municipality").order_by("answer_by", "pk"))


@dataclass(frozen=True)
class Repeat:
    """A municipality that is to review itself again, and since when (`dl_self_review_repeat`)."""

    municipality: Organisation
    due: date


def to_repeat(*, reader: User, today: date) -> list[Repeat]:
    """Municipalities the reader leads, for which it is time again and no round is open."""
    found = []
    for municipality in access.municipalities_led(reader).order_by("pk"):
        due = repeat_due(municipality, today=today)
        if due is not None and due <= today:
            found.append(Repeat(municipality, due))
    return found


def repeat_due(municipality: Organisation, *, today: date) -> date | None:
    """The day by which the last round is a year old, or what the municipality has set; None where there
    is no round, or one is open."""
    last = rounds.last_closed(municipality)
    if last is None or last.closed_on is None or rounds.open_round(municipality):
        return None
    months = cadence(municipality, REPEAT_RULE, day=today)
    return add_months(last.closed_on, months.n) if months else None


@dataclass(frozen=True)
class Standing:
    """How far a municipality is with its self-review."""

    open: Round | None
    closed: Round | None
    choice: Choice
    repeat_due: date | None


def state_of(municipality: Organisation, *, today: date) -> Standing:
    """For a leaders' page: one municipality at a time, in a constant number of queries."""
    return Standing(
        open=rounds.open_round(municipality),
        closed=rounds.last_closed(municipality),
        choice=choice_of(municipality),
        repeat_due=repeat_due(municipality, today=today),
    )


def lines_answered(municipality: Organisation, *, since: date) -> dict[str, bool]:
    """Which lines have a value in the last round (`v_all_lines_answered`); empty where none has been closed
    since a day."""
    last = rounds.last_closed(municipality)
    if last is None or last.closed_on is None or last.closed_on < since:
        return {}
    return rounds.results_of(last).answered
