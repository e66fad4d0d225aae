"""Children as a municipality's register tells of them.

Nobody is asked for permission here: the room that takes registers in knows who may send them. No
person gets a seat by them.
"""

from datetime import date

from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events
from skolespor.children.actions.doubles import offer_matches
from skolespor.children.models import Child
from skolespor.core.fields import blind_index
from skolespor.notices.actions import tell

NO_NAME = "Uden navn"
"""What a child is called until somebody says its name: registers may leave names out."""


def register_child(
    *,
    cpr: str,
    birth_date: date,
    acting_municipality: Organisation,
    first_name: str = "",
    last_name: str = "",
    is_protected: bool = False,
    by: User | None,
) -> Child:
    """A new child of the municipality. `cpr` is ten digits. Whoever else may have the same child is
    asked; of a protected child nobody knows the place until somebody names them."""
    child = Child.objects.create(
        first_name=first_name or NO_NAME,
        last_name=last_name,
        birth_year=birth_date.year,
        birth_date=birth_date,
        cpr=cpr,
        cpr_index=blind_index("cpr", cpr),
        acting_municipality=acting_municipality,
        is_protected=is_protected,
    )
    log.record(events.CREATED, by=by, about=child, child_id=child.pk)
    offer_matches(child=child, created_by=acting_municipality, by=by)
    return child


def rename(*, child: Child, first_name: str, last_name: str) -> None:
    """The register knows a name, or another one than before. An empty name changes nothing."""
    names = {"first_name": first_name, "last_name": last_name}
    changed = {key: name for key, name in names.items() if name and name != getattr(child, key)}
    if changed:
        Child.objects.filter(pk=child.pk).update(**changed)


def protect_by_register(*, child: Child, by: User | None) -> None:
    """Hidden from everybody who has not been named before. Only a person takes protection away."""
    if child.is_protected:
        return
    Child.objects.filter(pk=child.pk).update(is_protected=True)
    log.record(events.PROTECTED, by=by, about=child, child_id=child.pk, exempted=0)


def ask_for_owners(municipality: Organisation) -> None:
    """One notice a day for all children that came with a file and have nobody yet."""
    leaders = access.in_municipality(municipality, Permission.CASELOAD_HAND_OVER)
    tell(events.OWNERS_WANTED, leaders, key=f"owners-wanted-{timezone.localdate()}")
