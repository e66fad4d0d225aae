from django.core.exceptions import PermissionDenied
from django.db import transaction

from skolespor.accounts.models import Organisation, User
from skolespor.audit import log
from skolespor.tracks import access, events


@transaction.atomic
def log_printed(*, place: Organisation, by: User) -> None:
    """The two pages for the committee have been fetched."""
    if not access.municipalities_seen(by).filter(pk=place.pk).exists():
        raise PermissionDenied
    log.record(events.PRINTED, by=by, about=place)
