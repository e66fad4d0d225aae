"""The door of the child's own pages."""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse

from skolespor.accounts.doors import log_refusal
from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, enter
from skolespor.children.queries.lists import own_child
from skolespor.core.doors import View, mark


def own_door(view: View) -> View:
    """The reader's own pages: no child stands in the address. For everybody but a child with a seat of
    its own there is no such page. The visit is written down like every visit to a child."""

    @wraps(view)
    @login_required
    def entered(request: ChildRequest, **kwargs: Any) -> HttpResponse:
        own = own_child(reader=request.user)
        if own is None:
            log_refusal(request, Permission.CHILD_VIEW)
            raise Http404
        return view(request, enter(request, own, Permission.CHILD_VIEW), **kwargs)

    return mark(entered, "signed in")
