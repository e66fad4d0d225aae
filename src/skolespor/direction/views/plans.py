from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts.doors import log_refusal, organisation_door, signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile
from skolespor.direction.actions import plans as actions
from skolespor.direction.forms.plans import PartForm
from skolespor.direction.presenters import plans as presenters
from skolespor.direction.queries import plans, reviews
from skolespor.direction.views.parts import as_pdf, mine

WRITERS = (Permission.PREPAREDNESS_REVIEW, Permission.WORK_LEAD)


@signed_in_door
def show(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """The plan of a school or a municipality: for those who keep an eye on it, and for everybody who
    works at the school."""
    plan = _read(request, organisation_id)
    may = {
        "may_write": plans.may_write(plan.place, reader=request.user),
        "sees_list": reviews.sees_list(reader=request.user),
    }
    shown = presenters.page(plan, reviews.called_from(plan.place), **may)
    return render(request, "direction/plan.html", shown)


@signed_in_door
def file(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """The whole plan on paper."""
    plan = _read(request, organisation_id)
    paper = presenters.printed(plan, reviews.called_from(plan.place), only_arrival=False)
    return as_pdf(paper, "beredskabsplan")


@signed_in_door
def arrival(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """»Når en elev kommer« on one page, for the wall of the staff room."""
    plan = _read(request, organisation_id)
    paper = presenters.printed(plan, reviews.called_from(plan.place), only_arrival=True)
    return as_pdf(paper, "naar-en-elev-kommer")


@organisation_door(*WRITERS)
def write(
    request: SignedInRequest, organisations: Any, organisation_id: int, phase: str
) -> HttpResponse:
    """One phase of one's own plan. What is typed is kept as a draft."""
    place = mine(request, organisation_id).place
    part = plans.plan_of(place).part(phase)
    if part is None or not part.own:
        raise Http404
    subject = f"{place.pk}-{phase}"
    key: Any = {"owner_id": request.user.pk, "form": "plan", "subject": subject}
    draft = drafts.waiting(**key)
    staff = plans.staff_to_name(place)
    form = PartForm(
        request.POST or None, part=part, staff=staff, place=place, typed=presenters.typed(draft)
    )
    shown = {"place": place, "part": part, "draft_subject": subject}
    if form.is_valid():
        with rules_shown_on(form):
            try:
                actions.save_part(
                    place=place,
                    phase=part.phase,
                    doing=form.doing,
                    seen=form.cleaned_data["seen"],
                    is_confirmed=form.is_confirmed,
                    by=request.user,
                )
            except EditedMeanwhile as meanwhile:
                return _both(request, form, meanwhile, shown)
            drafts.sent(**key)
            messages.success(request, _("Det er gemt i planen."))
            return redirect("direction:plan", place.pk)
    shown |= {"form": form, **presenters.about_draft(draft, part)}
    return render(request, "direction/plan_write.html", shown)


def _both(
    request: SignedInRequest, form: PartForm, meanwhile: EditedMeanwhile, shown: dict[str, Any]
) -> HttpResponse:
    """What I wrote and what was saved meanwhile, and the form with mine, to be sent over it."""
    current: Any = meanwhile.current
    rows = plans.part_saved(current.organisation_id, current.phase)
    shown |= presenters.both(form, rows, current)
    form.data = request.POST.copy()
    form.data["seen"] = str(current.version)
    return render(request, "direction/plan_two_texts.html", {**shown, "form": form})


def _read(request: SignedInRequest, organisation_id: int) -> plans.Plan:
    plan = plans.plan_for(organisation_id, reader=request.user)
    if plan is None:
        log_refusal(request, Permission.PREPAREDNESS_SEE)
        raise Http404
    return plan
