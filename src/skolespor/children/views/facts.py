from typing import Any

from django.http import Http404, HttpResponse

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child


@child_door(Permission.CUSTODY_RECORD)
def record_custody(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CUSTODY_RECORD)
def end_custody(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_PROTECT)
def protect(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_PROTECT)
def unprotect(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.PRACTICAL_WRITE)
def note(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404
