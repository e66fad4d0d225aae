"""What waits for leaders, coordinators and those who control the log."""

from django.db.models import F, QuerySet
from django.utils import timezone

from skolespor.accounts.access import organisations_where
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import NAMED_BY_LEADER
from skolespor.children import access
from skolespor.children.models import BreakGlass, Child, MatchOffer, Naming
from skolespor.core.danish_sqlite import danish
from skolespor.core.periods import active_on


def without_owner(*, reader: User) -> QuerySet[Child]:
    """Children of the municipality that no case worker has."""
    mine = organisations_where(reader, Permission.FACTS_OF_MUNICIPALITY)
    children = Child.objects.filter(acting_municipality__in=mine)
    return access.unowned(children).order_by(danish("first_name"), "pk")


def offers_waiting(*, reader: User) -> QuerySet[MatchOffer]:
    """Possible doubles that one's municipality has not answered yet."""
    waiting = MatchOffer.objects.filter(
        answer=MatchOffer.Answer.WAITING,
        known__acting_municipality__in=access.match_municipalities(reader),
        new__merged_into=None,
        known__merged_into=None,
    )
    return waiting.select_related(
        "new__acting_municipality", "known__acting_municipality", "created_by_organisation"
    ).order_by("pk")


def glasses(*, reader: User) -> QuerySet[BreakGlass]:
    """Uses of break-glass one controls, those that wait for an answer first."""
    found = access.glasses_where(reader).select_related(
        "job__user", "job__organisation", "reviewed_by"
    )
    return found.order_by(F("reviewed_at").asc(nulls_first=True), "-pk")


def without_named_adult(*, reader: User) -> int:
    """How many children of the house the reader leads have nobody named today."""
    today = timezone.localdate()
    named = Naming.objects.filter(active_on(today), active_on(today, "job__")).values("seat")
    kinds = list(NAMED_BY_LEADER)
    seats = access.seats_to_name_for(reader).filter(organisation__kind__in=kinds)
    return seats.exclude(pk__in=named).count()
