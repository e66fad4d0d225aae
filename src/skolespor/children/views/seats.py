from typing import Any

from django.http import Http404, HttpResponse

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child


@child_door(Permission.SEAT_GIVE)
def give_seat(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.SEAT_CLOSE)
def end_seat(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.SEAT_CLOSE)
def close_seat(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.SEAT_CLOSE)
def close_naming(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404
