"""Who may know what a child has said. The child's own choice comes before what a role may read."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from skolespor.accounts.access import municipalities_where
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import (
    LEADS_THE_TEAM,
    OWNS_THE_CHILDS_COURSE,
    THE_CHILD,
    Role,
    fields_of,
)
from skolespor.children import access
from skolespor.children.models import Child
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, Step, What

AREA = "conversation"
WORDS = frozenset({"full", "shared"})
"""How much of a field lets one read what the child has shared."""


def seen_by(user: User, child: Child | None = None) -> QuerySet[Statement]:
    """The statements whose words the user may read today.

    The child reads all of its own; let in by an adult's code, what that adult may read too. Otherwise,
    with a seat at the child: its adult (`adult`), whoever has promised it something, whoever is to answer
    it as long as the child lets that one know it, case workers what was said to the case worker, and what
    may be shared those whose role reads it. Nothing by break-glass, nothing of a child whose place the
    user may not know.
    """
    seats = access.seats_where(user, Permission.CONVERSATION_VIEW).filter(break_glass=None)
    own = Q(child__in=seats.filter(acting_role=THE_CHILD).values("child"))
    here = Q(child__in=seats.exclude(acting_role=THE_CHILD).values("child"))
    known = Q(child__is_protected=False) | Q(child__in=access.exempted(user).values("child"))
    mine = here & known & (Q(adult=user.pk) | Q(promised_by=user.pk) | _task(user))
    rows = Statement.objects.filter(withdrawn_at=None, child__merged_into=None)
    if child:
        rows = rows.filter(child=child)
    found = rows.filter(own | mine | (known & _shared(user)))
    if user.through:
        found = found.filter(pk__in=seen_by(user.through, child).values("pk"))
    return found


def _task(user: User) -> Q:
    """What the user has to answer, or has answered, as far as the child lets the user know it today."""
    authority = [OWNS_THE_CHILDS_COURSE, LEADS_THE_TEAM]
    told_worker = Q(sharing=Sharing.TO_CASE_WORKER) & _held(user, authority)
    return Q(owner=user.pk) & (Q(sharing=Sharing.MAY_SHARE) | told_worker)


def _shared(user: User) -> Q:
    """What the child lets others know, by what each role reads."""
    agreed = Q(what=What.AGREEMENT)
    return (
        (Q(sharing=Sharing.MAY_SHARE) & ~agreed & _held(user, reading("statements")))
        | (Q(sharing=Sharing.MAY_SHARE) & agreed & _held(user, reading("agreements")))
        | (Q(sharing=Sharing.TO_CASE_WORKER) & _held(user, [OWNS_THE_CHILDS_COURSE]))
    )


def _held(user: User, roles: Collection[Role]) -> Q:
    seats = access.seats_as(user, list(roles)).filter(break_glass=None)
    return Q(child__in=seats.values("child"))


def reading(field: str) -> list[Role]:
    """The roles that read a field of what is shared; the child itself has its own."""
    return [
        role
        for role in Role
        if role is not THE_CHILD and fields_of(role, AREA).get(field, "") in WORDS
    ]


def sees_answers(role: Role) -> bool:
    """Whether a role reads what the adults have answered. Who has the task does anyway."""
    return role is THE_CHILD or fields_of(role, AREA).get("answers", "") in WORDS


def sees_answer_of(statement: Statement, user: User, role: str) -> bool:
    """Whether the user, who is at the child in the role, reads what became of one thing."""
    is_near = user.pk in (statement.owner_id, statement.adult_id, statement.promised_by_id)
    return is_near or (bool(role) and sees_answers(Role(role)))


def unheard_by(user: User) -> QuerySet[Statement]:
    """What waits and is the user's task, but nobody who is there has heard it, and the user may not know
    it: the child is to be asked who may. Never its words."""
    rows = Statement.objects.filter(owner=user.pk, withdrawn_at=None, child__merged_into=None)
    seats = access.seats_where(user, Permission.CONVERSATION_VIEW).filter(break_glass=None)
    here = rows.filter(child__in=seats.values("child")).exclude(step=Step.TOLD_CHILD)
    known = Q(child__is_protected=False) | Q(child__in=access.exempted(user).values("child"))
    return here.filter(known).exclude(pk__in=seen_by(user).filter(owner=user.pk).values("pk"))


def overseen_by(user: User) -> QuerySet[Statement]:
    """What waits, of the children whose facts the user sees as a leader: to count, never to read."""
    return answers_overseen_by(user).exclude(step=Step.TOLD_CHILD)


def answers_overseen_by(user: User) -> QuerySet[Statement]:
    """The same with what has been answered: all that is, or was, to have an answer."""
    own = municipalities_where(user, Permission.FACTS_OF_MUNICIPALITY)
    rows = Statement.objects.filter(
        child__acting_municipality__in=own, withdrawn_at=None, child__merged_into=None
    )
    return rows.exclude(rule="")


def may_answer(user: User, statement: Statement) -> bool:
    """Whoever has the task, and those who keep the child's track where they may read it."""
    if not seen_by(user, statement.child).filter(pk=statement.pk).exists():
        return False
    if statement.owner_id == user.pk or statement.adult_id == user.pk:
        return True
    return access.may(user, Permission.STATEMENT_ANSWER, statement.child)


def may_put_right(user: User, statement: Statement) -> bool:
    """The child itself; for it the adult it said it to, and whoever wrote it down."""
    if not seen_by(user, statement.child).filter(pk=statement.pk).exists():
        return False
    if access.is_the_child(user, statement.child):
        return True
    return user.pk in (statement.adult_id, statement.written_by_id)


def may_say_who_knows(user: User, statement: Statement) -> bool:
    """The same, and when the adult is gone whoever has the task and is to ask the child."""
    unheard = unheard_by(user).filter(pk=statement.pk)
    return may_put_right(user, statement) or unheard.exists()
