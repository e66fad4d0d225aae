"""Conversations that were held, for the school timeline."""

from datetime import date

from django.utils.translation import gettext as _

from skolespor.accounts.permissions import Permission
from skolespor.children.queries.page import Header
from skolespor.children.queries.timeline import known_since
from skolespor.children.timeline import Dot, Lane, Part, Shape
from skolespor.conversations import access
from skolespor.conversations.models import HELD


def timeline(head: Header) -> Part:
    """A lane only where there was one. A dot for each day on which they talked, for the child and for readers who may know the days, as
    far back as these may know of its schools. Never one for a no."""
    if Permission.CONVERSATION_VIEW not in head.may:
        return Part()
    first = date.min if head.is_own else known_since(head)
    held = access.known_to(head.reader, head.child).filter(outcome__in=HELD, talked_on__gte=first)
    words = _("Snak om skolen") if head.is_own else _("Læringssamtale")
    days = [one.talked_on for one in held.order_by("talked_on", "pk")]
    dots = tuple(Dot(day, words, Shape.SQUARE, words) for day in days if day)
    return Part((Lane.EVENTS,), dots=dots) if dots else Part()
