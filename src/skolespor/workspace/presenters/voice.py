"""*Stemmen* at the top of the child's first page."""

from typing import Any

from skolespor.accounts.permissions import Permission
from skolespor.children.queries.page import Header
from skolespor.core.templatetags.danish import genitive
from skolespor.promises.presenters import words
from skolespor.promises.queries.voice import Voice


def on_first_page(head: Header, found: Voice) -> dict[str, Any]:
    """For readers who have the page *Stemmen*: the child first, adults after."""
    if head.is_own or Permission.CONVERSATION_VIEW not in head.may or head.is_break_glass:
        return {"voice": None}
    return {
        "voice": words.of_voice(found),
        "names": genitive(head.child.first_name),
        "may_write": Permission.STATEMENT_WRITE in head.may and not head.sight.is_masked,
    }
