"""The agency's workspace: what waits for an answer, all courses, room per half-year, notes, advisers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.actions import steps
from skolespor.programme.actions.keeping import NOTE, draft_key
from skolespor.programme.doors import course_door, who_of
from skolespor.programme.forms.application import (
    PLANNED_AHEAD,
    AdviserForm,
    NoteForm,
    PlacesForm,
    half_year_words,
)
from skolespor.programme.models import Course
from skolespor.programme.presenters import agency as presenter
from skolespor.programme.presenters import course as course_presenter
from skolespor.programme.queries import courses as queries
from skolespor.programme.rules.application import half_years_from
from skolespor.programme.views.entrance import paged


@organisation_door(Permission.COURSE_ADVISE)
def queue(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """What waits for the agency, the longest first; then all the courses."""
    who = who_of(request)
    chosen = request.GET.get("status", "")
    page = paged(request, queries.advised(reader=who, state=chosen))
    facts = {
        "rooms": presenter.rooms("programme:queue"),
        "waiting": course_presenter.lines(list(queries.queue(reader=who)[: presenter.AT_MOST])),
        "number_waiting": queries.queue(reader=who).count(),
        "page": page,
        "lines": course_presenter.lines(list(page)),
        "halves": presenter.halves(queries.halves(_halves())),
        "filters": presenter.filters(chosen),
    }
    return render(request, "programme/queue.html", facts)


@organisation_door(Permission.COURSE_ADVISE)
def places(request: SignedInRequest, organisations: Any, half_year: str) -> HttpResponse:
    """How many courses can begin in a half-year."""
    if half_year not in _halves():
        raise Http404
    (half,) = queries.halves([half_year])
    form = PlacesForm(request.POST or None, initial={"places": half.places})
    if form.is_valid():
        with rules_shown_on(form):
            steps.set_places(half_year=half_year, by=Who(request.user), **form.cleaned_data)
            messages.success(request, _("Antallet er gemt."))
            return redirect("programme:queue")
    name = half_year_words(half_year)
    return render(request, "programme/places.html", {"form": form, "half": name})


@course_door
def note(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    """What was said in the dialogue, with the guide beside it."""
    _must_advise(who, course)
    key = draft_key(course, NOTE, by=who)
    form = NoteForm(request.POST or None, initial=drafts.answers_of(drafts.waiting(**key)))
    if form.is_valid():
        with rules_shown_on(form):
            steps.note(course=course, by=who, **form.cleaned_data)
            drafts.sent(**key)
            messages.success(request, _("Noten er gemt."))
            return redirect("programme:course", course.pk)
    facts = course_presenter.head(course) | {"form": form, "guide": presenter.guide()}
    return render(request, "programme/note.html", facts)


@course_door
def adviser(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    _must_advise(who, course)
    begins = {"adviser": course.adviser_id, "seen": course.adviser_id}
    form = AdviserForm(request.POST or None, initial=begins, advisers=queries.advisers())
    if form.is_valid():
        with rules_shown_on(form):
            steps.set_adviser(course=course, by=who, **form.cleaned_data)
            messages.success(request, _("Forløbet har fået en konsulent."))
            return redirect("programme:course", course.pk)
    return render(request, "programme/adviser.html", course_presenter.head(course) | {"form": form})


def _halves() -> list[str]:
    return half_years_from(timezone.localdate(), PLANNED_AHEAD)


def _must_advise(who: Who, course: Course) -> None:
    if not access.advises(who, course):
        raise PermissionDenied
