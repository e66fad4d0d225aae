"""Children that other municipalities tell live with them: the acting municipality says yes or no."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from skolespor.accounts.access import municipalities_where
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import rules as children_rules
from skolespor.children.actions.holding import hold
from skolespor.children.actions.registered import register_child
from skolespor.children.models import Child
from skolespor.imports import events
from skolespor.imports.spells.course import Course
from skolespor.imports.spells.models import Hosted, Told
from skolespor.imports.spells.outcome import Outcome
from skolespor.imports.spells.registers import Enrolments, Placements
from skolespor.imports.spells.rows import PLACEMENTS
from skolespor.imports.spells.rules import birth_date


def waiting(*, reader: User) -> QuerySet[Hosted]:
    """What the reader's municipality has not answered yet, the oldest first; `known_child` is the
    number of the child where we have it."""
    ours = municipalities_where(reader, Permission.MATCH_DECIDE)
    found = Hosted.objects.filter(acting__in=ours, answer=Hosted.Answer.WAITING)
    same = Child.objects.filter(
        cpr_index=OuterRef("cpr_index"), acting_municipality=OuterRef("acting"), merged_into=None
    )
    found = found.annotate(known_child=Subquery(same.order_by("pk").values("pk")[:1]))
    return found.select_related("sender", "acting").order_by("pk")


@transaction.atomic
def log_shown(rows: Iterable[Any], *, reader: User) -> None:
    """A look at rows of `waiting` is a visit to the children, where we have them."""
    log.write(
        log.entry(events.HOSTED_SHOWN, by=reader, about=hosted, child_id=hosted.known_child)
        for hosted in rows
    )


def is_ours(hosted_id: int, *, reader: User) -> bool:
    """Whether it is one of the reader's, answered or not."""
    ours = municipalities_where(reader, Permission.MATCH_DECIDE)
    return Hosted.objects.filter(pk=hosted_id, acting__in=ours).exists()


@transaction.atomic
def say_wrong(*, hosted: Hosted, by: User) -> None:
    """Not our child, or it does not live there: nothing follows, and it is not asked again until the
    other municipality tells something else."""
    _answer(hosted, Hosted.Answer.WRONG, by=by)
    log.record(events.HOSTED_WRONG, by=by, about=hosted)


@transaction.atomic
def confirm(*, hosted: Hosted, by: User) -> Child:
    """The child lives there, and we act for it: it is created if we do not have it, its placement is
    written, and the home gets its seat. A placement that we have written ourselves stands."""
    _answer(hosted, Hosted.Answer.CONFIRMED, by=by)
    child = _child(hosted, by=by)
    hold([child.pk])
    Told.objects.update_or_create(
        child=child,
        sender=hosted.sender,
        kind=PLACEMENTS,
        since=hosted.since,
        defaults={"facts": hosted.facts, "confirmed": True},
    )
    outcome = Outcome(hosted.acting)
    Course(Placements(child), outcome=outcome, by=by).work_out()
    Course(Enrolments(child), outcome=outcome, by=by).work_out()
    log.record(events.HOSTED_CONFIRMED, by=by, about=hosted, child_id=child.pk)
    return child


def _answer(hosted: Hosted, answer: str, *, by: User) -> None:
    if not is_ours(hosted.pk, reader=by):
        raise PermissionDenied
    asked = Hosted.objects.filter(pk=hosted.pk, answer=Hosted.Answer.WAITING)
    answered = asked.update(answer=answer, answered_at=timezone.now(), answered_by=by)
    children_rules.check_open(bool(answered))


def _child(hosted: Hosted, *, by: User) -> Child:
    same = Child.objects.filter(
        cpr_index=hosted.cpr_index, acting_municipality=hosted.acting, merged_into=None
    )
    return same.order_by("pk").first() or register_child(
        cpr=hosted.cpr,
        birth_date=birth_date(hosted.cpr, before=hosted.since),
        acting_municipality=hosted.acting,
        first_name=hosted.first_name,
        last_name=hosted.last_name,
        is_protected=hosted.facts["is_protected"] == "ja",
        by=by,
    )
