"""The agreement: read, written, approved, on paper."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.actions import agreement as actions
from skolespor.programme.actions.application import Saved
from skolespor.programme.actions.keeping import draft_key
from skolespor.programme.doors import course_door
from skolespor.programme.forms.agreement import AgreementForm, ApproveForm
from skolespor.programme.models import Course
from skolespor.programme.presenters import agreement as presenter
from skolespor.programme.presenters import application as texts
from skolespor.programme.presenters.course import head
from skolespor.programme.queries import agreed
from skolespor.programme.queries import courses as queries
from skolespor.programme.rules.application import AGREEMENT


@course_door
def show(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    """The whole agreement, what is missing, and to approve it."""
    side = access.works_on(who, course)
    facts = presenter.page(course, side=side)
    may_approve = side is not None and access.side_of(who, course) is side
    form = ApproveForm(
        request.POST or None, initial={"seen": facts["seen"], "title": _title(who, course)}
    )
    if request.method == "POST" and not may_approve:
        raise PermissionDenied
    if form.is_valid():
        with rules_shown_on(form):
            today = timezone.localdate()
            actions.approve(course=course, today=today, by=who, **form.cleaned_data)
            messages.success(request, _("Du har godkendt aftalen."))
            return redirect("programme:agreement", course.pk)
    facts |= {"form": form, "may_write": side is not None, "may_approve": may_approve}
    return render(request, "programme/agreement.html", facts)


@course_door
def write(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    """Both parties write; two who do at once keep both their words."""
    _must_write(who, course)
    now = queries.part_now(course, AGREEMENT)
    key = draft_key(course, AGREEMENT, by=who)
    begins = {**now.answers, "seen": now.version, **drafts.answers_of(drafts.waiting(**key))}
    reasons = presenter.reasons(course)
    form = AgreementForm(request.POST or None, initial=begins, reasons=reasons)
    facts = head(course) | {"title": _("Skriv aftalen"), "part": AGREEMENT, "is_agreement": True}
    if form.is_valid():
        with rules_shown_on(form):
            saved = actions.write(
                course=course,
                answers=form.answers,
                seen=form.cleaned_data["seen"],
                not_a_child=form.cleaned_data["not_a_child"],
                by=who,
            )
            if not saved.merged.contested:
                drafts.sent(**key)
                messages.success(request, _("Det er gemt."))
                return redirect("programme:agreement", course.pk)
            facts |= _both(form, saved, reasons)
            return render(request, "programme/part.html", facts, status=409)
    return render(request, "programme/part.html", facts | {"form": form})


def _both(form: AgreementForm, saved: Saved, reasons: dict[str, str]) -> dict[str, Any]:
    names = saved.merged.contested
    mine = {name: form.answers[name] for name in names}
    begins = {**saved.written.answers, **mine, "seen": saved.written.version}
    both = texts.contested(form.answers, saved.written, names, presenter.title_of)
    return {"contested": both, "form": AgreementForm(initial=begins, reasons=reasons)}


@course_door
def compare(request: HttpRequest, who: Who, course: Course, number: int) -> HttpResponse:
    """A version that somebody has approved, beside the text as it stands now."""
    older = _version(course, number)
    now = agreed.whole(course)
    facts = head(course) | {
        "older": presenter.version(older),
        "rows": presenter.beside(older.sections, now),
    }
    return render(request, "programme/compare.html", facts)


@course_door
def file(request: HttpRequest, who: Who, course: Course, number: int) -> HttpResponse:
    """The version as a PDF. Its name tells nothing."""
    response = HttpResponse(
        presenter.printed(course, _version(course, number)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="aftale-{number}.pdf"'
    return response


def _version(course: Course, number: int) -> Any:
    found = next((one for one in agreed.agreements_of(course) if one.number == number), None)
    if found is None:
        raise Http404
    return found


def _title(who: Who, course: Course) -> str:
    seat = access.seat_in(who, course)
    return seat.title if seat else ""


def _must_write(who: Who, course: Course) -> None:
    if access.works_on(who, course) is None:
        raise PermissionDenied
