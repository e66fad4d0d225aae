"""What rooms above tell: that something happened to a child, or that it never did."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.children.models import Child
from skolespor.deadlines import events
from skolespor.deadlines.actions.keeping import keep
from skolespor.deadlines.models import Fact


@transaction.atomic
def happened(
    trigger: str,
    child: Child,
    on: date,
    ref: str,
    *,
    rule: str = "",
    until: date | None = None,
    today: date | None = None,
    by: User | None = None,
) -> None:
    """Something happened on a day, the first of what lasts `until`. `ref` says what it is about:
    telling the same again changes nothing, telling another day is a correction. `rule` narrows it to
    one rule of its trigger."""
    doubles, known = _of_doubles(child, trigger, rule, ref), _known(child, trigger, rule, ref)
    is_same = known and (known.on, known.until, known.withdrawn_at) == (on, until, None)
    if is_same and not doubles:
        return
    doubles.update(withdrawn_at=timezone.now())
    fact, _new = Fact.objects.update_or_create(
        child=child,
        trigger=trigger,
        rule=rule,
        ref=ref,
        defaults={"on": on, "until": until, "withdrawn_at": None},
    )
    log.record(events.HAPPENED, by=by, about=fact, child_id=child.pk, trigger=trigger)
    keep([child.pk], today=today or timezone.localdate())


@transaction.atomic
def withdrawn(
    trigger: str,
    child: Child,
    ref: str,
    *,
    rule: str = "",
    today: date | None = None,
    by: User | None = None,
) -> None:
    """It never happened. Its items are withdrawn and stay readable."""
    doubles, known = _of_doubles(child, trigger, rule, ref), _known(child, trigger, rule, ref)
    standing = [*doubles, *([known] if known and known.withdrawn_at is None else [])]
    if not standing:
        return
    fact = standing[-1]
    Fact.objects.filter(pk__in=[one.pk for one in standing]).update(withdrawn_at=timezone.now())
    log.record(events.WITHDRAWN, by=by, about=fact, child_id=child.pk, trigger=trigger)
    keep([child.pk], today=today or timezone.localdate())


def _known(child: Child, trigger: str, rule: str, ref: str) -> Fact | None:
    return Fact.objects.filter(child=child, trigger=trigger, rule=rule, ref=ref).first()


def _of_doubles(child: Child, trigger: str, rule: str, ref: str) -> QuerySet[Fact]:
    """The same, told of the child when it was thought to be another, and still standing."""
    return Fact.objects.filter(
        child__merged_into=child, trigger=trigger, rule=rule, ref=ref, withdrawn_at=None
    )
