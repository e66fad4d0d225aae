"""Whose holiday plan one may see, and change."""

from django.db.models import QuerySet

from skolespor.accounts.access import organisations_where, standing_of
from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission


def plans_where(user: User) -> QuerySet[Organisation]:
    """The municipalities in which the user has a job today. A plan holds nothing about a child."""
    homes = {job.organisation.home_municipality.pk for job in standing_of(user).jobs}
    return Organisation.objects.filter(kind="municipality", pk__in=homes)


def plans_to_change(user: User) -> QuerySet[Organisation]:
    managed = organisations_where(user, Permission.CALENDAR_MANAGE)
    return managed.filter(kind="municipality")


def may_change(user: User, municipality: Organisation) -> bool:
    return plans_to_change(user).filter(pk=municipality.pk).exists()
