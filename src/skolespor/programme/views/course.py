"""One course: how far it is, and the steps from there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.programme import access, states
from skolespor.programme.access import Who
from skolespor.programme.actions import steps
from skolespor.programme.actions.application import draft_key
from skolespor.programme.actions.people import SAID, STEP
from skolespor.programme.doors import course_door
from skolespor.programme.forms import AgainForm, OfferForm, ReplyForm, SendForm, WordsForm
from skolespor.programme.models import Course
from skolespor.programme.presenters import course as presenter
from skolespor.programme.states import COURSE


@course_door
def show(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    side = access.side_of(who, course)
    return render(request, "programme/course.html", presenter.page(course, reader=who, side=side))


@dataclass(frozen=True)
class Page:
    """The page on which a step is taken: its form, its action, and what it says will happen."""

    form: type[forms.Form]
    act: Callable[..., None]
    submit: Any
    lead: Any
    done: Any
    has_today: bool = False
    kind: str = "primary"


PAGES: Mapping[str, Page] = {
    states.SEND.name: Page(
        SendForm,
        steps.send,
        gettext_lazy("Send henvendelsen"),
        gettext_lazy("Styrelsen kan læse den, når I har sendt. I får svar inden ti hverdage."),
        gettext_lazy("Henvendelsen er sendt. I får svar inden ti hverdage."),
        has_today=True,
    ),
    states.TALK.name: Page(
        ReplyForm,
        steps.talk,
        gettext_lazy("Send svaret"),
        gettext_lazy(
            "Kommunen får at vide, at I har læst henvendelsen, og hvornår I taler sammen."
        ),
        gettext_lazy("Svaret er sendt. Dialogen er begyndt."),
        has_today=True,
    ),
    states.ASK.name: Page(
        ReplyForm,
        steps.ask,
        gettext_lazy("Bed om mere"),
        gettext_lazy(
            "Skriv, hvad der mangler, og hvornår I tales ved igen. Kommunen kan så skrive videre."
        ),
        gettext_lazy("Kommunen er bedt om mere."),
        has_today=True,
    ),
    states.ANSWER.name: Page(
        WordsForm,
        steps.answer,
        gettext_lazy("Send svaret"),
        gettext_lazy("Ret først i henvendelsen, hvis der mangler noget i den. Send så her."),
        gettext_lazy("Svaret er sendt."),
    ),
    states.DECLINE.name: Page(
        ReplyForm,
        steps.decline,
        gettext_lazy("Sig »ikke nu«"),
        gettext_lazy("Skriv grunden, så kommunen forstår den, og hvornår de kan komme igen."),
        gettext_lazy("Kommunen har fået svaret."),
        has_today=True,
        kind="warning",
    ),
    states.OFFER.name: Page(
        OfferForm,
        steps.offer,
        gettext_lazy("Begynd på en aftale"),
        gettext_lazy("Kommunen får en plads i et halvår, og I skriver aftalen sammen."),
        gettext_lazy("Aftalen er begyndt. Begge parter kan skrive i den."),
    ),
    states.AGAIN.name: Page(
        AgainForm,
        steps.again,
        gettext_lazy("Tag dialogen op igen"),
        gettext_lazy("Kommunen får at vide, at I gerne vil tale sammen igen."),
        gettext_lazy("Dialogen er taget op igen."),
        has_today=True,
    ),
    states.WITHDRAW.name: Page(
        WordsForm,
        steps.withdraw,
        gettext_lazy("Træk henvendelsen tilbage"),
        gettext_lazy("I behøver ikke sige hvorfor. I kan altid skrive en ny henvendelse."),
        gettext_lazy("Henvendelsen er trukket tilbage."),
        kind="warning",
    ),
    states.DROP.name: Page(
        forms.Form,
        steps.drop,
        gettext_lazy("Slet kladden"),
        gettext_lazy("Ingen kan læse den bagefter, heller ikke jer. Styrelsen har aldrig set den."),
        gettext_lazy("Kladden er væk."),
        kind="warning",
    ),
}


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
