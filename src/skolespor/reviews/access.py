"""Whose self-review one may see and lead, and for which line one may answer. Never a child."""

from django.db.models import QuerySet
from django.utils import timezone

from skolespor.accounts.access import municipalities_where, standing_of
from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.reviews.models import Answerer, Focus, Round
from skolespor.reviews.states import State


def municipalities_seen(user: User) -> QuerySet[Organisation]:
    return municipalities_where(user, Permission.WORK_SEE)


def municipalities_led(user: User) -> QuerySet[Organisation]:
    return municipalities_where(user, Permission.WORK_LEAD)


def may_lead(user: User, municipality: Organisation) -> bool:
    return municipalities_led(user).filter(pk=municipality.pk).exists()


def rounds_seen(user: User) -> QuerySet[Round]:
    return Round.objects.filter(municipality__in=municipalities_seen(user))


def focus_seen(user: User) -> QuerySet[Focus]:
    return Focus.objects.filter(municipality__in=municipalities_seen(user))


def answers_as(user: User) -> QuerySet[Answerer]:
    """The lines for which somebody with an account is asked to answer now, while they work there."""
    homes = {job.organisation.home_municipality.pk for job in standing_of(user).jobs}
    return Answerer.objects.filter(
        user=user,
        withdrawn_at=None,
        line__round__state=State.OPEN,
        line__round__municipality__in=homes,
    )


def was_asked(user: User) -> bool:
    """Whether somebody has ever been asked to answer with their account."""
    return Answerer.objects.filter(user=user).exists()


def still_answers(answerer: Answerer) -> bool:
    """Whether the invitation opens anything today; asked anew at every page and every action."""
    if answerer.user is not None:
        return answers_as(answerer.user).filter(pk=answerer.pk).exists()
    open_ones = Answerer.objects.filter(
        withdrawn_at=None,
        line__round__state=State.OPEN,
        expires_on__gte=timezone.localdate(),
    )
    return open_ones.filter(pk=answerer.pk).exists()
