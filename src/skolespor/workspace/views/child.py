from django.http import HttpResponse
from django.shortcuts import redirect

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.presenters import overview as presenters
from skolespor.children.queries import page
from skolespor.children.views.frame import head_of, show
from skolespor.promises.queries import voice
from skolespor.workspace.presenters import timeline as pictures
from skolespor.workspace.presenters import voice as voices
from skolespor.workspace.queries import timeline as timelines

FIRST = "workspace:child"


@child_door(Permission.CHILD_VIEW)
def overview(request: ChildRequest, child: Child) -> HttpResponse:
    """The first page about a child; the child itself has pages of its own."""
    head = head_of(request, child)
    if head.is_own:
        return redirect("workspace:own")
    facts = presenters.overview(head, page.overview(head))
    facts |= {"timeline": pictures.on_first_page(head, timelines.timeline(head))}
    facts |= voices.on_first_page(head, voice.voice(head))
    return show(request, child, "workspace/child.html", head=head, tab=FIRST, facts=facts)


@child_door(Permission.CHILD_VIEW)
def timeline(request: ChildRequest, child: Child) -> HttpResponse:
    """The school timeline alone, with all of it as text: to print, or to read in peace."""
    head = head_of(request, child)
    facts = {"timeline": pictures.on_its_own_page(head, timelines.timeline(head))}
    return show(request, child, "workspace/timeline.html", head=head, tab=FIRST, facts=facts)
