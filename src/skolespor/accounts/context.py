"""What every page knows about the person who is signed in."""

from typing import Any

from django.http import HttpRequest

from skolespor.accounts.queries import accent_of


def signed_in(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"user": user, "accent": "petrol"}
    return {"user": user, "accent": accent_of(user)}
