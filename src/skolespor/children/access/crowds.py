"""Who does what around children: to ask whose a task is, never to be let in by this."""

from collections.abc import Collection

from django.utils import timezone

from skolespor.accounts.models import JobSeat, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import LET_IN_BY_JOB, Role, roles_with
from skolespor.children.access.sight import masked_for
from skolespor.children.models import Child, Naming, NetworkSeat
from skolespor.core.periods import active_on


def crowds_around(pks: Collection[int]) -> dict[int, list[tuple[Role, int]]]:
    """Who does what around each of the children today, as role and user, in three queries: who has a
    seat by a job, who is let in by the seat of their house, who is named there, and who leads it. To ask
    whose a task is, never to be let in by this: who leads a house has no page. Nobody by break-glass."""
    today = timezone.localdate()
    seats = NetworkSeat.objects.filter(
        active_on(today), child__in=pks, child__merged_into=None, break_glass=None
    )
    own = seats.filter(active_on(today, "job__"), job__user__is_active=True)
    houses = seats.exclude(organisation=None).values_list("child", "organisation")
    leading = {*LET_IN_BY_JOB, *roles_with(Permission.FACTS_OF_PLACE)}
    at_work = JobSeat.objects.filter(active_on(today), role__in=leading, user__is_active=True)
    named = Naming.objects.filter(
        active_on(today), active_on(today, "job__"), seat__in=seats, job__user__is_active=True
    )
    found: dict[int, list[tuple[Role, int]]] = {pk: [] for pk in pks}
    for pk, role, user in own.order_by("pk").values_list("child", "job__role", "job__user"):
        found[pk].append((Role(role), user))
    for pk, role, user in named.order_by("pk").values_list("seat__child", "role", "job__user"):
        found[pk].append((Role(role), user))
    by_house: dict[int, list[int]] = {}
    for pk, house in houses:
        by_house.setdefault(house, []).append(pk)
    leads = at_work.filter(organisation__in=seats.values("organisation")).order_by("pk")
    for house, role, user in leads.values_list("organisation", "role", "user"):
        for pk in by_house.get(house, ()):
            found[pk].append((Role(role), user))
    return found


def crowds_knowing(children: Collection[Child]) -> dict[int, list[tuple[Role, int]]]:
    """Who does what around each of the children (`crowds_around`); at a protected child only those who
    may know where it is, so that no task falls to somebody who cannot see it."""
    crowds = crowds_around([child.pk for child in children])
    protected = [child for child in children if child.is_protected]
    near = {user for child in protected for _role, user in crowds[child.pk]}
    masked = {user.pk: masked_for(user, protected) for user in User.objects.filter(pk__in=near)}
    for child in protected:
        crowds[child.pk] = [
            (role, user) for role, user in crowds[child.pk] if child.pk not in masked[user]
        ]
    return crowds
