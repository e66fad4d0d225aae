from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from skolespor.accounts import events
from skolespor.accounts.access import organisations_with_any
from skolespor.accounts.http import SignedInRequest, origin_of
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.core.doors import View, mark


def signed_in_door(view: View) -> View:
    """Anybody who is signed in. What the page shows is filtered by who it is."""
    return mark(login_required(view), "signed in")


def outside_door(view: View) -> View:
    """A door for allauth's pages in front of the house. Their own view stays as it is."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return mark(entered, "public")


def organisation_door(*permissions: Permission) -> Callable[[View], View]:
    """Let in those who have one of the permissions somewhere; hand the view the organisations."""

    def door(view: View) -> View:
        @wraps(view)
        @login_required
        def entered(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            organisations = organisations_with_any(request.user, permissions)
            if not organisations.exists():
                log_refusal(request, permissions[0])
                raise PermissionDenied
            return view(request, organisations, *args, **kwargs)

        return mark(entered, " or ".join(permissions))

    return door


@transaction.atomic
def log_refusal(request: SignedInRequest, permission: Permission) -> None:
    log.record(
        events.REFUSED,
        by=request.user,
        about=request.user,
        origin=origin_of(request),
        permission=permission,
    )
