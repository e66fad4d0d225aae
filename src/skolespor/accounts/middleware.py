"""Sessions that end by themselves, and a second factor for staff."""

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from skolespor.accounts.access import needs_second_factor

Answer = Callable[[HttpRequest], HttpResponse]
OPEN_WITHOUT_FACTOR = ("mfa_", "account_", "core:", "accounts:accept")
"""Names of pages one needs in order to get a second factor, or to leave."""


class SessionLimits:
    """Idle for 30 minutes or eight hours old: the session is over, wherever it stands."""

    def __init__(self, answer: Answer):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            started = request.session.setdefault("started", now)
            seen = request.session.get("seen", now)
            if now - started > settings.SESSION_LIFE_SECONDS or (
                now - seen > settings.SESSION_IDLE_SECONDS
            ):
                logout(request)
            elif now - seen > 60 or "seen" not in request.session:
                request.session["seen"] = now
        return self.answer(request)


class SecondFactor:
    """Staff see no page before they have a code or a passkey. The demo is exempt."""

    def __init__(self, answer: Answer):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        if settings.DEMO or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(OPEN_WITHOUT_FACTOR):
            return None
        if needs_second_factor(request.user) and not is_mfa_enabled(request.user):
            return redirect("mfa_index")
        return None
