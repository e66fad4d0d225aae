"""The school timeline, gathered from the rooms."""

from skolespor.attendance.queries import timeline as attendance
from skolespor.children.queries import timeline as children
from skolespor.children.queries.page import Header
from skolespor.children.timeline import Part, together
from skolespor.conversations.queries import timeline as conversations

ROOMS = (children.timeline, attendance.timeline, conversations.timeline)
"""What each room tells. A room that has something to tell adds its line here."""


def timeline(head: Header) -> Part:
    """All that the reader may know, as the page's head says it."""
    return together(room(head) for room in ROOMS)
