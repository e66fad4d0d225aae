from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from skolespor.accounts.permissions import Permission
from skolespor.attendance.actions import reduced as actions
from skolespor.attendance.actions.reduced import Said
from skolespor.attendance.forms import ReducedChangeForm, ReducedEndForm, ReducedForm
from skolespor.attendance.presenters import reduced as presenters
from skolespor.attendance.queries import reduced
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.forms.parts import ReasonForm
from skolespor.children.models import Child
from skolespor.children.views.frame import done, found, head_of, knowing, show
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile

HERE = "attendance:child"
TERMS = ("since", "until", "hours_before", "hours_now")


@child_door(Permission.REDUCED_TIMETABLE_WRITE)
@knowing
def agree(request: ChildRequest, child: Child) -> HttpResponse:
    """*Nedsat skema*: from when to when, how many hours, why, and how the child gets them back."""
    key: Any = {"owner_id": request.user.pk, "form": "reduced", "subject": str(child.pk)}
    form = ReducedForm(request.POST or None, initial=presenters.begins(drafts.waiting(**key)))
    if form.is_valid():
        terms = {name: form.cleaned_data[name] for name in TERMS}
        with rules_shown_on(form):
            actions.agree(child=child, by=request.user, said=Said(**form.said), **terms)
            drafts.sent(**key)
            return done(request, child, _("Aftalen er gemt."), HERE)
    head = head_of(request, child)
    facts = {"form": form, "draft_subject": key["subject"]}
    facts |= presenters.who_reads(reduced.readers_of(head))
    return show(request, child, "attendance/reduced.html", head=head, tab=HERE, facts=facts)


@child_door(Permission.REDUCED_TIMETABLE_WRITE)
@knowing
def change(request: ChildRequest, child: Child, agreement_id: int) -> HttpResponse:
    """Another last day, or other words."""
    agreement = found(reduced.agreement_of(child, agreement_id, reader=request.user))
    subject = f"{child.pk}-{agreement_id}"
    key: Any = {"owner_id": request.user.pk, "form": "reduced-change", "subject": subject}
    draft = drafts.waiting(**key)
    form = ReducedChangeForm(request.POST or None, initial=presenters.begins(draft, agreement))
    head = head_of(request, child)
    facts: dict[str, Any] = {"form": form, "draft_subject": subject}
    facts |= presenters.who_reads(reduced.readers_of(head))
    if form.is_valid():
        what = {"until": form.cleaned_data["until"], "seen": form.cleaned_data["seen"]}
        with rules_shown_on(form):
            try:
                actions.change(
                    agreed=agreement.row, by=request.user, said=Said(**form.said), **what
                )
            except EditedMeanwhile as meanwhile:
                facts |= presenters.both(form, meanwhile.current)
                page = "attendance/reduced_two_texts.html"
                return show(request, child, page, head=head, tab=HERE, facts=facts)
            drafts.sent(**key)
            return done(request, child, _("Aftalen er gemt."), HERE)
    facts["draft_is_older"] = presenters.is_older(draft, agreement.row)
    return show(request, child, "attendance/reduced_change.html", head=head, tab=HERE, facts=facts)


@child_door(Permission.REDUCED_TIMETABLE_WRITE)
@knowing
def end(request: ChildRequest, child: Child, agreement_id: int) -> HttpResponse:
    """The child has all its hours again before the last day."""
    agreement = found(reduced.agreement_of(child, agreement_id, reader=request.user))
    form = ReducedEndForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.end_early(agreed=agreement.row, by=request.user, **form.cleaned_data)
            return done(request, child, _("Det er gemt. Godt, at barnet er tilbage i tid."), HERE)
    facts = {"form": form, "agreement": agreement}
    return show(request, child, "attendance/reduced_end.html", tab=HERE, facts=facts)


@child_door(Permission.REDUCED_TIMETABLE_WRITE)
@knowing
def withdraw(request: ChildRequest, child: Child, agreement_id: int) -> HttpResponse:
    """It was a mistake: no hours were missing."""
    agreement = found(reduced.agreement_of(child, agreement_id, reader=request.user))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.withdraw(agreed=agreement.row, by=request.user, **form.cleaned_data)
            return done(request, child, _("Det er trukket tilbage."), HERE)
    facts = {"form": form, "agreement": agreement}
    return show(request, child, "attendance/reduced_withdraw.html", tab=HERE, facts=facts)
