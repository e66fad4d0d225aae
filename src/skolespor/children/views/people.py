from typing import Any

from django.http import Http404, HttpResponse

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child


@child_door(Permission.CHILD_VIEW)
def contacts(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_VIEW)
def worry(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_VIEW)
def who_sees(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.LOG_EXTRACT)
def extract(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.LOG_EXTRACT)
def extract_csv(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404
