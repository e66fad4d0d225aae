"""Pages that belong to no room: language, errors, and the gallery of components."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from skolespor.core import gallery
from skolespor.core.doors import public_door

YEAR = 365 * 24 * 60 * 60


@public_door
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie, and stay on the page."""
    came_from = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    answer = HttpResponseRedirect(came_from if safe else "/")
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return answer


@public_door
def components(request: HttpRequest) -> HttpResponse:
    """Every component and every state of a field, for those who build pages."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "core/gallery.html", gallery.examples(request.GET))


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """No context, no database: whatever broke, this page must still be shown."""
    return HttpResponse(get_template("500.html").render(), status=500)
