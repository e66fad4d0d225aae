from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from skolespor.accounts.permissions import Permission
from skolespor.children.actions import facts as actions
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.forms.facts import (
    BirthDateForm,
    CustodyForm,
    EndCustodyForm,
    NoteForm,
    ProtectForm,
)
from skolespor.children.forms.parts import ReasonForm
from skolespor.children.models import Child
from skolespor.children.presenters import notes as presenters
from skolespor.children.presenters import previews
from skolespor.children.queries import page, people, protection
from skolespor.children.views.frame import done, found, knowing, show
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile

OVERVIEW = "workspace:child"


@child_door(Permission.CUSTODY_RECORD)
def record_custody(request: ChildRequest, child: Child) -> HttpResponse:
    form = CustodyForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.record_custody(child=child, by=request.user, **form.cleaned_data)
            return done(request, child, _("Forældremyndigheden er skrevet ned."), OVERVIEW)
    return show(request, child, "children/custody_record.html", facts={"form": form})


@child_door(Permission.CUSTODY_RECORD)
def end_custody(request: ChildRequest, child: Child, custody_id: int) -> HttpResponse:
    """Custody ends, and with it the access that followed from it."""
    custody = found(page.custody_of(child, custody_id, reader=request.user))
    form = EndCustodyForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.end_custody(custody=custody, by=request.user, **form.cleaned_data)
            return done(request, child, _("Den sidste dag er gemt."), OVERVIEW)
    facts = {"form": form, "name": custody.name, "has_access": custody.user_id is not None}
    return show(request, child, "children/custody_end.html", facts=facts)


@child_door(Permission.CHILD_CORRECT)
@knowing
def birth_date(request: ChildRequest, child: Child) -> HttpResponse:
    """The day of birth of a child that came here without one."""
    if child.birth_date and request.method != "POST":
        return redirect(OVERVIEW, child.pk)
    form = BirthDateForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.write_birth_date(child=child, by=request.user, **form.cleaned_data)
            return done(request, child, _("Fødselsdatoen er skrevet."), OVERVIEW)
    facts = {"form": form, "year": str(child.birth_year)}
    return show(request, child, "children/birth_date.html", facts=facts)


@child_door(Permission.CHILD_PROTECT)
@knowing
def protect(request: ChildRequest, child: Child) -> HttpResponse:
    """Who may know where the child is; then who can and cannot; then it is done."""
    form = ProtectForm(request.POST or None, knowers=protection.knowers(child, reader=request.user))
    if form.is_valid() and not form.is_reopened:
        if not form.is_confirmed:
            after = protection.after(child, form.chosen, reader=request.user)
            facts = {"form": form, "preview": previews.protecting(after)}
            return show(request, child, "children/protect_preview.html", facts=facts)
        actions.protect(child=child, by=request.user, **form.allowed)
        return done(request, child, _("Barnet er beskyttet."), OVERVIEW)
    facts = {"form": form, "is_protected": child.is_protected}
    return show(request, child, "children/protect.html", facts=facts)


@child_door(Permission.CHILD_PROTECT)
@knowing
def unprotect(request: ChildRequest, child: Child) -> HttpResponse:
    """Everybody with a seat sees place and school again."""
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.unprotect(child=child, by=request.user, **form.cleaned_data)
            return done(request, child, _("Beskyttelsen er ophævet."), OVERVIEW)
    return show(request, child, "children/protect_end.html", facts={"form": form})


@child_door(Permission.PRACTICAL_WRITE)
@knowing
def note(request: ChildRequest, child: Child, field: str) -> HttpResponse:
    """A practical text. What is typed is kept as a draft; nobody's text is lost."""
    written = found(page.note_of(child, field, reader=request.user))
    key: Any = {"owner_id": request.user.pk, "form": f"note-{field}", "subject": str(child.pk)}
    if "discard" in request.POST:
        drafts.sent(**key)
        return done(request, child, _("Din kladde er smidt væk."), OVERVIEW)
    readers = people.readers_of(child, field, reader=request.user)
    shown = presenters.note(written, drafts.waiting(**key), readers)
    form = NoteForm(request.POST or None, initial=shown.initial)
    if form.is_valid():
        try:
            actions.save_note(child=child, field=field, by=request.user, **form.cleaned_data)
        except EditedMeanwhile as meanwhile:
            both = presenters.two_texts(form, meanwhile.current)
            return show(
                request, child, "children/note_two_texts.html", facts={"note": shown, **both}
            )
        drafts.sent(**key)
        return done(request, child, _("Teksten er gemt."), OVERVIEW)
    return show(request, child, "children/note.html", facts={"form": form, "note": shown})
