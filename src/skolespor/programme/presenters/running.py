"""A course from the start meeting on: its days, what the municipality has chosen, its tracks, what follows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.lines import Line
from skolespor.core.content import in_language
from skolespor.core.forms import day_words
from skolespor.programme import access, states
from skolespor.programme.access import Who
from skolespor.programme.models import Course, Evaluation, FollowUp
from skolespor.programme.presenters import days
from skolespor.programme.presenters.application import line_label
from skolespor.programme.presenters.course import Button
from skolespor.programme.queries import after as after_queries
from skolespor.programme.queries import courses, gates
from skolespor.programme.queries import days as day_queries
from skolespor.programme.rules.after import CHOICE, CHOICES, LONG_TEXT, OCCASIONS, ROUNDS, to_ask
from skolespor.programme.rules.days import Kind
from skolespor.programme.states import Side
from skolespor.reviews.rules.shown import from_stored
from skolespor.tracks.forms import GOING
from skolespor.tracks.models import Status
from skolespor.tracks.presenters.words import badge_of, state_words
from skolespor.tracks.queries.course import Work

SHOWN = (*states.RUNNING, states.CLOSED, states.PAUSED)


def sections(course: Course, *, reader: Who, side: Side | None) -> dict[str, Any]:
    """What the page of a course that has begun shows besides; nothing before."""
    if course.state not in SHOWN:
        return {}
    works = access.works_on(reader, course) is not None
    opens = access.sees_work(reader, course)
    first = primary(course, reader=reader, side=side)
    return {
        "is_running": True,
        "now": now(course),
        "primary": Button(*first, kind="primary") if first else None,
        "others": _others(course, side=side, first=first),
        "days": days.rows(course),
        "work": _work(course, opens=opens),
        "follow_ups": [follow_up(one, works=works) for one in after_queries.follow_ups(course)],
        "may_follow_up": works and course.state == states.FOLLOW_UP,
        "evaluations": [evaluation(one) for one in after_queries.evaluations(course)],
        "asks": _asks(course) if side is not None and works else [],
        "to_answer": _to_answer(course, reader),
        "works": works,
    }


def _others(course: Course, *, side: Side | None, first: tuple[str, str] | None) -> list[Button]:
    """The other steps; of those that take a paused course up again only the one that it was paused from."""
    taken_elsewhere = first[1] if first else ""
    again = {step.name for step in states.RESUMES.values()} - {resumes(course)}
    found = (
        (step.name, Button(*_step(course, step.name)))
        for step in states.COURSE.from_state(course.state)
        if side is not None and step.permission is side
    )
    return [one for name, one in found if name not in again and one.url != taken_elsewhere]


def now(course: Course) -> str:
    """What is owed now, from the start meeting on."""
    today = timezone.localdate()
    next_day = day_queries.next_day(course, today=today)
    on = day_words(next_day.on) if next_day else ""
    waiting = after_queries.waiting(course)
    told = {
        states.AGREED: _("Aftalen er indgået. I mødes {day}.").format(day=on)
        if on
        else _("Aftalen er indgået. Konsulenten kalder til opstartsmøde."),
        states.PRACTICE: _("De tre linjer svarer hver for sig på, hvordan det er i dag."),
        states.FOCUS: _("Kommunen vælger to eller tre fokus."),
        states.TRACKS: _("Hvert fokus bliver til et handlespor med en ejer, en frist og et tegn."),
        states.DAYS: _("I mødes næste gang {day}.").format(day=on)
        if on
        else _("De dage, der er sat, er holdt."),
        states.STATUS: _("Kort møde mellem dagene: Hvad er gjort, og hvad er svært?"),
        states.ANCHORING: _("Det, der virker, bliver fast praksis."),
        states.FOLLOW_UP: _when_again(waiting),
        states.CLOSED: _("Forløbet er slut. Handlesporene lever videre i kommunen."),
        states.PAUSED: _("Forløbet holder pause og begynder igen {day}.").format(
            day=day_words(course.next_on)
        ),
    }
    return told.get(course.state, "")


def _when_again(waiting: Sequence[FollowUp]) -> str:
    if not waiting:
        return _("Opfølgningen er skrevet. Styrelsen afslutter forløbet.")
    day = day_words(waiting[0].due)
    if waiting[0].due < timezone.localdate():
        return _("I skulle se på det igen {day}. Skriv det nu, eller spring over.").format(day=day)
    return _("I ser på det igen {day}.").format(day=day)


def primary(course: Course, *, reader: Who, side: Side | None) -> tuple[str, str] | None:
    """The one thing that the page is for: its words and its address."""
    if side is None:
        return None
    if course.state == states.AGREED:
        return _start_meeting(course, side)
    if course.state == states.FOLLOW_UP:
        return _follow(course, side)
    if course.state == states.PAUSED:
        return _resume(course) if side is Side.MUNICIPALITY else None
    return _stage(course, reader, side)


def _start_meeting(course: Course, side: Side) -> tuple[str, str] | None:
    """Set it, hold it, write its minutes, go on: the agency's."""
    meetings = [one for one in day_queries.days(course) if one.day.kind == Kind.START]
    if not meetings:
        add = f"{reverse('programme:add_day', args=[course.pk])}?slags={Kind.START}"
        return (_("Sæt opstartsmødet"), add) if side is Side.AGENCY else None
    last = meetings[-1]
    if side is Side.AGENCY and last.has_outcome:
        return _step(course, states.PRACTISE.name)
    return _("Se opstartsmødet"), _day(course, last.day.pk)


