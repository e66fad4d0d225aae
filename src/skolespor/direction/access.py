"""Whose preparedness one may go through, and see. Schools and municipalities, never a child."""

from django.db.models import QuerySet

from skolespor.accounts.access import municipalities_where, organisations_where
from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission


def schools_to_review(user: User) -> QuerySet[Organisation]:
    """The schools that the user leads."""
    return organisations_where(user, Permission.PREPAREDNESS_REVIEW).filter(kind="school")


def municipalities_seen(user: User) -> QuerySet[Organisation]:
    """The municipalities whose schools the user keeps an eye on."""
    return municipalities_where(user, Permission.PREPAREDNESS_SEE)


def may_review(user: User, school: Organisation) -> bool:
    return schools_to_review(user).filter(pk=school.pk).exists()
