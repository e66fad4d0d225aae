"""Who takes part."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.core.forms import rules_shown_on
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.actions import people
from skolespor.programme.doors import course_door
from skolespor.programme.forms.application import InviteForm, PersonForm
from skolespor.programme.models import Course, Participant
from skolespor.programme.presenters import course as presenter
from skolespor.programme.queries import courses as queries


@course_door
def index(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    """By line: who is with it, who has not come in yet, who has left."""
    facts = presenter.head(course) | presenter.people(course)
    facts["may_lead"] = access.may_lead(who, course)
    facts["advises"] = access.advises(who, course)
    return render(request, "programme/people.html", facts)


@course_door
def invite(request: HttpRequest, who: Who, course: Course) -> HttpResponse:
    _must_lead(who, course)
    form = InviteForm(request.POST or None)

    def send() -> None:
        people.invite(course=course, by=who, **form.cleaned_data)

    return _asked(
        request,
        course,
        form,
        send,
        title=_("Inviter en person"),
        submit=_("Send invitation"),
        done=_("Invitationen er sendt."),
    )


@course_door
def send_again(request: HttpRequest, who: Who, course: Course, participant_id: int) -> HttpResponse:
    seat = _seat_to_let_in(who, course, participant_id)
    return _asked(
        request,
        course,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda: people.send_again(seat=seat, by=who),
        title=_("Send {name} en ny adgang").format(name=seat.name),
        submit=_("Send ny adgang"),
        done=_("En ny adgang er sendt. Den gamle virker ikke mere."),
        lead="" if seat.user_id else _("Den adgang, personen har nu, holder op med at virke."),
    )


@course_door
def end(request: HttpRequest, who: Who, course: Course, participant_id: int) -> HttpResponse:
    seat = _seat(who, course, participant_id)
    return _asked(
        request,
        course,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda: people.end(seat=seat, by=who),
        title=_("Luk adgangen for {name}").format(name=seat.name),
        submit=_("Luk adgang nu"),
        done=_("Adgangen er lukket."),
        lead=_("Det sker med det samme. Det, personen har skrevet, bliver stående med navn."),
    )


@course_door
def replace(request: HttpRequest, who: Who, course: Course, participant_id: int) -> HttpResponse:
    seat = _seat_to_let_in(who, course, participant_id)
    form = PersonForm(request.POST or None)

    def send() -> None:
        people.replace(seat=seat, by=who, **form.cleaned_data)

    return _asked(
        request,
        course,
        form,
        send,
        title=_("Hvem afløser {name}?").format(name=seat.name),
        submit=_("Luk adgang, og inviter afløseren"),
        done=_("Afløseren er inviteret. Den gamle adgang er lukket."),
        lead=_("Afløseren får samme linje og opgaver, og går videre med det, der er begyndt."),
    )


@course_door
def lead(request: HttpRequest, who: Who, course: Course, participant_id: int) -> HttpResponse:
    seat = _seat(who, course, participant_id)
    return _asked(
        request,
        course,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda: people.name_lead(seat=seat, by=who),
        title=_("Gør {name} til tovholder").format(name=seat.name),
        submit=_("Skift tovholder"),
        done=_("Der er en ny tovholder."),
        lead=_("Tovholderen inviterer, sender og er den, styrelsen ringer til."),
    )


def _asked(
    request: HttpRequest,
    course: Course,
    form: forms.Form,
    send: Callable[[], None],
    *,
    title: str,
    submit: str,
    done: str,
    lead: str = "",
) -> HttpResponse:
    """A form about somebody; sent, it leads back to the list."""
    if form.is_valid():
        with rules_shown_on(form):
            send()
            messages.success(request, done)
            return redirect("programme:people", course.pk)
    facts: dict[str, Any] = {"form": form, "title": title, "submit": submit, "lead": lead}
    return render(request, "programme/person.html", presenter.head(course) | facts)


def _seat(who: Who, course: Course, participant_id: int) -> Participant:
    _must_lead(who, course)
    return _here(course, participant_id)


def _seat_to_let_in(who: Who, course: Course, participant_id: int) -> Participant:
    """For who leads; and for the agency when it is the *tovholder* who has not come in."""
    if not access.acts_in(who, course):
        raise PermissionDenied
    found = _here(course, participant_id)
    if not access.may_let_in(who, found):
        raise PermissionDenied
    return found


def _here(course: Course, participant_id: int) -> Participant:
    found = (
        queries.here(course).filter(pk=participant_id).select_related("course", "replaces").first()
    )
    if found is None:
        raise Http404
    return found


def _must_lead(who: Who, course: Course) -> None:
    if not access.may_lead(who, course):
        raise PermissionDenied
