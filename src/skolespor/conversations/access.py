"""Which conversations somebody knows of, and who may hold them."""

from django.db.models import Q, QuerySet

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import THE_CHILD, Role, fields_of
from skolespor.children import access
from skolespor.children.models import Child
from skolespor.conversations.models import Conversation

AREA, DATES = "conversation", "conversation_dates"


def known_to(user: User, child: Child | None = None) -> QuerySet[Conversation]:
    """Conversations of which the user may know when they were and how they ended: the child's own, those
    one holds, and those of children at whom one's role reads their days. What was said in them is another
    matter (`promises.access`). Nothing of a child whose place the user may not know."""
    seats = access.seats_where(user, Permission.CONVERSATION_VIEW).filter(break_glass=None)
    own = Q(child__in=seats.filter(acting_role=THE_CHILD).values("child"))
    known = Q(child__is_protected=False) | Q(child__in=access.exempted(user).values("child"))
    held = Q(adult=user.pk, child__in=seats.values("child"))
    roles = [role for role in Role if DATES in fields_of(role, AREA)]
    told = access.seats_as(user, roles).filter(break_glass=None)
    rows = Conversation.objects.filter(withdrawn_at=None, child__merged_into=None)
    rows = rows.filter(child=child) if child else rows
    return rows.filter(own | (known & (held | Q(child__in=told.values("child")))))


def may_hold(user: User, conversation: Conversation) -> bool:
    """The adult whom the child has chosen, as long as that one may hold conversations with it. For a
    school without access: whoever has offered it on the school's behalf."""
    if access.sight_of(user, conversation.child).is_masked:
        return False
    if not access.may(user, Permission.CONVERSATION_HOLD, conversation.child):
        return False
    by_phone = bool(conversation.on_behalf_of) and conversation.offered_by_id == user.pk
    return conversation.adult_id == user.pk or by_phone


def is_the_child(user: User, child: Child) -> bool:
    """The child itself, with its own seat."""
    return access.seats_as(user, [THE_CHILD]).filter(child=child.pk).exists()


def may_make_own_code(user: User, child: Child) -> bool:
    """Who writes down what the child says may also let it in to its own pages; not whoever may not
    know where a protected child is."""
    if access.sight_of(user, child).is_masked:
        return False
    return access.may(user, Permission.STATEMENT_WRITE, child)