def _stage(course: Course, reader: Who, side: Side) -> tuple[str, str] | None:
    """The next step when what the content asks for is there, else where it is done."""
    step = FORWARD.get(course.state)
    if step is None:
        return None
    today = timezone.localdate()
    if side is step.permission and not gates.not_kept(course, step.name, today=today):
        next_day = day_queries.next_day(course, today=today)
        if course.state != states.DAYS or next_day is None:
            return _step(course, step.name)
    return _where_it_is_done(course, reader, side)


def _where_it_is_done(course: Course, reader: Who, side: Side) -> tuple[str, str] | None:
    if course.state in (states.DAYS, states.STATUS):
        next_day = day_queries.next_day(course, today=timezone.localdate())
        if next_day:
            return _("Se næste dag"), _day(course, next_day.pk)
        return _("Se dagene"), reverse("programme:days", args=[course.pk])
    if not access.sees_work(reader, course):
        return None
    tools = {
        states.PRACTICE: (_("Gå til egenvurderingen"), reverse("reviews:index")),
        states.FOCUS: (_("Vælg fokus"), reverse("reviews:index")),
        states.TRACKS: (_("Gå til handlesporene"), reverse("tracks:index")),
        states.ANCHORING: (_("Gå til handlesporene"), reverse("tracks:index")),
    }
    return tools.get(course.state)


def _follow(course: Course, side: Side) -> tuple[str, str] | None:
    waiting = after_queries.waiting(course)
    if waiting and waiting[0].due <= timezone.localdate():
        address = reverse("programme:hold", args=[course.pk, waiting[0].pk])
        return _("Skriv opfølgningen"), address
    if not waiting and side is Side.AGENCY:
        return _step(course, states.CLOSE.name)
    return None


def _resume(course: Course) -> tuple[str, str] | None:
    step = resumes(course)
    return _step(course, step) if step else None


def resumes(course: Course) -> str:
    """The step that takes a paused course up again."""
    found = states.RESUMES.get(courses.paused_from(course))
    return found.name if found else ""


FORWARD = {
    states.PRACTICE: states.CHOOSE,
    states.FOCUS: states.SET_OUT,
    states.TRACKS: states.MEET,
    states.DAYS: states.ANCHOR,
    states.STATUS: states.GO_ON,
    states.ANCHORING: states.FOLLOW,
}


def _step(course: Course, name: str) -> tuple[str, str]:
    label = str(states.COURSE.steps[name].label)
    return label, reverse("programme:step", args=[course.pk, name])


