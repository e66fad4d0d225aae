from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from skolespor.accounts.permissions import Permission
from skolespor.children.actions import corrections
from skolespor.children.actions import spells as actions
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.forms.parts import ReasonForm, TwoSteps
from skolespor.children.forms.spells import (
    ASIDE,
    CorrectPlaceForm,
    CorrectSchoolForm,
    EndPlacementForm,
    EnrolForm,
    LeaveForm,
    MoveForm,
)
from skolespor.children.models import Child
from skolespor.children.presenters import spells as presenters
from skolespor.children.queries import changes, choices, page
from skolespor.children.views.frame import done, found, head_of, knowing, show
from skolespor.core.forms import rules_shown_on

OVERVIEW = "workspace:child"
FORM = "children/spell_form.html"


@child_door(Permission.CHILD_PLACE)
@knowing
def move(request: ChildRequest, child: Child) -> HttpResponse:
    """A new place to live: asked, shown, then done."""
    head = head_of(request, child)
    form = MoveForm(request.POST or None, **_places(request, knows_reason=head.knows_reason))
    if form.is_valid() and not form.is_reopened:
        if not form.is_confirmed:
            shown = presenters.move_preview(
                child, changes.moving(child, form.facts, reader=request.user)
            )
            return _preview(request, child, form, shown)
        with rules_shown_on(form):
            actions.move(child=child, by=request.user, **form.facts)
            may_say = Permission.NOT_ATTENDING_WRITE in head.may
            page_name = "attendance:ask" if may_say else OVERVIEW
            return done(request, child, _("Flytningen er gemt."), page_name)
    return show(
        request, child, FORM, head=head, facts={"form": form, **presenters.move_words(child)}
    )


@child_door(Permission.CHILD_PLACE)
@knowing
def end_placement(request: ChildRequest, child: Child, spell_id: int) -> HttpResponse:
    """The child moves out; where to is not written here."""
    spell = found(page.placement_of(child, spell_id, reader=request.user))
    form = EndPlacementForm(request.POST or None)
    if form.is_valid() and not form.is_reopened:
        if not form.is_confirmed:
            shown = presenters.end_preview(
                child,
                changes.moving_out(spell, form.cleaned_data["last_day"], reader=request.user),
            )
            return _preview(request, child, form, shown)
        with rules_shown_on(form):
            actions.end_placement(placement=spell, by=request.user, **form.cleaned_data)
            return done(request, child, _("Den sidste dag er gemt."), OVERVIEW)
    return show(request, child, FORM, facts={"form": form, **presenters.end_words(child)})


@child_door(Permission.CHILD_ENROL)
@knowing
def enrol(request: ChildRequest, child: Child) -> HttpResponse:
    """A new school, and whether the child stops at the one it goes to."""
    current = page.open_enrolments(child, reader=request.user)
    schools = choices.schools(reader=request.user)
    form = EnrolForm(request.POST or None, schools=schools, current=current)
    if form.is_valid() and not form.is_reopened:
        if not form.is_confirmed:
            shown = presenters.enrol_preview(
                child, changes.enrolling(child, form.facts, reader=request.user)
            )
            return _preview(request, child, form, shown)
        with rules_shown_on(form):
            actions.enrol(child=child, by=request.user, **form.facts)
            return done(request, child, _("Skolen er gemt."), OVERVIEW)
    return show(request, child, FORM, facts={"form": form, **presenters.enrol_words(child)})


@child_door(Permission.CHILD_ENROL)
@knowing
def leave_school(request: ChildRequest, child: Child, spell_id: int) -> HttpResponse:
    """The child stops at a school; which it goes to next is not written here."""
    spell = found(page.enrolment_of(child, spell_id, reader=request.user))
    form = LeaveForm(request.POST or None)
    if form.is_valid() and not form.is_reopened:
        if not form.is_confirmed:
            shown = presenters.leave_preview(
                child, changes.leaving(spell, form.cleaned_data["last_day"], reader=request.user)
            )
            return _preview(request, child, form, shown)
        with rules_shown_on(form):
            actions.leave_school(enrolment=spell, by=request.user, **form.cleaned_data)
            return done(request, child, _("Den sidste skoledag er gemt."), OVERVIEW)
    return show(request, child, FORM, facts={"form": form, **presenters.leave_words(child)})


@child_door(Permission.CHILD_CORRECT)
@knowing
def correct_placement(request: ChildRequest, child: Child, spell_id: int) -> HttpResponse:
    """What was written wrong about a place; what stood there is kept."""
    spell = found(page.placement_of(child, spell_id, reader=request.user))
    head = head_of(request, child)
    known = _places(request, knows_reason=head.knows_reason)
    form = CorrectPlaceForm(request.POST or None, spell=spell, **known)
    if form.is_valid():
        about = {name: form.cleaned_data[name] for name in ASIDE}
        with rules_shown_on(form):
            corrections.correct(spell=spell, by=request.user, **about, **form.facts)
            return done(request, child, _("Rettelsen er gemt."), OVERVIEW)
        form.begin_again()
    words = presenters.correct_place_words(child)
    return show(request, child, FORM, head=head, facts={"form": form, **words})


@child_door(Permission.CHILD_CORRECT)
@knowing
def correct_enrolment(request: ChildRequest, child: Child, spell_id: int) -> HttpResponse:
    """What was written wrong about a school; what stood there is kept."""
    spell = found(page.enrolment_of(child, spell_id, reader=request.user))
    schools = choices.schools(reader=request.user)
    form = CorrectSchoolForm(request.POST or None, spell=spell, schools=schools)
    if form.is_valid():
        about = {name: form.cleaned_data[name] for name in ASIDE}
        with rules_shown_on(form):
            corrections.correct(spell=spell, by=request.user, **about, **form.facts)
            return done(request, child, _("Rettelsen er gemt."), OVERVIEW)
        form.begin_again()
    return show(
        request, child, FORM, facts={"form": form, **presenters.correct_school_words(child)}
    )


@child_door(Permission.CHILD_CORRECT)
@knowing
def withdraw_placement(request: ChildRequest, child: Child, spell_id: int) -> HttpResponse:
    """The child never lived there."""
    spell = found(page.placement_of(child, spell_id, reader=request.user))
    return _withdraw(request, child, spell)


@child_door(Permission.CHILD_CORRECT)
@knowing
def withdraw_enrolment(request: ChildRequest, child: Child, spell_id: int) -> HttpResponse:
    """The child never went there."""
    spell = found(page.enrolment_of(child, spell_id, reader=request.user))
    return _withdraw(request, child, spell)


def _preview(
    request: ChildRequest, child: Child, form: TwoSteps, shown: dict[str, Any]
) -> HttpResponse:
    facts = {"form": form, "answers": presenters.answers(form), **shown}
    return show(request, child, "children/spell_preview.html", facts=facts)


def _withdraw(request: ChildRequest, child: Child, spell: Any) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            corrections.withdraw(spell=spell, by=request.user, **form.cleaned_data)
            return done(request, child, _("Det er trukket tilbage."), OVERVIEW)
    shown = presenters.withdraw_preview(child, changes.withdrawing(spell, reader=request.user))
    return show(request, child, "children/spell_withdraw.html", facts={"form": form, **shown})


def _places(request: ChildRequest, *, knows_reason: bool) -> dict[str, Any]:
    return {
        "places": choices.places(reader=request.user),
        "municipalities": choices.municipalities(reader=request.user),
        "knows_reason": knows_reason,
    }
