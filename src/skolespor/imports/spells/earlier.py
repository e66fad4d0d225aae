"""What a municipality has told before of placements or enrolments, as far as it still holds."""

from collections.abc import Iterator

from skolespor.accounts.models import Organisation
from skolespor.imports import staging
from skolespor.imports.earlier import Earlier
from skolespor.imports.models import Batch
from skolespor.imports.pupils import pseudonym
from skolespor.imports.spells.models import Told
from skolespor.imports.spells.rows import ENROLMENTS, PLACEMENTS


def earlier_of(kind: str, sender: Organisation, key: bytes) -> Earlier:
    """The staged files, and the spells that a person has moved to another day or withdrawn."""
    if kind not in (PLACEMENTS, ENROLMENTS):
        return Earlier()
    batches = Batch.objects.filter(kind=kind, sender=sender).order_by("pk")
    files = tuple(staging.files_of(batches))
    return Earlier(files, tuple(_dropped(kind, sender, key)))


def _dropped(kind: str, sender: Organisation, key: bytes) -> Iterator[tuple[int, str, str]]:
    told = Told.objects.filter(sender=sender, kind=kind).exclude(child__cpr_index="")
    for one in told.select_related("child", "placement", "enrolment"):
        spell = one.placement or one.enrolment
        if spell and (spell.withdrawn_at or spell.since != one.since):
            pupil = pseudonym(one.child.cpr.replace("-", ""), key)
            yield pupil, one.since.isoformat(), one.institution
