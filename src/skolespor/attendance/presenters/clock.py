"""Days in school and without it, in words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission as P
from skolespor.attendance.forms import GapForm
from skolespor.attendance.models import Gap, GapStep
from skolespor.attendance.queries.clocks import Away, WithoutSchool
from skolespor.attendance.queries.gaps import Work
from skolespor.attendance.queries.lists import Line
from skolespor.attendance.queries.page import Situation
from skolespor.attendance.rules.clock import SHORT
from skolespor.attendance.rules.gaps import OWNER, PLAN, REASON, STATUS
from skolespor.children.models import Child
from skolespor.children.presenters.frame import Link
from skolespor.children.presenters.people import moment
from skolespor.children.queries.page import Header
from skolespor.core.content import label
from skolespor.core.downloads import HIDDEN
from skolespor.core.drafts import answers_of
from skolespor.core.forms import day_words
from skolespor.core.models import Draft

HEAD = (
    gettext_lazy("Fornavn"),
    gettext_lazy("Efternavn"),
    gettext_lazy("Skoledage uden skole"),
    gettext_lazy("Første dag"),
    gettext_lazy("Skole"),
    gettext_lazy("Hvem løser det?"),
    gettext_lazy("Sidst gjort noget"),
    gettext_lazy("Handlekommune"),
)


def attendance(head: Header, seen: Situation, work: Work | None) -> dict[str, Any]:
    """The page: where it goes to school, since when it does not, and what one can write."""
    may_write = P.NOT_ATTENDING_WRITE in head.may
    return {
        "schools": [_school(spell.school.name, spell.grade_label) for spell in seen.schools],
        "clock": _clock(head.child, seen.without) if seen.without else None,
        "since_written": day_words(seen.now.since) if seen.now else "",
        "back_on": _back_on(seen.now),
        "say": _say(head.child, seen) if may_write else None,
        "again": _of(head.child, "again", seen.now, _("Går i skole igen")) if may_write else None,
        "mistake": _of(head.child, "withdraw", seen.now, _("Det var en fejl"))
        if may_write
        else None,
        "before": [_before(head.child, away, may_write=may_write) for away in seen.before],
        "gap": _gap(head, work) if work else None,
    }


def _school(name: str, grade: str) -> str:
    return ", ".join(part for part in (name, grade) if part)


def _clock(child: Child, one: WithoutSchool) -> dict[str, Any]:
    clock = one.clock
    return {
        "count": clock.count,
        "words": ngettext("skoledag uden skole", "skoledage uden skole", clock.count),
        "since": _("Den første var {day}.").format(day=day_words(clock.since)),
        "is_gap": clock.is_gap,
        "left": SHORT + 1 - clock.count,
        "is_assumed": one.is_assumed,
    }


def _say(child: Child, seen: Situation) -> Link | None:
    """Only who is enrolled can fail to go there."""
    if seen.now or not seen.schools:
        return None
    return Link(_("Går ikke i skole"), reverse("attendance:say", args=[child.pk]))


def _of(child: Child, page: str, away: Away | None, words: str) -> Link | None:
    if away is None:
        return None
    return Link(words, reverse(f"attendance:{page}", args=[child.pk, away.row.pk]))


def _back_on(away: Away | None) -> str:
    """The first day back that somebody has planned."""
    return day_words(away.until + timedelta(days=1)) if away and away.until else ""


MISSING = {
    OWNER: gettext_lazy("Vælg, hvem der løser det"),
    REASON: gettext_lazy("Skriv, hvorfor barnet er uden skole"),
    PLAN: gettext_lazy("Skriv en midlertidig plan"),
    STATUS: gettext_lazy("Skriv, hvem der gør hvad"),
}


def _gap(head: Header, work: Work) -> dict[str, Any]:
    gap, pk = work.gap, head.child.pk
    may_work, sees_names = P.GAP_WORK in head.may, "team_contacts" in head.sight
    return {
        "has_owner": bool(gap and gap.owner),
        "owner": gap.owner.name if gap and gap.owner and sees_names else "",
        "sees_follow_up": work.sees_follow_up,
        "missing": [MISSING[code] for code in work.missing],
        "reason": label("school_gap_reasons", gap.reason) if gap and gap.reason else "",
        "plan": gap.plan if gap else "",
        "steps": [_step(step) for step in work.steps],
        "tell": Link(_("Hvem gør hvad i dag?"), reverse("attendance:gap_step", args=[pk]))
        if may_work
        else None,
        "explain": Link(_("Ansvar, grund og plan"), reverse("attendance:gap", args=[pk]))
        if may_work
        else None,
    }


def _step(step: GapStep) -> dict[str, str]:
    return {"day": day_words(step.day), "by": step.by.name, "text": step.text}


def gap_begins(work: Work, draft: Draft | None) -> dict[str, Any]:
    """What the form begins with: one's own draft before what is saved. A draft that is older than what
    is saved does not count as having seen it: saving it leads to the page with both texts."""
    gap, typed = work.gap, answers_of(draft)
    saved = {
        "owner": gap.owner_id if gap else None,
        "reason": gap.reason if gap else "",
        "plan": gap.plan if gap else "",
        "seen": gap.version if gap else 1,
    }
    if gap and is_older(draft, gap):
        saved["seen"] = gap.version - 1
    return saved | {name: text for name, text in typed.items() if name in saved and text}


def is_older(draft: Draft | None, gap: Gap) -> bool:
    return draft is not None and draft.saved_at < gap.edited_at


def gap_both(form: GapForm, saved: Any, people: Sequence[User]) -> dict[str, Any]:
    """Somebody saved meanwhile: both plans, and a form that saves over the newer one."""
    mine = {"plan": form.cleaned_data["plan"], "reason": form.cleaned_data["reason"]}
    begins = {**mine, "owner": form.cleaned_data["owner"].pk, "seen": saved.version}
    return {
        "form": GapForm(initial=begins, people=people),
        "mine": mine["plan"],
        "theirs": _all_of(saved),
        "saved_words": _("Gemt {time} af {who}").format(
            time=moment(saved.edited_at), who=saved.edited_by or "Skolespor"
        ),
    }


def _all_of(gap: Gap) -> str:
    """What somebody else has saved: who, why, and the plan."""
    reason = label("school_gap_reasons", gap.reason) if gap.reason else ""
    return "\n".join(part for part in (str(gap.owner or ""), reason, gap.plan) if part)


def _before(child: Child, away: Away, *, may_write: bool) -> dict[str, Any]:
    words = _("{since} til {until}").format(
        since=day_words(away.since), until=day_words(away.until)
    )
    link = _of(child, "withdraw", away, _("Det var en fejl")) if may_write else None
    return {"words": words, "mistake": link}


def moved(head: Header, seen: Situation) -> dict[str, Any]:
    """The question that is asked at once when a child has moved; not when the answer stands."""
    names = [spell.school.name for spell in seen.schools]
    return {
        "schools": names,
        "question": _("{name} er flyttet. Går {name} stadig på {school}?").format(
            name=head.child.first_name, school=_(" og ").join(names)
        ),
        "away_since": day_words(seen.now.since) if seen.now else "",
        "may_enrol": P.CHILD_ENROL in head.may,
    }


# The list


def cells(lines: Iterable[Line]) -> Iterator[tuple[object, ...]]:
    """The lines in a file, in the order of `HEAD`."""
    for line in lines:
        yield (
            line.child.first_name,
            line.child.last_name,
            line.school_days,
            HIDDEN if line.since is None else day_words(line.since),
            HIDDEN if line.school is None else line.school,
            HIDDEN if line.owner is None else line.owner,
            day_words(line.told_on),
            line.acting,
        )
