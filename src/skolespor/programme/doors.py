"""Into a course: signed in, or with what a link has left in the browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from skolespor.accounts.doors import log_refusal
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.core.doors import View, mark
from skolespor.programme.access import Who
from skolespor.programme.queries import courses as queries

SEATS = "programme-seats"
"""In the session: for each seat that this browser holds, the secret that shows it."""


def who_of(request: HttpRequest) -> Who:
    """Who asks, in at most one query more."""
    user = request.user if request.user.is_authenticated else None
    if getattr(user, "through", None):
        return Who()
    return Who(user, queries.seats_of_browser(request.session.get(SEATS, {})))


def hold(request: HttpRequest, seat: int, secret: str) -> None:
    request.session[SEATS] = {**request.session.get(SEATS, {}), str(seat): secret}


def course_door(view: Callable[..., HttpResponse]) -> View:
    """Hands the view who asks and the course. For everybody else there is no such page."""

    @wraps(view)
    def entered(request: HttpRequest, course_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        who = who_of(request)
        if who.is_nobody:
            return redirect_to_login(request.get_full_path())
        course = queries.course(course_id, reader=who)
        if course is None:
            if who.user is not None:
                log_refusal(cast(SignedInRequest, request), Permission.WORK_SEE)
            raise Http404
        return view(request, who, course, *args, **kwargs)

    return mark(entered, "course")
