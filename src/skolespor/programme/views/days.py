"""The days of a course: all of them, one, set and moved, written about, in a calendar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.actions import days as actions
from skolespor.programme.actions import keeping
from skolespor.programme.actions.days import When
from skolespor.programme.doors import course_door
from skolespor.programme.forms.days import (
    CancelForm,
    DayTextsForm,
    EditDayForm,
    NewDayForm,
    PeopleForm,
    TakeOutForm,
)
from skolespor.programme.models import Course, Day
from skolespor.programme.presenters import application as texts
from skolespor.programme.presenters import days as presenter
from skolespor.programme.presenters import files as file_presenter
from skolespor.programme.presenters.course import head
from skolespor.programme.queries import courses
from skolespor.programme.queries import days as queries
from skolespor.programme.queries.days import OneDay
from skolespor.programme.rules.days import KINDS, PARTS_OF_A_DAY


@dataclass(frozen=True)
class Page:
    """What stands around a form about a day."""

    title: str
    submit: str
    day: Day | None = None
    lead: str = ""
    kind: str = "primary"


def _of_a_standing_day(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view a day that is not cancelled, for those who work with it. Who comes just after somebody
    has cancelled it is told."""

    @wraps(view)
    def opened(
        request: HttpRequest, who: Who, course: Course, day_id: int, **rest: Any
    ) -> HttpResponse:
        day = _day(course, day_id).day
        _must_work(who, course)
        try:
            if day.cancelled_at is None:
                return view(request, who, course, day, **rest)
        except EditedMeanwhile:
            pass  # Told below: it was cancelled while the page was on its way.
        messages.warning(request, _("Dagen er aflyst imens."))
        return redirect("programme:day", course.pk, day.pk)

    return opened


