"""The door for somebody who answers by a link, and the one for somebody who answers with an account. Both
hand the page a `Seat`. A link is no sign-in: it opens one person's answers, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.core.doors import View, mark
from skolespor.reviews.models import Answerer
from skolespor.reviews.queries import answering

COOKIE, PATH = "egenvurdering", "/svar-paa-egenvurdering/"
"""What a browser remembers, so that a link that is opened anywhere else opens nothing. The browser sends
it to these pages alone, and no script reads it."""
LASTS = 200 * 24 * 3600


@dataclass(frozen=True)
class Seat:
    """Who answers, and where their pages lie: under their account or under their link."""

    answerer: Answerer
    key: int | str
    space: str

    def url(self, page: str, *parts: int | str) -> str:
        return reverse(f"{self.space}:{page}", args=[self.key, *parts])


def account_seat(view: Callable[..., HttpResponse]) -> View:
    @signed_in_door
    @wraps(view)
    def entered(
        request: SignedInRequest, answerer_id: int, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        answerer = answering.answerer_with_account(answerer_id, reader=request.user)
        if answerer is None and _typed(request):
            return closed(request, is_link=False)
        if answerer is None:
            raise Http404
        seat = Seat(answerer, answerer_id, "reviews")
        return view(request, seat, *args, **kwargs)

    return entered


def link_seat(view: Callable[..., HttpResponse]) -> View:
    """Only in the browser in which the link was opened first."""

    @wraps(view)
    def entered(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        answerer = answering.answerer_in(token, browser=request.COOKIES.get(COOKIE, ""))
        if answerer is None:
            return closed(request)
        return view(request, Seat(answerer, token, "reviews_link"), *args, **kwargs)

    return mark(entered, "link")


def closed(request: HttpRequest, *, is_link: bool = True) -> HttpResponse:
    """Used elsewhere, withdrawn, too old, guessed: one page for all of it. What was just typed stands there,
    so that nobody loses it."""
    facts = {"typed": _typed(request), "is_link": is_link}
    return render(request, "reviews/answer/closed.html", facts, status=404)


def _typed(request: HttpRequest) -> list[str]:
    named = [name for name in request.POST if name.startswith("text_")]
    return [text for name in named if (text := request.POST.get(name, "").strip())]


def remember(answer: HttpResponse, browser: str) -> HttpResponse:
    answer.set_cookie(
        COOKIE,
        browser,
        path=PATH,
        max_age=LASTS,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer
