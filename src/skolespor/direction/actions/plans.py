"""Who does what is written in the preparedness plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.queries import known_names
from skolespor.audit import log
from skolespor.core.no_child import check_no_child
from skolespor.core.versions import save_seen
from skolespor.direction import access, events
from skolespor.direction.models import PlanPart
from skolespor.direction.queries import plans as queries
from skolespor.direction.queries.phases import Phase
from skolespor.direction.rules import plans as rules


@dataclass(frozen=True)
class Doing:
    """Who does a step, and by what: one of the staff, a job in words, or both. `words` replace what the
    content says."""

    job_id: int | None = None
    who: str = ""
    means: str = ""
    words: str = ""


@transaction.atomic
def save_part(
    *,
    place: Organisation,
    phase: Phase,
    doing: Mapping[str, Doing],
    seen: int,
    is_confirmed: bool,
    by: User,
) -> PlanPart:
    """One phase of a plan. `seen` is the version that the writer began from, 0 for none; when somebody
    saved meanwhile, `EditedMeanwhile` carries their part and nothing is written."""
    if not access.may_review(by, place):
        raise PermissionDenied
    rules.check_steps(doing, {must.id for must in phase.of(place.kind)})
    _check_people(place, phase, doing)
    names = _check_texts(place, doing, is_confirmed=is_confirmed)
    part, is_new = PlanPart.objects.get_or_create(
        organisation=place, phase=phase.id, defaults={"edited_by": by}
    )
    if not is_new:
        save_seen(part, seen=seen, edited_by=by, edited_at=timezone.now())
    for step, one in doing.items():
        part.steps.update_or_create(step=step, defaults=vars(one))
    log.record(events.PLAN_SAVED, by=by, about=part, phase=phase.id, names=names)
    return part


def _check_people(place: Organisation, phase: Phase, doing: Mapping[str, Doing]) -> None:
    staff = queries.staff_to_name(place)
    for must in phase.of(place.kind):
        if must.id in doing:
            offered = {job.pk for job in queries.nameable(staff, place, must.role)}
            rules.check_person(doing[must.id].job_id, offered, f"{must.id}-job")


def _check_texts(place: Organisation, doing: Mapping[str, Doing], *, is_confirmed: bool) -> int:
    """Returns how many words that look like names somebody has said are not a child's."""
    texts = {
        f"{step}-{field}": getattr(one, field)
        for step, one in doing.items()
        for field in ("who", "means", "words")
    }
    known = known_names(place.home_municipality, texts.values())
    return check_no_child(texts, known=known, is_confirmed=is_confirmed)