@course_door
def index(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    facts = head(course) | {
        "days": presenter.rows(course),
        "works": access.works_on(who, course) is not None,
    }
    return render(request, "programme/days.html", facts)


@course_door
def show(request: HttpRequest, who: Who, course: Course, day_id: int) -> HttpResponse:
    facts = presenter.page(course, _day(course, day_id))
    facts["works"] = access.works_on(who, course) is not None and not facts["is_cancelled"]
    facts |= file_presenter.files(course, reader=who, day=facts["day"])
    return render(request, "programme/day.html", facts)


@course_door
def add(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    """A day, or a meeting around the days."""
    _must_work(who, course)
    is_signed = actions.is_signed(course)
    begins = {"kind": request.GET.get("slags") if request.GET.get("slags") in KINDS else None}
    form = NewDayForm(request.POST or None, initial=begins, is_signed=is_signed)
    if form.is_valid():
        with rules_shown_on(form):
            day = actions.set_day(
                course=course,
                kind=form.cleaned_data["kind"],
                template=form.cleaned_data["template"],
                when=_when(form),
                today=timezone.localdate(),
                by=who,
                not_a_child=form.is_confirmed,
            )
            messages.success(request, _("Dagen er sat."))
            return redirect("programme:day", course.pk, day.pk)
    title = _("Sæt en dag eller et møde") if is_signed else _("Tilføj en rådgivningsdag")
    return _small(request, course, form, Page(title, _("Gem dagen")))


@course_door
@_of_a_standing_day
def edit(request: HttpRequest, who: Who, course: Course, day: Day) -> HttpResponse:
    form = EditDayForm(request.POST or None, initial=_as_it_is(day))
    page = Page(_("Ret dagen"), _("Gem dagen"), day)
    if actions.is_signed(course):
        page = replace(page, lead=_("De, der skal komme, får den nye dag i deres kalender."))

    def save() -> HttpResponse:
        seen, not_a_child = form.cleaned_data["seen"], form.is_confirmed
        today = timezone.localdate()
        actions.move_day(
            day=day, when=_when(form), seen=seen, today=today, by=who, not_a_child=not_a_child
        )
        messages.success(request, _("Dagen er gemt."))
        return redirect("programme:day", course.pk, day.pk)

    return _asked(request, course, form, page, save)


@course_door
@_of_a_standing_day
def cancel(request: HttpRequest, who: Who, course: Course, day: Day) -> HttpResponse:
    """Taken out of an agreement that is being made; later it is cancelled, and people are told."""
    is_signed = actions.is_signed(course)
    ask: type[forms.Form] = CancelForm if is_signed else TakeOutForm
    form = ask(request.POST or None, initial={"seen": day.version})

    def save() -> HttpResponse:
        given: dict[str, Any] = {"why": "", "not_a_child": False} | form.cleaned_data
        actions.cancel_day(day=day, today=timezone.localdate(), by=who, **given)
        done = _("Dagen er aflyst.") if is_signed else _("Dagen er taget ud.")
        messages.success(request, done)
        return redirect("programme:days", course.pk)

    return _asked(request, course, form, _cancel_page(day, is_signed=is_signed), save)


@course_door
@_of_a_standing_day
def write(request: HttpRequest, who: Who, course: Course, day: Day, written: str) -> HttpResponse:
    """What is written before the day, or after it. Two who write at once keep both their words."""
    if written not in PARTS_OF_A_DAY:
        raise Http404
    one = _day(course, day.pk)
    now = courses.part_now(course, written, day)
    key = keeping.day_key(day, written, by=who)
    kept = drafts.answers_of(drafts.waiting(**key))
    begins = {**presenter.begins_with(one, written), "seen": now.version, **kept}
    form = DayTextsForm(request.POST or None, part=written, initial=begins)
    facts = head(course) | {"title": presenter.part_title(written), "part": written, "day": day}
    if form.is_valid():
        with rules_shown_on(form):
            saved = actions.write(
                day=day,
                part=written,
                answers=form.answers,
                seen=form.cleaned_data["seen"],
                not_a_child=form.cleaned_data["not_a_child"],
                by=who,
            )
            if not saved.merged.contested:
                drafts.sent(**key)
                messages.success(request, _("Det er gemt."))
                return redirect("programme:day", course.pk, day.pk)
            names = saved.merged.contested
            mine = {name: form.answers[name] for name in names}
            begins = {**saved.written.answers, **mine, "seen": saved.written.version}
            facts |= {
                "contested": texts.contested(
                    form.answers, saved.written, names, presenter.field_title
                ),
                "form": DayTextsForm(part=written, initial=begins),
            }
            return render(request, "programme/write_day.html", facts, status=409)
    return render(request, "programme/write_day.html", facts | {"form": form})


@course_door
@require_POST
def keep(request: HttpRequest, who: Who, course: Course, day_id: int, written: str) -> HttpResponse:
    """What is typed, kept for its writer alone."""
    if written not in PARTS_OF_A_DAY:
        raise Http404
    answers = {name: request.POST[name] for name in request.POST}
    day = _day(course, day_id).day
    try:
        at = keeping.keep_day_draft(day=day, part=written, answers=answers, by=who)
    except ValueError:
        return JsonResponse({}, status=413)
    return JsonResponse({"saved_at": at})


@course_door
@_of_a_standing_day
def people(request: HttpRequest, who: Who, course: Course, day: Day) -> HttpResponse:
    """Who comes to the day."""
    seats = [
        (seat, presenter.seat_words(seat)) for seat in courses.here(course).order_by("line", "pk")
    ]
    asked = [seat.pk for seat in queries.asked_to(day)]
    begins = {"seats": asked, "seen": day.version}
    form = PeopleForm(request.POST or None, initial=begins, seats=seats)

    def save() -> HttpResponse:
        actions.choose_people(day=day, today=timezone.localdate(), by=who, **form.cleaned_data)
        messages.success(request, _("Det er gemt."))
        return redirect("programme:day", course.pk, day.pk)

    page = Page(_("Hvem skal komme?"), _("Gem"), day)
    return _asked(request, course, form, page, save, in_short=presenter.who_comes)


@course_door
def calendar(request: HttpRequest, who: Who, course: Course, day_id: int) -> HttpResponse:
    """One day for one's own calendar, also when it is cancelled. The file's name tells nothing."""
    return _calendar([_day(course, day_id).day])


@course_door
def calendar_of_all(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    days = [one.day for one in queries.days(course, also_cancelled=True)]
    if not days:
        raise Http404
    return _calendar(days)


def _calendar(days: Sequence[Day]) -> HttpResponse:
    response = HttpResponse(presenter.calendar_file(days), content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="raadgivning.ics"'
    return response


def _asked(
    request: HttpRequest,
    course: Course,
    form: forms.Form,
    page: Page,
    save: Callable[[], HttpResponse],
    in_short: Callable[[Day], Sequence[str]] = presenter.in_short,
) -> HttpResponse:
    """Who saves what another has changed meanwhile sees what stands there now, keeps what they typed, and
    can save it on top of that."""
    if form.is_valid():
        with rules_shown_on(form):
            try:
                return save()
            except EditedMeanwhile as meanwhile:
                current: Any = meanwhile.current
                if current.cancelled_at:
                    raise
                form.data = request.POST.copy()
                form.data["seen"] = str(current.version)
                now = in_short(current)
                return _small(request, course, form, page, now=now, status=409)
    return _small(request, course, form, page)


def _small(
    request: HttpRequest,
    course: Course,
    form: forms.Form,
    page: Page,
    *,
    now: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    facts = head(course) | vars(page) | {"form": form, "now": now}
    return render(request, "programme/set_day.html", facts, status=status)


def _when(form: forms.Form) -> When:
    names = ("on", "begins", "ends", "format", "place", "link")
    return When(**{name: form.cleaned_data[name] for name in names})


def _as_it_is(day: Day) -> dict[str, Any]:
    names = ("on", "begins", "ends", "format", "place", "link")
    return {name: getattr(day, name) for name in names} | {"seen": day.version}


def _day(course: Course, day_id: int) -> OneDay:
    found = queries.day_of(course, day_id)
    if found is None:
        raise Http404
    return found


def _cancel_page(day: Day, *, is_signed: bool) -> Page:
    on = presenter.when_words(day)
    if not is_signed:
        title = _("Tag dagen {day} ud?").format(day=on)
        return Page(title, _("Tag dagen ud"), day, kind="warning")
    title = _("Aflys dagen {day}?").format(day=on)
    lead = _("De, der skulle komme, får besked, og dagen bliver taget ud af deres kalender.")
    return Page(title, _("Aflys dagen"), day, lead, kind="warning")


def _must_work(who: Who, course: Course) -> None:
    if access.works_on(who, course) is None:
        raise PermissionDenied
