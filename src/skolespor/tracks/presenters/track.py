"""One track as its page shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from skolespor.accounts.lines import Line
from skolespor.accounts.models import Organisation
from skolespor.core.forms import day_words
from skolespor.core.papers.words import Listed, listed
from skolespor.reviews.models import Focus
from skolespor.tracks.forms import COUNTS, WORKED
from skolespor.tracks.models import Evaluation, Measure, Status, Track, TrackStep
from skolespor.tracks.presenters.history import history
from skolespor.tracks.presenters.measure import series
from skolespor.tracks.presenters.words import (
    Action,
    badge_of,
    going_of,
    owner_job,
    owner_words,
    state_words,
)
from skolespor.tracks.queries.choices import theme_of, theme_of_statement
from skolespor.tracks.queries.standing import Standing
from skolespor.tracks.queries.track import Page
from skolespor.tracks.rules.gates import lines_of
from skolespor.tracks.rules.numbers import Counts
from skolespor.tracks.states import (
    AGREE,
    AGREED,
    ALIVE,
    ANCHOR,
    ANCHORED,
    DRAFT,
    EVALUATED,
    RESUME,
    RUNNING,
    START,
    STOP,
    TRACK,
    WHAT_IT_MEANS,
)

# What forms begin with


def begins_from(asked: Mapping[str, str]) -> dict[str, str]:
    """`?tema`, `?udsagn` and `?fokus`; what the content does not have is left out."""
    statement = asked.get("udsagn", "")
    theme = theme_of_statement(statement) or asked.get("tema", "")
    begins = {"theme": theme if theme_of(theme) else "", "focus": asked.get("fokus", "")[:200]}
    return begins | {"statement": statement if theme_of_statement(statement) else ""}


def plan_begins(track: Track) -> dict[str, Any]:
    names = ("title", "why", "signs", "deadline", "theme", "statement", "focus", "missing_reason")
    begins = {name: getattr(track, name) for name in names}
    return begins | {"owner": track.owner_id, "version": track.version}


def procedure_begins(track: Track) -> dict[str, Any]:
    names = ("procedure_text", "procedure_link", "next_review", "version")
    return {name: getattr(track, name) for name in names}


def step_begins(step: TrackStep) -> dict[str, Any]:
    return {name: getattr(step, name) for name in ("text", "who", "due_on", "version")}


def measure_begins(measure: Measure) -> dict[str, Any]:
    names = ("title", "counts", "unit", "definition", "source", "version")
    return {name: getattr(measure, name) for name in names}


def measure_words(measure: Measure) -> dict[str, Any]:
    """What is being counted, beside the field for the number."""
    return {
        "title": measure.title,
        "kind": COUNTS[Counts(measure.counts)][0],
        "unit": measure.unit,
        "definition": measure.definition,
        "source": measure.source,
        "is_of_children": measure.is_of_children,
    }


def signs_of(track: Track) -> list[str]:
    return lines_of(track.signs)


# The page


@dataclass(frozen=True)
class Told:
    """A status."""

    going: Any
    day: str
    by: str
    done: str
    seen: str
    next: str


@dataclass(frozen=True)
class Step:
    pk: int
    text: str
    who: str
    due: str
    is_done: bool
    is_late: bool
    done: str


@dataclass(frozen=True)
class Judged:
    """An evaluation."""

    worked: Any
    done: str
    seen: str
    child_view: str
    day: str
    by: str


def told(status: Status) -> Told:
    return Told(
        going=going_of(status),
        day=day_words(status.on),
        by=str(status.by),
        done=status.done,
        seen=status.seen,
        next=status.next,
    )


def last_status(standing: Standing) -> Told | None:
    return told(standing.last) if standing.last else None


def page(shown: Page) -> dict[str, Any]:
    track, standing = shown.track, shown.standing
    statuses = [told(one) for one in shown.statuses]
    found = [series(one, number) for number, one in enumerate(shown.measures)]
    primary, others = _actions(shown)
    return {
        "track": track,
        "may": shown.may,
        "state": {"words": state_words(track.state), "badge": badge_of(track.state)},
        "meaning": WHAT_IT_MEANS[track.state],
        "owner": owner_words(standing),
        "job": owner_job(standing),
        "has_lost_its_owner": standing.has_lost_its_owner,
        "had_an_owner": standing.had is not None,
        "deadline": day_words(track.deadline),
        "going": going_of(standing.last),
        "due": _due_words(standing),
        "is_late": standing.is_late,
        "source": _source(track),
        "signs": signs_of(track),
        "steps": [_step(one, standing) for one in shown.steps],
        "steps_done": _steps_words(shown.steps),
        "partners": _partners(shown),
        "meetings": [_meeting(one, standing) for one in shown.meetings],
        "series": next((one for one in found if one.is_current), None),
        "older": [one for one in found if not one.is_current],
        "statuses": statuses,
        "evaluations": [_judged(one) for one in shown.evaluations],
        "files": _files(shown, is_procedure=False),
        "procedures": _files(shown, is_procedure=True),
        "link": _safe(track.procedure_link),
        "review": day_words(track.next_review),
        "criteria": shown.criteria if track.state in (EVALUATED, ANCHORED) else (),
        "proposal": _proposal(shown),
        "history": history(shown),
        "primary": primary,
        "others": others,
        "is_over": track.state not in (DRAFT, *ALIVE),
    }


def _due_words(standing: Standing) -> str:
    if standing.due is None:
        return ""
    day = day_words(standing.due)
    if standing.is_late:
        days = (standing.today - standing.due).days
        return _("Status skulle være skrevet {day}, for {days} dage siden.").format(
            day=day, days=days
        )
    if standing.is_due:
        return _("Det er tid til status. Den skulle være skrevet {day}.").format(day=day)
    return _("Næste status er {day}.").format(day=day)


def _source(track: Track) -> list[str]:
    """Theme, statement and focus, in words."""
    theme = theme_of(track.theme)
    words = [theme.title, theme.statements.get(track.statement, "")] if theme else []
    return list(dict.fromkeys(one for one in (*words, track.focus) if one))


def _step(step: TrackStep, standing: Standing) -> Step:
    done = _("Gjort {day} af {who}").format(day=day_words(step.done_on), who=step.done_by)
    return Step(
        pk=step.pk,
        text=step.text,
        who=step.who,
        due=day_words(step.due_on),
        is_done=step.done_on is not None,
        is_late=step.done_on is None and step.due_on < standing.today,
        done=done if step.done_on else "",
    )


def _steps_words(steps: Sequence[TrackStep]) -> str:
    done = sum(step.done_on is not None for step in steps)
    return _("{done} af {all} skridt er gjort.").format(done=done, all=len(steps)) if steps else ""


def _partners(shown: Page) -> list[dict[str, Any]]:
    """The three lines in their order, each with its partners, so that one sees who is not with us."""
    return [
        {
            "line": line.label,
            "people": [one for one in shown.partners if one.line == line.value],
        }
        for line in Line
    ]


def _meeting(meeting: Any, standing: Standing) -> dict[str, Any]:
    return {
        "pk": meeting.pk,
        "day": day_words(meeting.on),
        "title": meeting.title,
        "looks_at": meeting.looks_at,
        "is_past": meeting.on < standing.today,
    }


def _judged(one: Evaluation) -> Judged:
    return Judged(
        worked=WORKED[Evaluation.Worked(one.worked)],
        done=one.done,
        seen=one.seen,
        child_view=one.child_view,
        day=day_words(one.on),
        by=str(one.by),
    )


def _files(shown: Page, *, is_procedure: bool) -> list[Listed]:
    """Those of one kind. Whoever works with the track can delete them, also when it is over."""
    return [
        listed(
            one,
            by=str(one.by),
            url=reverse("tracks:file", args=[shown.track.pk, one.pk]),
            remove_url=reverse("tracks:remove_file", args=[shown.track.pk, one.pk])
            if shown.may.work
            else "",
        )
        for one in shown.files
        if one.is_procedure == is_procedure
    ]


def _safe(link: str) -> str:
    """Only an ordinary address becomes a link, whatever stands in the database."""
    return link if link.startswith("https://") else ""


def _proposal(shown: Page) -> dict[str, Any] | None:
    one = shown.proposal
    if one is None:
        return None
    step = TRACK.steps[one.step]
    return {"step": step.label, "why": one.why, "by": str(one.by), "url": _to(shown, one.step)}


# What one can do


def _to(shown: Page, name: str) -> str:
    return reverse(f"tracks:{name}", args=[shown.track.pk])


def _actions(shown: Page) -> tuple[Action | None, list[Action]]:
    """What the reader most likely came to do, and the rest of what can be done with the whole track."""
    if not shown.may.work:
        return None, []
    offered = [*_first(shown), *_by_state(shown), *_always(shown)]
    by_url: dict[str, Action] = {}
    for one in offered:
        by_url.setdefault(one.url, one)
    ordered = list(by_url.values())
    return (ordered[0], ordered[1:]) if ordered else (None, [])


def _first(shown: Page) -> list[Action]:
    """What cannot wait."""
    lead, found = shown.may.lead, []
    if shown.standing.has_lost_its_owner and lead:
        found.append(Action(_("Vælg en ny ejer"), _to(shown, "edit")))
    if shown.proposal and lead:
        found.append(
            Action(TRACK.steps[shown.proposal.step].label, _to(shown, shown.proposal.step))
        )
    if shown.standing.is_due:
        found.append(Action(_("Skriv status"), _to(shown, "status")))
    return found


def _by_state(shown: Page) -> list[Action]:
    status = Action(_("Skriv status"), _to(shown, "status"))
    evaluate = Action(_("Evaluer sporet"), _to(shown, "evaluate"))
    mine = {
        AGREED: [status],
        RUNNING: [status, evaluate],
        EVALUATED: [status],
        ANCHORED: [status],
    }.get(shown.track.state, [])
    steps = {DRAFT: [AGREE], AGREED: [START], EVALUATED: [ANCHOR, RESUME], ANCHORED: [RESUME]}
    if not shown.may.lead:
        return mine
    led = [Action(one.label, _to(shown, one.name)) for one in steps.get(shown.track.state, [])]
    return [*mine, *led] if shown.track.state == ANCHORED else [*led, *mine]


def _always(shown: Page) -> list[Action]:
    state, found = shown.track.state, []
    if shown.may.lead and state in (DRAFT, *ALIVE):
        found.append(Action(_("Ret sporet"), _to(shown, "edit")))
    if shown.may.lead and state in STOP.source:
        found.append(Action(STOP.label, _to(shown, STOP.name)))
    if not shown.may.lead and TRACK.from_state(state) and shown.proposal is None:
        found.append(Action(_("Foreslå et trin"), _to(shown, "propose")))
    return found


def focus_links(found: Iterable[Focus], place: Organisation) -> list[dict[str, str]]:
    """What the municipality has chosen to work on, each as the beginning of a track."""
    address = reverse("tracks:create")
    return [
        {
            "words": one.words,
            "url": f"{address}?{urlencode(_asked(one) | {'kommune': str(place.pk)})}",
        }
        for one in found
    ]


def _asked(one: Focus) -> dict[str, str]:
    asked = {"tema": one.theme, "udsagn": one.statement, "fokus": one.words}
    return {name: text for name, text in asked.items() if text}
