from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.children.actions.break_glass import end_break_glass
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.views.frame import done, show


@child_door(Permission.CHILD_VIEW)
def end(request: ChildRequest, child: Child) -> HttpResponse:
    """»Jeg er færdig«: asked once, so that a link alone closes nothing."""
    if request.method != "POST":
        return show(request, child, "children/child_end_glass.html")
    end_break_glass(child=child, by=request.user)
    return done(request, child, _("Nødadgangen er slut."), "children:child")


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
