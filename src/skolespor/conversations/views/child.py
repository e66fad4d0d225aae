from django.http import HttpResponse

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.views.frame import head_of, show
from skolespor.conversations.presenters import lists as presenters
from skolespor.conversations.queries import lists
from skolespor.conversations.views.parts import HERE


@child_door(Permission.CONVERSATION_VIEW)
def index(request: ChildRequest, child: Child) -> HttpResponse:
    """»Stemmen«: the conversations with the child."""
    head = head_of(request, child)
    facts = {"conversations": presenters.section(head, lists.of_child(head))}
    return show(request, child, "conversations/child.html", head=head, tab=HERE, facts=facts)
