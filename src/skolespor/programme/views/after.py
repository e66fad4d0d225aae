"""Follow-up, and how the course was."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.core import drafts
from skolespor.core.forms import day_words, rules_shown_on
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.actions import after as actions
from skolespor.programme.actions import keeping
from skolespor.programme.doors import course_door
from skolespor.programme.forms.running import EvaluationForm, FollowUpForm, SeenForm, SkipForm
from skolespor.programme.models import Course, Evaluation, FollowUp
from skolespor.programme.presenters import running as presenter
from skolespor.programme.presenters.course import head
from skolespor.programme.queries import after as queries
from skolespor.programme.rules.after import ROUNDS, Round


@course_door
def add(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    """One more follow-up."""
    _must_work(who, course)
    form = FollowUpForm(request.POST or None)

    def act() -> None:
        due, today = form.cleaned_data["next_on"], timezone.localdate()
        actions.add_follow_up(course=course, due=due, today=today, by=who)

    return _asked(
        request,
        course,
        form,
        act,
        title=_("Aftal en ekstra opfølgning"),
        submit=_("Gem"),
        done=_("Opfølgningen er sat."),
    )


@course_door
def hold(request: HttpRequest, who: Who, course: Course, follow_up_id: int) -> HttpResponse:
    one = _follow_up(who, course, follow_up_id)
    part = f"{keeping.SEEN}{one.pk}"
    key = keeping.draft_key(course, part, by=who)
    form = SeenForm(request.POST or None, initial=drafts.answers_of(drafts.waiting(**key)))

    def act() -> None:
        actions.hold(one=one, today=timezone.localdate(), by=who, **form.cleaned_data)
        drafts.sent(**key)

    told = presenter.follow_up(one, works=True)
    return _asked(
        request,
        course,
        form,
        act,
        title=told["title"],
        submit=_("Gem opfølgningen"),
        done=_("Opfølgningen er gemt."),
        draft=part,
        lead=_("Se på handlesporene sammen, og skriv kort, hvad I så."),
    )


@course_door
def skip(request: HttpRequest, who: Who, course: Course, follow_up_id: int) -> HttpResponse:
    one = _follow_up(who, course, follow_up_id)
    part = f"{keeping.SKIPPED}{one.pk}"
    key = keeping.draft_key(course, part, by=who)
    form = SkipForm(request.POST or None, initial=drafts.answers_of(drafts.waiting(**key)))

    def act() -> None:
        actions.skip(one=one, today=timezone.localdate(), by=who, **form.cleaned_data)
        drafts.sent(**key)

    told = presenter.follow_up(one, works=True)
    return _asked(
        request,
        course,
        form,
        act,
        title=_("Spring over: {title}").format(title=told["title"]),
        submit=_("Spring over"),
        done=_("Opfølgningen er sprunget over."),
        draft=part,
        kind="warning",
    )


@course_door
def ask(request: HttpRequest, who: Who, course: Course, round: str) -> HttpResponse:
    """Everybody who takes part is asked how it was."""
    if round not in list(Round):
        raise Http404
    _must_ask(who, course)
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.open_evaluation(course=course, round=round, today=timezone.localdate(), by=who)

    return _asked(
        request,
        course,
        form,
        act,
        title=str(ROUNDS[round]),
        submit=_("Spørg deltagerne"),
        done=_("Deltagerne er spurgt."),
        lead=_(
            "Alle, der er med, får besked og svarer uden navn. Svarene vises samlet, når "
            "evalueringen er lukket, og kun når mindst tre har svaret."
        ),
    )


@course_door
def evaluate(request: HttpRequest, who: Who, course: Course, evaluation_id: int) -> HttpResponse:
    """One person says how it was, without a name, once."""
    one = _evaluation(course, evaluation_id)
    seat = access.seat_in(who, course)
    if seat is None:
        raise PermissionDenied
    part = f"{keeping.EVALUATED}{one.pk}"
    key = keeping.draft_key(course, part, by=who)
    sent = request.POST if request.method == "POST" else None
    begins = drafts.answers_of(drafts.waiting(**key))
    form = EvaluationForm(sent, initial=begins, questions=queries.questions())
    if form.is_valid():
        with rules_shown_on(form):
            actions.answer(
                one=one,
                answers=form.answers,
                not_a_child=form.cleaned_data["not_a_child"],
                by=who,
            )
            drafts.sent(**key)
            messages.success(request, _("Tak for dit svar."))
            return redirect("programme:course", course.pk)
    is_over = one.closed_on is not None or queries.has_answered(one, seat)
    facts = presenter.evaluation(one) | {"form": form, "is_over": is_over, "draft": part}
    return render(request, "programme/evaluate.html", head(course) | facts)


@course_door
def evaluation(request: HttpRequest, who: Who, course: Course, evaluation_id: int) -> HttpResponse:
    """What all have answered together, when it is closed."""
    one = _evaluation(course, evaluation_id)
    facts = presenter.evaluation(one) | {
        "results": presenter.results(one) if one.closed_on else [],
        "may_close": one.closed_on is None and _asks(who, course),
    }
    return render(request, "programme/evaluation.html", head(course) | facts)


@course_door
def close(request: HttpRequest, who: Who, course: Course, evaluation_id: int) -> HttpResponse:
    one = _evaluation(course, evaluation_id)
    _must_ask(who, course)
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.close_evaluation(one=one, today=timezone.localdate(), by=who)

    return _asked(
        request,
        course,
        form,
        act,
        title=_("Luk evalueringen"),
        submit=_("Luk evalueringen"),
        done=_("Evalueringen er lukket."),
        lead=_(
            "Deltagerne er bedt om at svare senest {day}. Når evalueringen er lukket, kan ingen svare "
            "mere. Svarene vises samlet, hvis mindst tre har svaret; ellers bliver de slettet, uden at "
            "nogen har læst dem."
        ).format(day=day_words(one.answer_by)),
    )


def _asked(
    request: HttpRequest,
    course: Course,
    form: forms.Form,
    act: Callable[[], None],
    *,
    title: str,
    submit: str,
    done: str,
    lead: str = "",
    kind: str = "primary",
    draft: str = "",
) -> HttpResponse:
    if form.is_valid():
        with rules_shown_on(form):
            act()
            messages.success(request, done)
            return redirect("programme:course", course.pk)
    facts: dict[str, Any] = {"form": form, "title": title, "submit": submit}
    facts |= {"lead": lead, "kind": kind, "draft": draft}
    return render(request, "programme/step.html", head(course) | facts)


def _follow_up(who: Who, course: Course, pk: int) -> FollowUp:
    found = queries.follow_up(course, pk)
    if found is None:
        raise Http404
    _must_work(who, course)
    return found


def _evaluation(course: Course, pk: int) -> Evaluation:
    found = queries.evaluation(course, pk)
    if found is None:
        raise Http404
    return found


def _asks(who: Who, course: Course) -> bool:
    return access.works_on(who, course) is not None and access.side_of(who, course) is not None


def _must_ask(who: Who, course: Course) -> None:
    if not _asks(who, course):
        raise PermissionDenied


def _must_work(who: Who, course: Course) -> None:
    if access.works_on(who, course) is None:
        raise PermissionDenied
