from datetime import date

from django.db import transaction

from skolespor.accounts import actions
from skolespor.accounts.models import Deputy, JobSeat, User
from skolespor.notices.actions import tell
from skolespor.workspace import events


@transaction.atomic
def name_deputy(*, job: JobSeat, deputy: User, since: date, until: date, by: User) -> Deputy:
    """Somebody stands in for a colleague, and is told so."""
    named = actions.name_deputy(job=job, deputy=deputy, since=since, until=until, by=by)
    tell(events.DEPUTY, [deputy], key=f"deputy-{named.pk}")
    return named
