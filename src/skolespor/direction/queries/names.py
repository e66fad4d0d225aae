"""Names of adults and places that may stand in a municipality's texts."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from skolespor.accounts.models import JobSeat, Organisation
from skolespor.core.periods import active_on

FAMILY = "foster_family"
KOMMUNE = " Kommune"
"""People write »Solvang« of the municipality too."""


def known_in(municipality: Organisation, texts: Iterable[str]) -> frozenset[str]:
    """Of the municipality's places and staff, those whose full name stands in the texts. Families are not
    among them: who lives with one would be known by its name."""
    written = "\n".join(texts)
    houses = Organisation.objects.filter(Q(municipality=municipality) | Q(pk=municipality.pk))
    houses = houses.exclude(kind=FAMILY)
    jobs = JobSeat.objects.filter(active_on(timezone.localdate()), organisation__in=houses)
    names = {*houses.values_list("name", flat=True), *jobs.values_list("user__name", flat=True)}
    names.add(municipality.name.removesuffix(KOMMUNE))
    return frozenset(name for name in names if name and name in written)
