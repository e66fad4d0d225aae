"""Adults of a municipality: who reads its work, who has an account, whose names may be written."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from skolespor.accounts.access import jobs_in
from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.queries import known_names
from skolespor.accounts.roles import roles_with
from skolespor.reviews.models import Answerer, Round


def readers_in(municipality: Organisation) -> QuerySet[User]:
    """Everybody who may see the municipality's own work."""
    jobs = jobs_in(municipality).filter(role__in=roles_with(Permission.WORK_SEE))
    return User.objects.filter(pk__in=jobs.values("user"), is_active=True)


def with_account(municipality: Organisation, emails: Iterable[str]) -> dict[str, User]:
    """Who of them works in the municipality today and signs in here, by mail address."""
    there = jobs_in(municipality).values("user")
    found = User.objects.filter(email__in=list(emails), pk__in=there, is_active=True)
    return {user.email: user for user in found if user.email}


def known_names_in(round: Round, texts: Collection[str]) -> frozenset[str]:
    """Names of places and adults that may stand in the texts without a question: the municipality's own,
    and those of everybody who is invited, since a link goes to people without an account too."""
    invited = Answerer.objects.filter(line__round=round).values_list("name", flat=True)
    return known_names(round.municipality, texts) | frozenset(invited)
