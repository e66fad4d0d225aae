"""What there is to choose from on the pages of one child: places, schools, people."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from skolespor.accounts.access import jobs_of
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.children import access
from skolespor.children.models import Child, NetworkSeat
from skolespor.children.queries.lists import places_now
from skolespor.children.queries.people import is_home
from skolespor.core.content import code_list
from skolespor.core.danish_sqlite import danish
from skolespor.core.periods import active_on

AROUND_A_HOST = ("ppr", "youth_guidance", "other")
"""Units of the municipality where the child lives that may get a task with the child."""


def places(*, reader: User) -> list[Organisation]:
    """Homes and families that Skolespor knows, one's own municipality first."""
    homes = [kind for kind in code_list("organisation_kinds") if is_home(kind)]
    return list(_near_first(homes, reader=reader))


def schools(*, reader: User) -> list[Organisation]:
    return list(_near_first(["school"], reader=reader))


def municipalities(*, reader: User) -> list[Organisation]:
    return list(_near_first(["municipality"], reader=reader))


def _near_first(kinds: list[str], *, reader: User) -> QuerySet[Organisation]:
    job = jobs_of(reader).select_related("organisation__municipality").order_by("pk").first()
    own = job.organisation.home_municipality.pk if job else None
    near = ExpressionWrapper(Q(pk=own) | Q(municipality=own), output_field=BooleanField())
    found = Organisation.objects.filter(kind__in=kinds).select_related("municipality")
    return found.annotate(near=near).order_by(
        "-near", danish("municipality__name"), danish("name"), "pk"
    )


def seat_holders(child: Child, *, reader: User) -> list[JobSeat]:
    """Whom one can give a seat at the child: people of its acting municipality, of the houses
    around it, and of the municipality where it lives; those with a seat left out."""
    today = timezone.localdate()
    around = NetworkSeat.objects.filter(active_on(today), child=child)
    acting = child.acting_municipality_id
    jobs = JobSeat.objects.filter(
        Q(organisation=acting)
        | Q(organisation__municipality=acting)
        | Q(organisation__in=around.values("organisation"))
        | _of_host(child, reader=reader),
        active_on(today),
        role__in=access.GIVABLE,
    )
    found = jobs.exclude(user=reader).exclude(pk__in=around.exclude(job=None).values("job"))
    return list(found.select_related("user", "organisation").order_by(danish("user__name"), "pk"))


def _of_host(child: Child, *, reader: User) -> Q:
    place = places_now([child.pk], reader=reader).get(child.pk)
    if place is None or "host_municipality" not in access.sight_of(reader, child):
        return Q(pk__in=())
    host = place.municipality_id
    return Q(organisation=host) | Q(
        organisation__municipality=host, organisation__kind__in=AROUND_A_HOST
    )
