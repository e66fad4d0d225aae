"""One course: how far it is, and the steps from there."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.programme import access, states
from skolespor.programme.access import Who
from skolespor.programme.actions.keeping import SAID, STEP, draft_key
from skolespor.programme.doors import course_door
from skolespor.programme.forms.application import SendForm
from skolespor.programme.forms.running import GateForm
from skolespor.programme.models import Course
from skolespor.programme.presenters import course as presenter
from skolespor.programme.presenters import gates, running
from skolespor.programme.states import COURSE
from skolespor.programme.views.before import BEFORE, Page
from skolespor.programme.views.running import RUNNING


@course_door
def show(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    side = access.side_of(who, course)
    facts = presenter.page(course, reader=who, side=side)
    facts |= running.sections(course, reader=who, side=side)
    return render(request, "programme/course.html", facts)


PAGES: Mapping[str, Page] = {**BEFORE, **RUNNING}


@course_door
def step(request: HttpRequest, who: Who, course: Course, step: str) -> HttpResponse:
    """Says what the step does, asks for what goes with it, and takes it."""
    page = PAGES.get(step)
    taken = COURSE.steps.get(step)
    if page is None or taken is None:
        raise Http404
    if access.side_of(who, course) is not taken.permission:
        raise PermissionDenied
    part = f"{STEP}{step}"
    key = draft_key(course, part, by=who)
    begins = drafts.answers_of(drafts.waiting(**key))
    form = page.form(request.POST if request.method == "POST" else None, initial=begins)
    lacking = gates.lacking(course, step, reader=who)
    if lacking and isinstance(form, GateForm):
        form.ask_why()
    if form.is_valid():
        with rules_shown_on(form):
            _act(page, course, form, who)
            drafts.sent(**key)
            messages.success(request, str(page.done))
            gone = taken is states.DROP
            return redirect("programme:index") if gone else redirect("programme:course", course.pk)
    facts = {
        "form": form,
        "title": taken.label,
        "lead": page.lead,
        "submit": page.submit,
        "kind": page.kind,
        "lacking": lacking,
        "draft": part if part in SAID else "",
        "too_late": course.state not in taken.source and request.method != "POST",
    }
    return render(request, "programme/step.html", presenter.head(course) | facts)


def _act(page: Page, course: Course, form: forms.Form, who: Who) -> None:
    answers = dict(form.cleaned_data)
    if page.form is SendForm:
        answers = {"is_confirmed": answers["confirm"]}
    if page.has_today:
        answers["today"] = timezone.localdate()
    page.act(course=course, by=who, **answers)
