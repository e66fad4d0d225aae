"""»Fravær kræver svar«: whom it is about, who is asked, and what has been done."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from skolespor.accounts.access import municipalities_where, organisations_where
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import ANSWERS_FOR_ABSENCE, Role, fields_of
from skolespor.attendance.access import overseen_by
from skolespor.attendance.models import FollowUp, Signal
from skolespor.attendance.queries.gaps import FOLLOW_UP
from skolespor.attendance.queries.years import InYear
from skolespor.attendance.rules.signals import Followed, level_of
from skolespor.children import access
from skolespor.children.models import Child, NetworkSeat
from skolespor.children.queries.lists import schools_now
from skolespor.children.queries.page import Header
from skolespor.core.periods import active_on


def level_in(one: InYear) -> int:
    return level_of(one.sum.share, is_concerning=one.is_concerning)


def followed_in(year: int, children: Collection[int]) -> dict[int, Followed]:
    """What stood at each child's last follow-up in the school year; of one created twice, of both."""
    rows = FollowUp.objects.annotate(kept=Coalesce("child__merged_into", "child"))
    wanted = rows.filter(school_year=year, kept__in=children).order_by("pk")
    columns = ("kept", "level", "days", "again_on")
    return {
        pk: Followed(level, days, again_on)
        for pk, level, days, again_on in wanted.values_list(*columns)
    }


def receivers_of(children: Sequence[Child]) -> dict[int, User | None]:
    """The one person who is asked about each child: the first of those who answer for absence, who may
    know where it is. Nobody when there is none."""
    crowds = access.crowds_around([child.pk for child in children])
    asked = {
        child.pk: [
            user for role in ANSWERS_FOR_ABSENCE for r, user in crowds[child.pk] if r == role
        ]
        for child in children
    }
    users = User.objects.filter(is_active=True).in_bulk({u for us in asked.values() for u in us})
    return {child.pk: _knowing(child, asked[child.pk], users) for child in children}


def _knowing(child: Child, asked: Iterable[int], users: Mapping[int, User]) -> User | None:
    found = (users[pk] for pk in asked if pk in users)
    if not child.is_protected:
        return next(found, None)
    return next((user for user in found if not access.masked_for(user, [child])), None)


@dataclass(frozen=True)
class Asked:
    """On the child's page: the open signal, if any, and what has been done so far, the newest first."""

    signal: Signal | None
    follow_ups: Sequence[FollowUp]


def asked_about(head: Header) -> Asked | None:
    """For readers who see what is done about absence; nothing of a child whose place one may not know."""
    if head.sight.is_masked or FOLLOW_UP not in fields_of(Role(head.way.role), "absence"):
        return None
    about = Q(child=head.child) | Q(child__merged_into=head.child)
    signal = Signal.objects.filter(about, is_open=True).select_related("receiver").first()
    done = FollowUp.objects.filter(about).select_related("by").order_by("-pk")
    return Asked(signal, list(done[:SHOWN]))


SHOWN = 20
"""How many follow-ups a page shows."""


@dataclass(frozen=True)
class SignalLine:
    """A child whose absence needs an answer, in a list. `school` and `receiver` are `None` where they
    are not for the reader."""

    signal: Signal
    school: str | None
    receiver: str | None
    may_open: bool


def open_signals(*, reader: User) -> QuerySet[Signal]:
    """Of the children at whom one sees what is done about absence, and of those of whom one is told as
    a leader; the oldest first. Of a protected child only for who may know where it is."""
    roles = [role for role in Role if FOLLOW_UP in fields_of(role, "absence")]
    follows = access.seats_as(reader, roles).filter(break_glass=None).values("child")
    leads = _told_of(reader).values("pk")
    known = Q(is_protected=False) | Q(pk__in=access.exempted(reader).values("child"))
    seen = overseen_by(reader).filter(Q(pk__in=follows) | Q(pk__in=leads), known)
    found = Signal.objects.filter(is_open=True, child__in=seen.values("pk"))
    return found.select_related("child", "receiver").order_by("raised_on", "pk")


def _told_of(reader: User) -> QuerySet[Child]:
    """Of whom one is told about absence as a leader: the municipality's children, and one's pupils. Who
    leads a home asks the school, or has a seat."""
    own = municipalities_where(reader, Permission.FACTS_OF_MUNICIPALITY)
    led = organisations_where(reader, Permission.FACTS_OF_PLACE).filter(kind="school")
    here = NetworkSeat.objects.filter(active_on(timezone.localdate()), organisation__in=led)
    about = Q(acting_municipality__in=own) | Q(pk__in=here.values("child"))
    return Child.objects.filter(about, merged_into=None)


def mine(*, reader: User) -> QuerySet[Signal]:
    """Those that the reader is the one to answer."""
    return open_signals(reader=reader).filter(receiver=reader)


def signal_lines(signals: Sequence[Signal], *, reader: User) -> list[SignalLine]:
    """The lines of one page, in a constant number of queries."""
    children = [signal.child for signal in signals]
    pks = [child.pk for child in children]
    sights, masked = access.sights_of(reader, children), access.masked_for(reader, children)
    facts = set(_told_of(reader).filter(pk__in=pks).values_list("pk", flat=True))
    opens = access.children_where(reader, Permission.ATTENDANCE_VIEW).filter(pk__in=pks)
    may_open, schools = set(opens.values_list("pk", flat=True)), schools_now(pks, reader=reader)
    found = []
    for signal in signals:
        pk = signal.child_id
        sees = pk not in masked and (pk in facts or "school_and_class" in sights[pk])
        names = pk not in masked and (pk in facts or "team_contacts" in sights[pk])
        school = schools[pk].school.name if pk in schools else ""
        receiver = signal.receiver.name if signal.receiver else ""
        found.append(
            SignalLine(
                signal,
                school if sees else None,
                receiver if names else None,
                pk in may_open,
            )
        )
    return found


def unanswered_since(day: date) -> QuerySet[Signal]:
    """Open signals that were there by the day."""
    return Signal.objects.filter(
        is_open=True, raised_on__lte=day, child__merged_into=None
    ).select_related("child__acting_municipality")
