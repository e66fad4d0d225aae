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
    work, key = _work(request, child, "gap-plan")
    if work is None and request.method != "POST":
        return redirect(HERE, child.pk)
    people, draft = gaps.may_own(child), drafts.waiting(**key)
    begins = presenters.gap_begins(work, draft) if work else {}
    form = GapForm(request.POST or None, initial=begins, people=people)
    facts = {"form": form, "draft_subject": key["subject"]}
    if form.is_valid():
        with rules_shown_on(form):
            try:
                actions.explain_gap(child=child, by=request.user, **form.cleaned_data)
            except EditedMeanwhile as meanwhile:
                facts |= presenters.gap_both(form, meanwhile.current, people)
                return show(request, child, "attendance/gap_two_texts.html", tab=HERE, facts=facts)
            drafts.sent(**key)
            return done(request, child, _("Det er gemt."), HERE)
    gap = work.gap if work else None
    facts["draft_is_older"] = gap is not None and presenters.is_older(draft, gap)
    return show(request, child, "attendance/gap.html", tab=HERE, facts=facts)


@child_door(Permission.GAP_WORK)
@knowing
def step(request: ChildRequest, child: Child) -> HttpResponse:
    """What has been done today, and who does what now."""
    work, key = _work(request, child, "gap-step")
    if work is None and request.method != "POST":
        return redirect(HERE, child.pk)
    form = StepForm(request.POST or None, initial=drafts.answers_of(drafts.waiting(**key)))
    if form.is_valid():
        with rules_shown_on(form):
            actions.add_step(child=child, by=request.user, **form.cleaned_data)
            drafts.sent(**key)
            return done(request, child, _("Det er skrevet."), HERE)
    facts = {"form": form, "draft_subject": key["subject"]}
    return show(request, child, "attendance/gap_step.html", tab=HERE, facts=facts)


def _work(request: ChildRequest, child: Child, form: str) -> tuple[gaps.Work | None, Any]:
    """The gap of today, none when the child has school again; and the key of the writer's draft, which
    is about this gap and no other."""
    without = page.situation(child, reader=request.user).without
    began = f"-{without.clock.since:%Y%m%d}" if without else ""
    key = {"owner_id": request.user.pk, "form": form, "subject": f"{child.pk}{began}"}
    return gaps.work_of(head_of(request, child), without), key
