"""Files that belong to a course or to one of its days."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.core.forms import rules_shown_on
from skolespor.core.papers.forms import PaperForm
from skolespor.core.papers.keeping import Gone
from skolespor.core.papers.receiving import receives_a_file
from skolespor.core.papers.sending import file_download
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.actions import files as actions
from skolespor.programme.doors import course_door
from skolespor.programme.models import Attachment, Course
from skolespor.programme.presenters import files as presenter
from skolespor.programme.presenters.application import question
from skolespor.programme.presenters.course import head
from skolespor.programme.queries import files as queries


@course_door
@receives_a_file
def add(request: HttpRequest, who: Who, course: Course, day_id: int | None = None) -> HttpResponse:
    """A file is laid with the course, or with one of its days."""
    if not access.may_add_files(who, course):
        raise PermissionDenied
    day = queries.day_of(course, day_id) if day_id else None
    if day_id and day is None:
        raise Http404
    confirms = question("af_confirm_no_child_data")
    form = PaperForm(request.POST or None, request.FILES or None, confirms=confirms)
    if form.is_valid():
        with rules_shown_on(form):
            actions.add(course=course, day=day, by=who, **form.answers)
            messages.success(request, _("Filen er gemt."))
            return redirect(*presenter.place_of(course, day))
    facts = {"form": form, "back": presenter.back_to(course, day)}
    return render(request, "programme/add_file.html", head(course) | facts)


@course_door
def fetch(request: HttpRequest, who: Who, course: Course, file_id: int) -> HttpResponse:
    """The file, to be saved. Its name tells nothing."""
    file = _file(course, file_id)
    try:
        answer = file_download(file, f"bilag-{file.pk}")
    except Gone:
        messages.error(request, _("Filen kan ikke hentes. Bed om at få den lagt op igen."))
        return redirect(*presenter.place_of(course, file.day))
    actions.fetched(file=file, by=who)
    return answer


@course_door
def remove(request: HttpRequest, who: Who, course: Course, file_id: int) -> HttpResponse:
    """Says what goes, then deletes it."""
    file = _file(course, file_id)
    if not access.acts_in(who, course):
        raise PermissionDenied
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.remove(file=file, by=who)
        messages.success(request, _("Filen er slettet."))
        return redirect(*presenter.place_of(course, file.day))
    facts = {"form": form, "title": presenter.title(file)}
    facts["back"] = presenter.back_to(course, file.day)
    return render(request, "programme/remove_file.html", head(course) | facts)


def _file(course: Course, number: int) -> Attachment:
    file = queries.file_of(course, number)
    if file is None:
        raise Http404
    return file
