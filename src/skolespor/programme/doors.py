"""Into a course: signed in, or with what a link has left in the browser."""

import time
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from skolespor.accounts.doors import log_refusal
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.core.doors import View, mark
from skolespor.programme.access import Who
from skolespor.programme.queries import courses as queries

SEATS, SINCE = "programme-seats", "programme-since"
"""In the session: for each seat that this browser holds, the secret that shows it; and when it last came in
by a link. As a sign-in, that lasts eight hours, whatever is done meanwhile."""


def who_of(request: HttpRequest) -> Who:
    """Who asks, in at most one query more."""
    user = request.user if request.user.is_authenticated else None
    if getattr(user, "through", None):
        return Who()
    return Who(user, queries.seats_of_browser(_held(request)))


def hold(request: HttpRequest, seat: int, secret: str) -> None:
    """From now on, in a session of which nobody knew the key before."""
    held = {**_held(request), str(seat): secret}
    if not request.user.is_authenticated:
        request.session.cycle_key()
    request.session[SEATS], request.session[SINCE] = held, int(time.time())


def let_go(request: HttpRequest) -> None:
    request.session.pop(SEATS, None)


def _held(request: HttpRequest) -> Mapping[str, str]:
    is_over = time.time() - request.session.get(SINCE, 0) > settings.SESSION_LIFE_SECONDS
    held: Mapping[str, str] = {} if is_over else request.session.get(SEATS, {})
    return held


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
        try:
            return view(request, who, course, *args, **kwargs)
        except PermissionDenied:
            if who.user is not None:
                log_refusal(cast(SignedInRequest, request), Permission.WORK_LEAD)
            raise

    return mark(entered, "course")
