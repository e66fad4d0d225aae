"""The door of the child's own pages."""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from skolespor.accounts.doors import log_refusal
from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, enter
from skolespor.children.queries.lists import own_child
from skolespor.conversations.access import may_make_own_code
from skolespor.conversations.actions.browsers import adult_leaves
from skolespor.core.doors import View, mark


def own_door(view: View) -> View:
    """The reader's own pages: no child stands in the address. For everybody but a child with a seat of
    its own there is no such page. The visit is written down like every visit to a child. An adult's code
    is worth no more than the adult: when that one may make none any more, the stay is over."""

    @wraps(view)
    @login_required
    def entered(request: ChildRequest, **kwargs: Any) -> HttpResponse:
        own = own_child(reader=request.user)
        if own is None:
            log_refusal(request, Permission.CHILD_VIEW)
            raise Http404
        child = enter(request, own, Permission.CHILD_VIEW)
        through = request.user.through
        if through and not may_make_own_code(through, child):
            adult_leaves(request=request)
            return redirect("snak:code")
        return view(request, child, **kwargs)

    return mark(entered, "signed in")
