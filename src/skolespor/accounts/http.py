from django.http import HttpRequest

from skolespor.accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view gets behind a door: a request whose user is a real person."""

    user: User


def origin_of(request: HttpRequest) -> str:
    """The address the request came from, for the log book."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
