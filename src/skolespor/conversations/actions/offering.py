"""A learning conversation is offered or asked for, gets another day, or was offered by mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.children import access as children
from skolespor.children.actions.holding import hold
from skolespor.children.models import Child
from skolespor.children.rules import check_reason
from skolespor.conversations import access, events, rules
from skolespor.conversations.actions.kept import leave_nothing, say_kept
from skolespor.conversations.actions.taking import check, fresh, record, take
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.again import AGAIN
from skolespor.conversations.queries.guide import band_of
from skolespor.conversations.queries.page import open_of
from skolespor.conversations.states import Outcome
from skolespor.deadlines.actions.facts import happened, withdrawn
from skolespor.deadlines.actions.handling import fulfilled_once, taken_back
from skolespor.notices.actions import tell

ASKED = "child_asks_conversation"


@dataclass(frozen=True)
class Plan:
    """When and where, as the child wants it. `company` is a second adult, when the child wants one;
    `on_behalf_of` the adult at a school without access, for whom the one who offers will write."""

    planned_on: date | None
    planned_at: time | None = None
    place: str = ""
    company: str = ""
    is_asked_by_child: bool = False
    on_behalf_of: str = ""


@transaction.atomic
def offer(*, child: Child, adult: User, plan: Plan, by: User) -> Conversation:
    """Offer the child a conversation with the adult whom it has chosen. That one is told."""
    check(access.may_offer(by, child))
    if plan.on_behalf_of:
        check(access.may_write_for_others(by, child))
        adult = by
    hold([child.pk])
    today = timezone.localdate()
    rules.check_adult(adult.pk in access.holders(child))
    rules.check_planned(plan.planned_on, today=today)
    rules.check_offered_once(open_of(child).filter(adult=adult).exists())
    offered = _open(child, adult, by, **vars(plan))
    record(events.OFFERED, offered, by)
    if adult != by:
        tell(events.OFFERED_TO_YOU, [adult], key=offered.ref, child_id=child.pk)
    return offered


@transaction.atomic
def ask(
    *, child: Child, adult: User, place: str = "", themes: Sequence[str] = (), by: User
) -> Conversation:
    """The child asks one adult for a conversation, and says where and about what. One at a time of each
    adult, who is told."""
    check(children.is_the_child(by, child))
    rules.check_themes(len(set(themes)))
    hold([child.pk])
    rules.check_adult(adult.pk in access.holders(child))
    asked = open_of(child).filter(adult=adult, is_asked_by_child=True)
    rules.check_not_asked(asked.exists())
    offered = _open(child, adult, by, is_asked_by_child=True, place=place, themes=list(themes))
    record(events.ASKED, offered, by)
    tell(events.CHILD_WANTS_TALK, [adult], key=offered.ref, child_id=child.pk)
    return offered


def _open(child: Child, adult: User, by: User, **facts: Any) -> Conversation:
    """The row itself, and what deadlines are told of it."""
    today = timezone.localdate()
    opened = Conversation.objects.create(
        child=child,
        adult=adult,
        band=band_of(child, facts.get("planned_on") or today),
        offered_on=today,
        offered_by=by,
        **facts,
    )
    fulfilled_once(child=child, rule=AGAIN, today=today, by=by)
    if opened.is_asked_by_child:
        happened(ASKED, child, today, opened.ref, by=by)
    return opened


@transaction.atomic
def postpone(
    *,
    conversation: Conversation,
    planned_on: date | None,
    planned_at: time | None = None,
    by: User,
) -> None:
    """Another day. It is still offered, and that it was put off is remembered."""
    take(conversation, by=by)
    rules.check_open(conversation.outcome)
    rules.check_planned(planned_on, today=timezone.localdate())
    conversation.outcome, conversation.begun_at = Outcome.POSTPONED, None
    conversation.planned_on, conversation.planned_at = planned_on, planned_at
    fields = ["outcome", "begun_at", "planned_on", "planned_at"]
    conversation.save(update_fields=fields)
    record(events.POSTPONED, conversation, by)


@transaction.atomic
def withdraw(*, conversation: Conversation, reason: str, by: User) -> None:
    """It was offered by mistake, or its adult is gone. The row stays, and asks nothing of anybody; what
    the child has put down for an adult who is gone stays its words."""
    check(access.may_withdraw(by, conversation))
    fresh(conversation)
    rules.check_open(conversation.outcome)
    check_reason(reason)
    if conversation.adult_id in access.holders(conversation.child):
        rules.check_unheard(conversation.answers.exists())
        rules.check_not_the_childs_own(_is_the_childs_own(conversation))
    say_kept(conversation=conversation, by=by)
    leave_nothing(conversation=conversation)
    conversation.withdrawn_at = timezone.now()
    conversation.withdrawn_reason = reason.strip()
    conversation.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    record(events.WITHDRAWN, conversation, by)
    withdrawn(ASKED, conversation.child, conversation.ref, by=by)
    _ask_again(conversation, by)


def _is_the_childs_own(conversation: Conversation) -> bool:
    """Asked for on the child's own pages. That an adult has noted it down can be a mistake."""
    asker = conversation.offered_by_id
    return conversation.is_asked_by_child and asker == conversation.child.user_id


def _ask_again(conversation: Conversation, by: User) -> None:
    """A child that said no before is to be asked again, unless somebody has done that since."""
    others = Conversation.objects.filter(child=conversation.child_id, withdrawn_at=None)
    since = Q(pk__gt=conversation.pk) | Q(talked_on__gte=conversation.offered_on)
    if not others.filter(since).exists():
        taken_back(
            child=conversation.child,
            rule=AGAIN,
            day=conversation.offered_on,
            who=conversation.offered_by,
            by=by,
        )
