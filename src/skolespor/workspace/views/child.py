from django.http import HttpResponse

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.presenters import overview as presenters
from skolespor.children.queries import page
from skolespor.children.views.frame import head_of, show


@child_door(Permission.CHILD_VIEW)
def overview(request: ChildRequest, child: Child) -> HttpResponse:
    """The first page about a child; a page of its own for the child itself."""
    head = head_of(request, child)
    seen = page.overview(head)
    if head.is_own:
        template, facts = "workspace/child_own.html", presenters.own_overview(head, seen)
    else:
        template, facts = "workspace/child.html", presenters.overview(head, seen)
    return show(request, child, template, head=head, tab="workspace:child", facts=facts)
