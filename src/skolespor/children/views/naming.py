from typing import Any

from django.http import Http404, HttpResponse

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission


@organisation_door(Permission.STAFF_NAME)
def index(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.STAFF_NAME)
def renew(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.STAFF_NAME)
def name_staff(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.STAFF_NAME)
def end_naming(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404
