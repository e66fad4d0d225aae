"""Whose days without school a person may know."""

from django.db.models import Q, QuerySet

from skolespor.accounts.access import permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import LEADS, Permission
from skolespor.children import access
from skolespor.children.models import Child


def overseen_by(user: User) -> QuerySet[Child]:
    """The children at whom one has a seat that shows attendance, and those of whom one sees a line of
    facts as a leader or a coordinator. A seat shows nothing to who may not know where the child is."""
    known = Q(is_protected=False) | Q(pk__in=access.exempted(user).values("child"))
    followed = access.children_where(user, Permission.ATTENDANCE_VIEW).filter(known)
    if not permissions_of(user) & LEADS:
        return followed
    facts = access.facts_where(user)
    return Child.objects.filter(Q(pk__in=followed.values("pk")) | Q(pk__in=facts.values("pk")))
