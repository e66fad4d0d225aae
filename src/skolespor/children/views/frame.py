"""What every page about one child does: show the frame, and stop at what is protected."""

from collections.abc import Mapping
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from skolespor.accounts.permissions import Permission
from skolespor.children import access
from skolespor.children.doors import ChildRequest
from skolespor.children.models import Child
from skolespor.children.presenters.frame import frame
from skolespor.children.queries import page
from skolespor.core.doors import View

T = TypeVar("T")


def show(
    request: ChildRequest,
    child: Child,
    template: str,
    *,
    facts: Mapping[str, Any] | None = None,
    head: page.Header | None = None,
    tab: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page in the child's frame. `head` saves reading it again; `tab` is the page it is part of."""
    head = head or head_of(request, child)
    context = {"frame": frame(head, tab=tab), **(facts or {})}
    return render(request, template, context, status=status)


def head_of(request: ChildRequest, child: Child) -> page.Header:
    return page.header(child, reader=request.user, way=request.way)


def knowing(view: View) -> View:
    """Behind the door: only for those who may know where a protected child is.

    The others are told why they cannot, and whom to ask.
    """

    @wraps(view)
    def entered(request: ChildRequest, child: Child, **kwargs: Any) -> HttpResponse:
        if access.sight_of(request.user, child).is_masked:
            return show(request, child, "children/protect_wall.html", status=403)
        return view(request, child, **kwargs)

    return entered


def found(thing: T | None) -> T:
    """What a query has found; nothing found is a page that does not exist."""
    if thing is None:
        raise Http404
    return thing


def done(request: ChildRequest, child: Child, words: str, page_name: str) -> HttpResponse:
    """Back to a page of the child with a word on what was done. Words name nobody."""
    messages.success(request, words)
    if not access.way_in(request.user, Permission.CHILD_VIEW, child.pk):
        return redirect("workspace:today")
    return redirect(page_name, child.pk)
