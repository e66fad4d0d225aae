"""What happens around every request, before any room is asked."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from skolespor.core.errors import RuleBroken

Answer = Callable[[HttpRequest], HttpResponse]


class BehindProxies:
    """Whom the request came from when it passed our own proxies: the address that the outermost of
    them saw, never one that the visitor wrote. The log book and the limits on wrong sign-ins go by it.
    """

    def __init__(self, answer: Answer):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        passed = [
            address.strip() for address in request.headers.get("X-Forwarded-For", "").split(",")
        ]
        if 0 < settings.PROXIES <= len(passed) and all(passed):
            request.META["REMOTE_ADDR"] = passed[-settings.PROXIES]
        return self.answer(request)


class DanishFirst:
    """Danish unless the person has chosen otherwise here; never by the browser's header."""

    def __init__(self, answer: Answer):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(known):
            request.LANGUAGE_CODE = known
            response = self.answer(request)
            response.headers.setdefault("Content-Language", known)
        return response


class NothingIsCached:
    """Pages may hold a child's data: no browser or proxy keeps a copy (static files excepted)."""

    def __init__(self, answer: Answer):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store, private"
        return response


class BrokenRuleIsSaid:
    """A rule that said no where no form can show it, as when two press the same button: a page with
    the reason, never a fault."""

    def __init__(self, answer: Answer):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not isinstance(fault, RuleBroken):
            return None
        return render(request, "409.html", {"reason": fault.message}, status=409)
