from typing import Any

from django.http import Http404, HttpResponse

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission


@organisation_door(Permission.CHILD_CREATE)
def search(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.CHILD_CREATE)
def create(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404
