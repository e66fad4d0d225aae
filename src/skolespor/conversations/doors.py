"""The door of a child's screen. It is no sign-in: it opens one conversation, and nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation

from skolespor.conversations import rules
from skolespor.conversations.actions.screens import seen
from skolespor.conversations.queries.screens import living
from skolespor.core.doors import View, mark

COOKIE, PATH = "snak", "/snak/"
"""The token lies in a cookie of its own and not in the session: the browser sends it to the child's
pages alone, no script reads it, no other site can use it, and it stays through a closed browser for as
long as the screen may live. Every other page meets a visitor with nothing."""


def screen_door(view: Callable[..., HttpResponse]) -> View:
    """Let in the browser that holds an open screen; hand the view the screen. A child meets one
    language, that of the words it is asked in. Where somebody is signed in, somebody else than the child
    sits there: to that one it is closed, and for the child it stays open."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override("da"):
            screen = living(request.COOKIES.get(COOKIE, ""))
            if screen is None or request.user.is_authenticated:
                return closed(request)
            seen(screen=screen)
            answer = view(request, screen, *args, **kwargs)
            answer["Content-Language"] = "da"
            return answer

    return mark(entered, "screen")


def closed(request: HttpRequest) -> HttpResponse:
    """Nothing is open here, whatever was here before."""
    if request.content_type == "application/json":
        return JsonResponse({"closed": True}, status=410)
    return render(request, "conversations/screen/closed.html", status=404)


def give_token(answer: HttpResponse, token: str) -> HttpResponse:
    answer.set_cookie(
        COOKIE,
        token,
        path=PATH,
        max_age=int(rules.SCREEN_LIFE.total_seconds()),
        secure=settings.SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def take_token(answer: HttpResponse) -> HttpResponse:
    answer.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    return answer
