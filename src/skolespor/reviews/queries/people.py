"""Adults of a municipality: who reads its work, who has an account, whose names may be written."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import roles_with
from skolespor.core.periods import active_on
from skolespor.reviews.models import Answerer, Round


def readers_in(municipality: Organisation) -> QuerySet[User]:
    """Everybody who may see the municipality's own work."""
    jobs = _jobs_in(municipality).filter(role__in=roles_with(Permission.WORK_SEE))
    return User.objects.filter(pk__in=jobs.values("user"), is_active=True)


def with_account(municipality: Organisation, emails: Iterable[str]) -> dict[str, User]:
    """Who of them works in the municipality today and signs in here, by mail address."""
    there = _jobs_in(municipality).values("user")
    found = User.objects.filter(email__in=list(emails), pk__in=there, is_active=True)
    return {user.email: user for user in found if user.email}


def known_names(round: Round) -> list[str]:
    """Names of places and adults that may stand in a text without a question."""
    home = Q(pk=round.municipality_id) | Q(municipality=round.municipality_id)
    places = Organisation.objects.filter(home).values_list("name", flat=True)
    invited = Answerer.objects.filter(line__round=round).values_list("name", flat=True)
    return [*places, *invited]


def places_in(municipality: Organisation) -> list[str]:
    home = Q(pk=municipality.pk) | Q(municipality=municipality)
    return list(Organisation.objects.filter(home).values_list("name", flat=True))


def _jobs_in(municipality: Organisation) -> QuerySet[JobSeat]:
    home = Q(organisation=municipality) | Q(organisation__municipality=municipality)
    return JobSeat.objects.filter(home, active_on(timezone.localdate()))