def _day(course: Course, pk: int) -> str:
    return reverse("programme:day", args=[course.pk, pk])


def _work(course: Course, *, opens: bool) -> dict[str, Any]:
    """The three lines, what is chosen, the tracks."""
    answered = gates.answered(course)
    return {
        "lines": [{"label": one.label, "is_there": one.value in answered} for one in Line],
        "focus": [one.words for one in gates.choice(course).focus],
        "tracks": [_track(one) for one in gates.tracks(course)],
        "review_url": reverse("reviews:index") if opens else "",
        "tracks_url": reverse("tracks:index") if opens else "",
    }


def _track(one: Work) -> dict[str, Any]:
    return {
        "title": one.title,
        "state": state_words(one.state),
        "badge": badge_of(one.state),
        "line": line_label(one.line) if one.line else _("Ingen har bolden"),
        "deadline": day_words(one.deadline),
        "going": str(GOING[Status.Going(one.going)][0]) if one.going else _("Ingen status endnu"),
    }


def follow_up(one: FollowUp, *, works: bool) -> dict[str, Any]:
    waits = one.held_on is None and one.skipped_on is None
    who = one.by_participant or one.by_user
    by = who.name if who else ""
    if one.held_on:
        told = _("Skrevet {day} af {who}.").format(day=day_words(one.held_on), who=by)
    elif one.skipped_on:
        told = _("Sprunget over {day} af {who}.").format(day=day_words(one.skipped_on), who=by)
    else:
        told = _("Senest {day}.").format(day=day_words(one.due))
    return {
        "pk": one.pk,
        "title": str(OCCASIONS[one.occasion]),
        "told": told,
        "words": one.words,
        "waits": waits and works,
        "is_late": waits and one.due < timezone.localdate(),
    }


def evaluation(one: Evaluation) -> dict[str, Any]:
    told = (
        _("{answered} af {asked} har svaret. Lukket {day}.").format(
            answered=one.answered, asked=one.asked, day=day_words(one.closed_on)
        )
        if one.closed_on
        else _("Åben til og med {day}. Svarene kan ses, når den er lukket.").format(
            day=day_words(one.answer_by)
        )
    )
    return {
        "pk": one.pk,
        "title": str(ROUNDS[one.round]),
        "told": told,
        "is_open": one.closed_on is None,
        "url": reverse("programme:evaluation", args=[one.course_id, one.pk]),
    }


def results(one: Evaluation) -> list[dict[str, Any]]:
    """What may be shown of each question: the middle answer, or words."""
    return [
        _result(question, one.results.get(question["id"], {}))
        for question in after_queries.questions()
    ]


def _result(question: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"question": in_language(question, "text")}
    if question["kind"] == LONG_TEXT:
        return told | {"texts": found.get("texts", []), "is_text": True}
    shown = from_stored(found) if found else None
    if shown is None or not shown.has_value:
        return told | {"middle": "", "percent": 0}
    middle = _choice(shown.middle) if question["kind"] == CHOICE else _span(shown.low, shown.high)
    return told | {"middle": middle, "percent": round(shown.middle * 20)}


def _span(low: float | None, high: float | None) -> str:
    if low == high:
        return f"{low:g}".replace(".", ",")
    return _("{low:g} til {high:g}").format(low=low, high=high)


def _choice(middle: float) -> str:
    """The middle of the choices in words."""
    name = "yes" if middle > 4 else "no" if middle < 2 else "maybe"
    return str(CHOICES[name])


def _asks(course: Course) -> list[dict[str, str]]:
    """The evaluations that can be opened now."""
    return [
        {
            "label": str(ROUNDS[one]),
            "url": reverse("programme:ask_evaluation", args=[course.pk, one.value]),
        }
        for one in to_ask(course.state, after_queries.rounds_held(course))
    ]


def _to_answer(course: Course, reader: Who) -> str:
    """Where the reader says how the course was, when they have not."""
    found = [one for one in after_queries.to_evaluate(reader) if one.course_id == course.pk]
    return reverse("programme:evaluate", args=[course.pk, found[0].pk]) if found else ""
