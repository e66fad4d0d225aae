"""Caseloads: who in the teams one leads has how many children, and which children have nobody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.access import organisations_where
from skolespor.accounts.models import JobSeat, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import OWNS_THE_CHILDS_COURSE
from skolespor.children import access
from skolespor.children.models import Child, NetworkSeat
from skolespor.children.queries.houses import without_owner
from skolespor.core.danish_sqlite import danish
from skolespor.core.forms import day_words
from skolespor.core.periods import active_on, holds


@dataclass(frozen=True)
class Caseload:
    """One colleague's job, and how many children stand in it."""

    job: JobSeat
    count: int
    today: date

    @property
    def is_over(self) -> bool:
        """The job has ended; its children have nobody."""
        open_today = holds(self.today, since=self.job.since, until=self.job.until)
        return bool(self.job.closed_at) or not open_today

    @property
    def last_day(self) -> date:
        """The day until which the colleague can have the children."""
        return max(self.job.until or self.today, self.today)


def caseloads(*, reader: User) -> list[Caseload]:
    """Everybody in the teams one leads who has, or could have, children; those who have left while
    their children are still there come first."""
    led = organisations_where(reader, Permission.CASELOAD_HAND_OVER)
    today = timezone.localdate()
    mine = _to_hand_over(reader=reader)
    jobs = JobSeat.objects.filter(organisation__in=led).annotate(
        children=Count("seats", filter=Q(seats__in=mine), distinct=True)
    )
    shown = jobs.filter(
        Q(children__gt=0) | Q(active_on(today), role=OWNS_THE_CHILDS_COURSE)
    ).select_related("user", "organisation")
    found = [
        Caseload(job, job.children, today) for job in shown.order_by(danish("user__name"), "pk")
    ]
    return sorted(found, key=lambda caseload: not caseload.is_over)


def caseload(job_id: int, *, reader: User) -> Caseload | None:
    return next((load for load in caseloads(reader=reader) if load.job.pk == job_id), None)


def children_of(job: JobSeat, *, reader: User) -> list[NetworkSeat]:
    """The seats that can be handed over, each with its child."""
    seats = _to_hand_over(reader=reader).filter(job=job).select_related("child")
    return list(seats.order_by(danish("child__first_name"), "pk"))


def _to_hand_over(*, reader: User) -> QuerySet[NetworkSeat]:
    """Without those that have a last day: they have been handed over already."""
    return access.caseload_seats(reader).filter(until=None)


def receivers(job: JobSeat, *, reader: User) -> list[JobSeat]:
    """Colleagues with the same job in the teams one leads."""
    return [other for other in _at_work(job.role, reader=reader) if other.user_id != job.user_id]


def owners_to_be(*, reader: User) -> list[JobSeat]:
    return _at_work(OWNS_THE_CHILDS_COURSE, reader=reader)


def _at_work(role: str, *, reader: User) -> list[JobSeat]:
    led = organisations_where(reader, Permission.CASELOAD_HAND_OVER)
    found = JobSeat.objects.filter(active_on(timezone.localdate()), organisation__in=led, role=role)
    return list(found.select_related("user", "organisation").order_by(danish("user__name"), "pk"))


def with_nobody(*, reader: User) -> QuerySet[Child]:
    """Children of the municipality that no case worker has, and that do not stand in the caseload
    of somebody who has left one's own team: those are handed over together."""
    left_behind = _to_hand_over(reader=reader).filter(job__role=OWNS_THE_CHILDS_COURSE)
    return without_owner(reader=reader).exclude(pk__in=left_behind.values("child"))


def child_to_assign(child_id: int, *, reader: User) -> Child | None:
    """A child of one's municipality, whether somebody else was faster or not."""
    mine = organisations_where(reader, Permission.FACTS_OF_MUNICIPALITY)
    children = Child.objects.filter(acting_municipality__in=mine, merged_into=None)
    return children.filter(pk=child_id).first()


@dataclass(frozen=True)
class HandingOver:
    """What will happen to whom, told before it is done."""

    giver: Caseload
    receiver: JobSeat
    last_day: date
    handed: Collection[NetworkSeat]

    def facts(self) -> dict[str, Any]:
        """What the action gets."""
        return {
            "giver": self.giver.job,
            "receiver": self.receiver,
            "last_day": self.last_day,
            "seat_ids": [seat.pk for seat in self.handed],
        }

    @property
    def since(self) -> date:
        """No day without an owner: with today as the last day both have the children today."""
        today = self.giver.today
        return today if self.last_day == today else self.last_day + timedelta(days=1)

    @property
    def opens(self) -> list[str]:
        count = len(self.handed)
        text = ngettext(
            "{person} får {count} barn fra {date}.", "{person} får {count} børn fra {date}.", count
        )
        given = text.format(person=self.receiver.user, count=count, date=day_words(self.since))
        return [given, _("Ingen børn er uden en voksen undervejs.")]

    @property
    def closes(self) -> list[str]:
        if self.giver.is_over:
            return []
        text = _("{person} kan se børnene til og med {date}.")
        return [text.format(person=self.giver.job.user, date=day_words(self.last_day))]

    @property
    def stays(self) -> list[str]:
        count = self.giver.count - len(self.handed)
        if not count:
            return []
        text = ngettext(
            "{count} barn bliver hos {person}.", "{count} børn bliver hos {person}.", count
        )
        return [text.format(count=count, person=self.giver.job.user)]

    @property
    def leaves_behind(self) -> bool:
        """Some were not chosen, and the colleague is not there to have them."""
        until = self.giver.job.until
        is_leaving = until is not None and until <= self.last_day
        return bool(self.stays) and (self.giver.is_over or is_leaving)
