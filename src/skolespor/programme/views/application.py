"""The application: all of it, and one part at a time."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.actions import application, keeping
from skolespor.programme.doors import course_door
from skolespor.programme.forms.application import PartForm
from skolespor.programme.models import Course
from skolespor.programme.presenters import application as presenter
from skolespor.programme.presenters import course as course_presenter
from skolespor.programme.presenters.files import files
from skolespor.programme.queries import courses as queries
from skolespor.programme.rules.application import PARTS


@course_door
def overview(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    """Every part, who wrote it, what is missing before it can be sent."""
    may_write = access.may_write(who, course)
    is_lead = access.may_lead(who, course)
    facts = presenter.overview(course, may_write=may_write) | files(course, reader=who)
    facts |= course_presenter.head(course) | {"may_write": may_write, "may_send": is_lead}
    return render(request, "programme/application.html", facts)


@course_door
def part(request: HttpRequest, who: Who, course: Course, part: str) -> HttpResponse:
    """What is written together, or by one line. Two who write at once keep both their words."""
    if part not in PARTS:
        raise Http404
    if not access.may_write(who, course):
        raise PermissionDenied
    now = queries.part_now(course, part)
    key = keeping.draft_key(course, part, by=who)
    kept = drafts.answers_of(drafts.waiting(**key))
    form = PartForm(
        request.POST or None, part=part, initial={**now.answers, "seen": now.version, **kept}
    )
    facts = course_presenter.head(course) | {"title": presenter.part_title(part), "part": part}
    if form.is_valid():
        with rules_shown_on(form):
            saved = application.save_part(
                course=course,
                part=part,
                answers=form.answers,
                seen=form.cleaned_data["seen"],
                not_a_child=form.cleaned_data["not_a_child"],
                by=who,
            )
            if not saved.merged.contested:
                drafts.sent(**key)
                messages.success(request, _("Det er gemt."))
                return redirect("programme:application", course.pk)
            names = saved.merged.contested
            both = presenter.contested(form.answers, saved.written, names)
            mine = {name: form.answers[name] for name in names}
            begins = {**saved.written.answers, **mine, "seen": saved.written.version}
            facts |= {"contested": both, "form": PartForm(part=part, initial=begins)}
            return render(request, "programme/part.html", facts, status=409)
    return render(request, "programme/part.html", facts | {"form": form})


@course_door
@require_POST
def keep(request: HttpRequest, who: Who, course: Course, part: str) -> HttpResponse:
    """What is typed, kept for its writer alone, with an account or without."""
    if not keeping.is_kept(part):
        raise Http404
    answers = {name: request.POST[name] for name in request.POST}
    try:
        at = keeping.keep_draft(course=course, part=part, answers=answers, by=who)
    except ValueError:
        return JsonResponse({}, status=413)
    return JsonResponse({"saved_at": at})
