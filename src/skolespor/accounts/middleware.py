"""Sessions that end by themselves, and a second factor for staff."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from skolespor.accounts.access import needs_second_factor
from skolespor.accounts.models import User

Answer = Callable[[HttpRequest], HttpResponse]
OPEN_WITHOUT_FACTOR = ("mfa_", "account_", "core:", "accounts:accept")
"""Names of pages one needs in order to get a second factor, or to leave."""
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
"""Recovery codes alone are none: they stand in for one of these."""
OPEN_BY_CODE = frozenset(
    {
        "workspace:today",
        "workspace:own",
        "workspace:help",
        "workspace:security_txt",
        "account_logout",
        "public:offer",
        "public:accessibility",
        "public:privacy",
        "public:robots",
        "public:sitemap",
    }
)
OPEN_ROOMS_BY_CODE = ("workspace:own_", "core:", "guide:", "snak:")
"""All that a child finds that came in with an adult's code: its own pages and what is open to everybody.
Nothing by which one could sign in as the child without a code."""
NOTED_EVERY_SECONDS = 60
AWAY = _("Du har været væk et stykke tid. Din tekst er gemt som kladde.")
LONG = _("Du har været logget ind længe. Log ind igen. Din tekst er gemt som kladde.")


class SessionLimits:
    """Idle for 30 minutes or eight hours old: the session is over, wherever it stands.

    When a session ends, the browser is told to forget the pages it has kept.
    """

    def __init__(self, answer: Answer):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        if isinstance(request.user, User):
            request.user.kept = {}
            request.user.through = who_let_in(request.session)
        over = ends_because(request.session, now=int(time.time())) if was_signed_in else None
        if over:
            logout(request)
            messages.info(request, str(over))
        answer = to_sign_in(request) if over and is_part(request) else self.answer(request)
        if was_signed_in and not request.user.is_authenticated:
            # Not its storage: a child's unsent words may wait there, encrypted (conversations).
            # Nobody else keeps anything on the device.
            answer["Clear-Site-Data"] = '"cache"'
        return answer


def who_let_in(session: SessionBase) -> User | None:
    """Who made the code by which this session began, if it began with one."""
    pk = session.get("through")
    if not pk:
        return None
    adult = User.objects.get(pk=pk)
    adult.kept = {}
    return adult


def ends_because(session: SessionBase, *, now: int) -> Promise | None:
    """Why the session is over, in words; nothing while it may go on. One that was opened with a code has
    a shorter `life` of its own."""
    started, seen = session.setdefault("started", now), session.get("seen", 0)
    if now - started > session.get("life", settings.SESSION_LIFE_SECONDS):
        return LONG
    if now - (seen or now) > settings.SESSION_IDLE_SECONDS:
        return AWAY
    if now - seen > NOTED_EVERY_SECONDS:
        session["seen"] = now
    return None


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page: a sign-in page must not end up inside it."""
    return bool(getattr(request, "htmx", False))


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The whole page goes to the sign-in page, and comes back to where it was."""
    page = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]  # its middleware sets it
    return HttpResponseClientRedirect(
        f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page})}"
    )


class Gate:
    """Lets every request pass; the kinds below ask once the page is known."""

    def __init__(self, answer: Answer):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)


class SecondFactor(Gate):
    """Staff see no page before they have a code or a passkey. The demo is exempt."""

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(OPEN_WITHOUT_FACTOR) or not request.user.is_authenticated:
            return None
        return redirect("mfa_index") if lacks_second_factor(request.user) else None


def lacks_second_factor(user: User) -> bool:
    """Whether somebody has a job that asks for two steps, and only one step yet."""
    if settings.DEMO or not needs_second_factor(user):
        return False
    return not is_mfa_enabled(user, SECOND_FACTORS)


class OnlyOwnPages(Gate):
    """A session that began with an adult's code opens the child's own pages. The adult may sit there too,
    and must not become the child for good: no account, no passkey, no other page that asks who one is."""

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        if getattr(request.user, "through", None) and not is_open_by_code(request):
            raise Http404
        return None


def is_open_by_code(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return name in OPEN_BY_CODE or name.startswith(OPEN_ROOMS_BY_CODE)
