from typing import Any

from django.http import Http404, HttpResponse

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child


@child_door(Permission.CHILD_PLACE)
def move(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_PLACE)
def end_placement(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_CORRECT)
def correct_placement(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_CORRECT)
def withdraw_placement(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_ENROL)
def enrol(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_ENROL)
def leave_school(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_CORRECT)
def correct_enrolment(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404


@child_door(Permission.CHILD_CORRECT)
def withdraw_enrolment(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
    raise Http404
