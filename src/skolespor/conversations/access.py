"""Which conversations somebody knows of, and who may hold them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import THE_CHILD, Role, fields_of, roles_with
from skolespor.children import access
from skolespor.children.models import Child
from skolespor.conversations.models import Conversation

AREA, DATES = "conversation", "conversation_dates"


def known_to(user: User, child: Child | None = None) -> QuerySet[Conversation]:
    """Conversations of which the user may know when they were and how they ended: the child's own, those
    one holds, and those of children at whom one's role reads their days. What was said in them is another
    matter (`promises.access`). Nothing of a child whose place the user may not know. The child that was let
    in by an adult's code knows of those of which the adult knows."""
    seats = access.seats_where(user, Permission.CONVERSATION_VIEW).filter(break_glass=None)
    own = Q(child__in=seats.filter(acting_role=THE_CHILD).values("child"))
    known = Q(child__is_protected=False) | Q(child__in=access.exempted(user).values("child"))
    held = Q(adult=user.pk, child__in=seats.values("child"))
    roles = [role for role in Role if DATES in fields_of(role, AREA)]
    told = access.seats_as(user, roles).filter(break_glass=None)
    rows = Conversation.objects.filter(withdrawn_at=None, child__merged_into=None)
    rows = rows.filter(child=child) if child else rows
    found = rows.filter(own | (known & (held | Q(child__in=told.values("child")))))
    if user.through:
        found = found.filter(pk__in=known_to(user.through, child).values("pk"))
    return found


def may_hold(user: User, conversation: Conversation) -> bool:
    """The adult whom the child has chosen, as long as that one may hold conversations with it. For a
    school without access: whoever has offered it on the school's behalf."""
    if access.sight_of(user, conversation.child).is_masked:
        return False
    if not access.may(user, Permission.CONVERSATION_HOLD, conversation.child):
        return False
    by_phone = bool(conversation.on_behalf_of) and conversation.offered_by_id == user.pk
    return conversation.adult_id == user.pk or by_phone


def may_offer(user: User, child: Child) -> bool:
    """Whoever may hold one may offer one, also with another adult."""
    if access.sight_of(user, child).is_masked:
        return False
    return access.may(user, Permission.CONVERSATION_HOLD, child)


def may_write_for_others(user: User, child: Child) -> bool:
    """Those who hold conversations and keep the child's track: for a school that has no access."""
    return may_offer(user, child) and access.may(user, Permission.STATEMENT_ANSWER, child)


def may_withdraw(user: User, conversation: Conversation) -> bool:
    """Whoever is to hold it or has offered it; when that adult is gone, anybody who may offer one."""
    if not may_offer(user, conversation.child):
        return False
    if user.pk in (conversation.adult_id, conversation.offered_by_id):
        return True
    known = known_to(user, conversation.child).filter(pk=conversation.pk).exists()
    return known and conversation.adult_id not in holders(conversation.child)


def holders(child: Child) -> dict[int, Role]:
    """The adults around the child today who may hold a conversation with it, each once."""
    allowed = roles_with(Permission.CONVERSATION_HOLD)
    crowd = access.crowds_knowing([child])[child.pk]
    return each_once((role, user) for role, user in crowd if role in allowed)


def each_once(crowd: Iterable[tuple[Role, int]]) -> dict[int, Role]:
    """Who is there in two roles is there as the first."""
    found: dict[int, Role] = {}
    for role, user in crowd:
        found.setdefault(user, role)
    return found


def may_decline(user: User, conversation: Conversation) -> bool:
    """The child itself, or for it the adult who would hold it."""
    return access.is_the_child(user, conversation.child) or may_hold(user, conversation)


def may_make_own_code(user: User, child: Child) -> bool:
    """Who writes down what the child says may also let it in to its own pages; not whoever may not
    know where a protected child is."""
    if access.sight_of(user, child).is_masked:
        return False
    return access.may(user, Permission.STATEMENT_WRITE, child)
