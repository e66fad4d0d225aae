"""The family's extract of the log book."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events
from skolespor.children.models import Child


@transaction.atomic
def make_extract(*, child: Child, by: User) -> None:
    """That an extract is made stands in the log itself, and so in the next extract."""
    way = access.way_in(by, Permission.LOG_EXTRACT, child.pk)
    if way is None:
        raise PermissionDenied
    log.record(
        events.EXTRACTED,
        by=by,
        about=child,
        child_id=child.pk,
        role=way.role,
        seat=way.seat.pk,
        step="children:extract",
    )
