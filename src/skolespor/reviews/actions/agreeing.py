"""What the lines agree on when they have seen each other's answers."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.core.no_child import check_no_child
from skolespor.core.versions import EditedMeanwhile, save_seen
from skolespor.reviews import access, events
from skolespor.reviews.models import Agreement, Round
from skolespor.reviews.queries import people
from skolespor.reviews.rules import checks
from skolespor.reviews.states import State


@transaction.atomic
def agree(
    *,
    round: Round,
    statement: str,
    value: int | None,
    note: str,
    seen: int,
    today: date,
    is_confirmed: bool = False,
    by: User,
) -> Agreement:
    """`value` may be missing: then the note says why they do not agree. The answers stay as they are."""
    if not access.may_lead(by, round.municipality):
        raise PermissionDenied
    checks.check_closed(Round.objects.filter(pk=round.pk, state=State.CLOSED).exists())
    checks.check_value(value)
    checks.check_text(note, "note")
    known = people.known_names_in(round, [note])
    names = check_no_child({"note": note}, known=known, is_confirmed=is_confirmed)
    written = {"value": value, "note": note, "written_by": by, "written_on": today}
    agreement, is_new = Agreement.objects.get_or_create(
        round=round, statement=statement, defaults=written
    )
    if not is_new:
        if seen == 0:
            raise EditedMeanwhile(agreement)
        save_seen(agreement, seen=seen, **written)
    log.record(events.AGREED, by=by, about=agreement, statement=statement, names=names)
    return agreement
