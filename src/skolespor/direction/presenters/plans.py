"""The preparedness plan as its pages and its paper show it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.models import Organisation
from skolespor.core.drafts import answers_of
from skolespor.core.forms import day_words
from skolespor.core.models import Draft
from skolespor.core.pdf import pdf
from skolespor.direction.forms.plans import NAMES, PartForm
from skolespor.direction.models import PlanPart, PlanStep
from skolespor.direction.presenters.reviews import Fact, lack_words, numbers
from skolespor.direction.queries.phases import ARRIVES
from skolespor.direction.queries.plans import Part, Plan, Step
from skolespor.direction.rules.plans import Answered

TEMPLATE = Path(__file__).parents[1] / "typst" / "plan.typ"


@dataclass(frozen=True)
class StepLine:
    """One step: what, who and by what. `warning` says what is wrong with it; `by` is who answers for it
    when that is not this place."""

    text: str
    role: str
    who: str
    means: str
    warning: str
    by: str


APART = 16


@dataclass(frozen=True)
class Box:
    """One step in the picture of a phase: full, empty, or struck through when somebody has left."""

    state: str
    x: int
    is_gone: bool


@dataclass(frozen=True)
class PartBlock:
    """One phase. `is_own`: there is something here for this place to answer."""

    id: str
    number: int
    title: str
    text: str
    is_own: bool
    saved: str
    missing: int
    steps: Sequence[StepLine]
    boxes: Sequence[Box]

    @property
    def own(self) -> list[StepLine]:
        return [step for step in self.steps if not step.by]

    @property
    def others(self) -> list[StepLine]:
        return [step for step in self.steps if step.by]

    @property
    def others_words(self) -> str:
        count = len(self.others)
        words = ngettext(
            "Det gør kommunen ({count} trin)", "Det gør kommunen ({count} trin)", count
        )
        return words.format(count=count)

    @property
    def answered_words(self) -> str:
        return _("{answered} af {steps} trin har en, der gør dem").format(
            answered=len(self.boxes) - self.missing, steps=len(self.boxes)
        )

    @property
    def width(self) -> int:
        """Of the picture, in its own units."""
        return APART * len(self.boxes)


def page(
    plan: Plan, houses: Iterable[Organisation], *, may_write: bool, sees_list: bool
) -> dict[str, Any]:
    """The plan of a place, whom one calls, and what is missing in it."""
    blocks = parts(plan)
    left = next((block for block in blocks if block.missing), None)
    return {
        "place": plan.place,
        "parts": blocks,
        "numbers": numbers(houses),
        "lack": lack_words(plan.lack),
        "is_whole": plan.lack.is_none,
        "may_write": may_write,
        "sees_list": sees_list,
        "is_school": plan.place.kind == "school",
        "next": left,
        "is_begun": any(part.row for part in plan.parts),
    }


def parts(plan: Plan, only: Sequence[str] = ()) -> list[PartBlock]:
    return [
        PartBlock(
            id=part.phase.id,
            number=part.phase.number,
            title=part.phase.title,
            text=part.phase.text,
            is_own=bool(part.own),
            saved=saved_words(part.row),
            missing=sum(step.state is not Answered.YES for step in part.own),
            steps=[step_line(step, plan.place) for step in part.steps],
            boxes=[
                Box(step.state.value, APART * number + 2, step.state is Answered.GONE)
                for number, step in enumerate(part.own)
            ],
        )
        for part in plan.parts
        if part.steps and (not only or part.phase.id in only)
    ]


def own_parts(plan: Plan) -> list[PartBlock]:
    """What is gone through: the phases in which the place itself does something."""
    return [block for block in parts(plan) if block.is_own]


def step_line(step: Step, place: Organisation) -> StepLine:
    by = "" if step.is_own else place.home_municipality.name
    return StepLine(
        text=step.text,
        role=step.must.role.label,
        who=", ".join(part for part in (step.person, step.who) if part),
        means=step.means,
        warning=_warning(step),
        by=by,
    )


def _warning(step: Step) -> str:
    if step.state is Answered.NO:
        return _("Mangler") if step.is_own else _("Ikke skrevet endnu")
    if step.state is Answered.GONE:
        return _("Arbejder her ikke mere")
    return ""


def saved_words(row: PlanPart | None) -> str:
    if row is None:
        return _("Der er ikke skrevet noget endnu.")
    day = day_words(timezone.localtime(row.edited_at).date())
    return _("Gemt {day} af {who}").format(day=day, who=row.edited_by.name)


# Writing


def typed(draft: Draft | None) -> dict[str, Any]:
    """What the writer has not sent, without the version: the page begins from what stands there now."""
    return {
        name: text for name, text in answers_of(draft).items() if name.rpartition("-")[2] in NAMES
    }


def about_draft(draft: Draft | None, part: Part) -> dict[str, Any]:
    """Somebody has saved since the draft was written: what stands there now is shown beside it."""
    if not draft or not part.row or part.row.edited_at <= draft.saved_at:
        return {}
    return {"now": [_fact(step) for step in part.own if step.row], "saved": saved_words(part.row)}


def _fact(step: Step) -> Fact:
    return Fact(step.must.text, _together(step.person, step.who, step.means, step.words_of_place))


@dataclass(frozen=True)
class Both:
    """One step as I wrote it and as somebody else saved it meanwhile."""

    text: str
    mine: str
    theirs: str


def both(form: PartForm, rows: Sequence[PlanStep], current: PlanPart) -> dict[str, Any]:
    """What is not the same in the two, and when the other was saved."""
    theirs = {row.step: row for row in rows}
    found = []
    for step, _fields in form.groups:
        row = theirs.get(step.must.id)
        saved = _together(
            row.job.user.name if row and row.job else "",
            *((row.who, row.means, row.words) if row else ()),
        )
        mine = _mine(form, step)
        if mine != saved:
            found.append(Both(step.must.text, mine, saved))
    return {"both": found, "saved_words": saved_words(current)}


def _mine(form: PartForm, step: Step) -> str:
    one = form.doing[step.must.id]
    person = form.names.get(one.job_id, "") if one.job_id else ""
    return _together(person, one.who, one.means, one.words)


def _together(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


# Paper


def printed(plan: Plan, houses: Iterable[Organisation], *, only_arrival: bool) -> bytes:
    """The plan as a PDF: the whole, or one page for the staff room on when a pupil comes."""
    title = _("Når en elev kommer") if only_arrival else _("Beredskabsplan")
    blocks = parts(plan, ARRIVES if only_arrival else ())
    data = {
        "title": title,
        "place": plan.place.name,
        "printed": _("Skrevet ud {day}").format(day=day_words(timezone.localdate())),
        "lack": "" if only_arrival or plan.lack.is_none else lack_words(plan.lack),
        "is_short": only_arrival,
        "heads": {"what": _("Hvad"), "who": _("Hvem"), "means": _("Hvordan")},
        "parts": [asdict(block) for block in blocks],
        "numbers_title": _("Hvem ringer I til?"),
        "numbers": [asdict(fact) for fact in numbers(houses)],
    }
    return pdf(TEMPLATE, data)
