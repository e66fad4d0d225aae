"""The ways in: the open page, the link in a mail, a new link, and the list of courses."""

import secrets
from typing import Any

from allauth.core.internal import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.core.doors import mark, public_door
from skolespor.core.forms import rules_shown_on
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.actions import application, people
from skolespor.programme.doors import hold, let_go, who_of
from skolespor.programme.forms.application import AddressForm, ApplyForm
from skolespor.programme.models import Participant
from skolespor.programme.presenters import course as presenter
from skolespor.programme.queries import courses as queries

TRIES = {"apply": "30/h/ip,5/h/key", "link": "30/h/ip,5/h/key"}
"""Mails that one place can have sent, a town hall behind one address too, and that one address can get."""
ON_A_PAGE = 30


def index(request: HttpRequest) -> HttpResponse:
    """The courses of one's municipality, or all of them for the agency."""
    who = who_of(request)
    if who.is_nobody:
        return redirect_to_login(request.get_full_path())
    if access.is_adviser(who):
        return redirect("programme:queue")
    found = list(queries.own_courses(reader=who))
    facts = {
        "lines": presenter.lines(found),
        "begins": _can_begin(
            who, [one.municipality for one in found if presenter.is_under_way(one)]
        ),
    }
    return render(request, "programme/index.html", facts)


index = mark(index, "course")


def _can_begin(who: Who, under_way: list[str]) -> list[dict[str, str]]:
    """The municipalities for which the reader can begin."""
    codes = access.codes_led(who.user) if who.user else []
    names = queries.municipalities() if codes else {}
    return [{"code": code, "name": names[code]} for code in codes if code not in under_way]


@public_door
def apply(request: HttpRequest) -> HttpResponse:
    """Anybody from a municipality begins here, any day of the year; a mail with a link follows."""
    form = ApplyForm(request.POST or None, municipalities=queries.municipalities())
    if form.is_valid() and _may_send(request, form, "apply"):
        with rules_shown_on(form):
            application.inquire(**form.cleaned_data)
            return redirect("programme:asked")
    return render(request, "programme/apply.html", {"form": form})


@public_door
def asked(request: HttpRequest) -> HttpResponse:
    """The same words whether a mail was sent or not."""
    return render(request, "programme/asked.html")


@public_door
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the first mail. Mail programs open links by themselves, so it takes a button."""
    if request.method != "POST":
        return render(request, "programme/confirm.html")
    secret = secrets.token_urlsafe(32)
    return _let_in(
        request, application.confirm(token=token, secret=secret, by=_user(request)), secret
    )


@public_door
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """A new way in for those who have been in before; nobody is told who has."""
    form = AddressForm(request.POST or None)
    if form.is_valid() and _may_send(request, form, "link"):
        people.ask_for_link(email=form.cleaned_data["email"])
        return redirect("programme:asked")
    return render(request, "programme/ask_for_link.html", {"form": form})


def _may_send(request: HttpRequest, form: forms.Form, action: str) -> bool:
    """Counted before anybody looks whether the address is known, so that the answer does not tell."""
    to = form.cleaned_data["email"].lower()
    if ratelimit.consume(request, app="programme", action=action, config=TRIES, key=to):
        return True
    words = _("Der er bedt om mange mails herfra eller til den adresse. Prøv igen om en time.")
    form.add_error(None, words)
    return False


@public_door
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The link in an invitation."""
    if request.method != "POST":
        return render(request, "programme/enter.html")
    secret = secrets.token_urlsafe(32)
    return _let_in(request, people.enter(token=token, secret=secret, by=_user(request)), secret)


@public_door
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Out again, at a computer that others use too."""
    people.let_go(seats=who_of(request).seats)
    let_go(request)
    return redirect("public:offer")


def _let_in(request: HttpRequest, seat: Participant | None, secret: str) -> HttpResponse:
    if seat is None:
        return render(request, "programme/link_over.html", status=410)
    if seat.user_id is None:
        hold(request, seat.pk, secret)
    return redirect("programme:course", seat.course_id)


@organisation_door(Permission.WORK_LEAD)
@require_POST
def begin(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """Signed in: no mail is needed."""
    course = application.begin(municipality=request.POST.get("municipality", ""), by=request.user)
    messages.success(request, _("I er i gang. Alt, hvad I skriver, bliver gemt."))
    return redirect("programme:application", course.pk)


def paged(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("side"))


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
