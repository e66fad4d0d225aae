from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.models import Child
from skolespor.children.views.frame import head_of, show
from skolespor.conversations.presenters import child as presenters
from skolespor.conversations.presenters import lists as conversations
from skolespor.conversations.queries import lists
from skolespor.promises.presenters import words
from skolespor.promises.queries import voice

ON_A_PAGE = 20
VOICE = "conversations:child"


@child_door(Permission.CONVERSATION_VIEW)
def child(request: ChildRequest, child: Child) -> HttpResponse:
    """*Stemmen*: what the child has said, what became of it, and the conversations. The child has pages of
    its own."""
    head = head_of(request, child)
    if head.is_own:
        return redirect("workspace:own_said")
    found = voice.voice(head)
    rest = [one for one in voice.all_of(head) if not one.waits]
    page = Paginator(rest, ON_A_PAGE).get_page(request.GET.get("side"))
    facts = {
        "voice": words.of_voice(found),
        "page": page,
        "said": [words.quote(one) for one in page],
        **presenters.words_of_page(head, only_counts=found.counts is not None),
        "conversations": conversations.section(head, lists.of_child(head)),
        "may_write": Permission.STATEMENT_WRITE in head.may and not head.sight.is_masked,
    }
    return show(request, child, "conversations/child.html", head=head, tab=VOICE, facts=facts)
