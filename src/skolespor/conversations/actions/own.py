"""The child as somebody who signs in and writes: its own user, with its own seat."""

from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.roles import THE_CHILD
from skolespor.children.actions.holding import hold
from skolespor.children.actions.seats import open_for_person
from skolespor.children.models import Child


@transaction.atomic
def own_user(child: Child, *, by: User) -> User:
    """The child's user; made with a seat the first time it is needed. A seat that somebody has closed
    is not opened again by this."""
    hold([child.pk])
    child.refresh_from_db()
    if child.user:
        return child.user
    child.user = User.objects.create_user(None, None, name=str(child))
    child.save(update_fields=["user"])
    today = timezone.localdate()
    open_for_person(child=child, user=child.user, role=THE_CHILD, since=today, by=by)
    return child.user
