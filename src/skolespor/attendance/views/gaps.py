from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from skolespor.accounts.permissions import Permission
from skolespor.attendance.actions import gaps as actions
from skolespor.attendance.forms import GapForm, StepForm
from skolespor.attendance.presenters import clock as presenters
from skolespor.attendance.queries import gaps, page
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.views.frame import done, head_of, knowing, show
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile

HERE = "attendance:child"


@child_door(Permission.GAP_WORK)
@knowing
def explain(request: ChildRequest, child: Child) -> HttpResponse:
    """Who solves it, why the child is without school, and what happens meanwhile."""
    work = _work(request, child)
    if work is None:
        return redirect(HERE, child.pk)
    key = _draft_of(request, child, "gap-plan")
    people = gaps.may_own(child)
    begins = presenters.gap_begins(work, drafts.waiting(**key))
    form = GapForm(request.POST or None, initial=begins, people=people)
    if form.is_valid():
        with rules_shown_on(form):
            try:
                actions.explain_gap(child=child, by=request.user, **form.cleaned_data)
            except EditedMeanwhile as meanwhile:
                both = presenters.gap_both(form, meanwhile.current, people)
                return show(request, child, "attendance/gap_two_texts.html", tab=HERE, facts=both)
            drafts.sent(**key)
            return done(request, child, _("Det er gemt."), HERE)
    return show(request, child, "attendance/gap.html", tab=HERE, facts={"form": form})


@child_door(Permission.GAP_WORK)
@knowing
def step(request: ChildRequest, child: Child) -> HttpResponse:
    """What has been done today, and who does what now."""
    if _work(request, child) is None:
        return redirect(HERE, child.pk)
    key = _draft_of(request, child, "gap-step")
    form = StepForm(request.POST or None, initial=drafts.answers_of(drafts.waiting(**key)))
    if form.is_valid():
        with rules_shown_on(form):
            actions.add_step(child=child, by=request.user, **form.cleaned_data)
            drafts.sent(**key)
            return done(request, child, _("Det er skrevet."), HERE)
    return show(request, child, "attendance/gap_step.html", tab=HERE, facts={"form": form})


def _work(request: ChildRequest, child: Child) -> gaps.Work | None:
    """The gap of today; none when the child has school again."""
    without = page.situation(child, reader=request.user).without
    return gaps.work_of(head_of(request, child), without)


def _draft_of(request: ChildRequest, child: Child, form: str) -> Any:
    return {"owner_id": request.user.pk, "form": form, "subject": str(child.pk)}
