from typing import Any

from django.http import Http404, HttpResponse

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child


@child_door(Permission.CHILD_VIEW)
def end(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.BREAK_GLASS)
def search(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.BREAK_GLASS)
def break_glass(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.LOG_CONTROL)
def index(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.LOG_CONTROL)
def review(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404
