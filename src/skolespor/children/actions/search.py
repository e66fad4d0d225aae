"""Looking for one child by number or name. Who looked for whom is written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from skolespor.accounts.access import jobs_with
from skolespor.accounts.models import JobSeat, User
from skolespor.accounts.permissions import Permission
from skolespor.audit import log
from skolespor.children import access, events, rules
from skolespor.children.actions.doubles import may_be
from skolespor.children.models import Child
from skolespor.core.fields import blind_index


@dataclass(frozen=True)
class Asked:
    """What somebody looks for, and from where: the number, or the name and birth year."""

    cpr: str = ""
    first_name: str = ""
    last_name: str = ""
    birth_year: int | None = None
    origin: str = ""
    step: str = ""

    @property
    def cpr_index(self) -> str:
        """Empty without a number; refused when it cannot be one."""
        if not self.cpr:
            return ""
        return blind_index("cpr", rules.read_cpr(self.cpr, today=timezone.localdate()).cpr)


@dataclass(frozen=True)
class Found:
    """`mine` are the children one may open. Of the others nothing is told but that there are some
    (`has_others`), and the acting municipalities of those that are not protected."""

    mine: list[Child]
    has_others: bool
    municipalities: list[str]

    @property
    def is_empty(self) -> bool:
        return not (self.mine or self.has_others)


@transaction.atomic
def before_creating(asked: Asked, *, by: User) -> Found:
    """Is the child here already? Asked before it is created by hand."""
    job = _job(by, Permission.CHILD_CREATE)
    seen = access.children_where(by, Permission.CHILD_VIEW)
    alike = may_be(
        first_name=asked.first_name,
        last_name=asked.last_name,
        birth_year=asked.birth_year,
        acting=job.organisation.home_municipality,
        cpr_index=asked.cpr_index,
    )
    known = Q(first_name__iexact=asked.first_name, birth_year=asked.birth_year)
    found = Child.objects.filter(alike | Q(known, pk__in=seen.values("pk")), merged_into=None)
    hits = list(found.select_related("acting_municipality").order_by("pk"))
    _write(hits, asked, job, by=by)
    mine = set(seen.filter(pk__in=[child.pk for child in hits]).values_list("pk", flat=True))
    others = [child for child in hits if child.pk not in mine]
    return Found(
        mine=[child for child in hits if child.pk in mine],
        has_others=bool(others),
        municipalities=_municipalities(others),
    )


@transaction.atomic
def on_duty(asked: Asked, *, by: User) -> list[Child]:
    """Children that break-glass can reach: the number, or exactly the name and birth year."""
    job = _job(by, Permission.BREAK_GLASS)
    wanted = Q(cpr_index=asked.cpr_index) if asked.cpr else _exactly(asked)
    hits = list(access.duty_children(by).filter(wanted).order_by("pk"))
    _write(hits, asked, job, by=by)
    return hits


def _exactly(asked: Asked) -> Q:
    return Q(
        first_name__iexact=asked.first_name,
        last_name__iexact=asked.last_name,
        birth_year=asked.birth_year,
    )


def _job(by: User, permission: Permission) -> JobSeat:
    jobs = jobs_with(by, permission).select_related("organisation__municipality")
    job = jobs.order_by("pk").first()
    if job is None:
        raise PermissionDenied
    return job


def _municipalities(children: Iterable[Child]) -> list[str]:
    """Whom to ask; of a protected child not even that is said."""
    return sorted({str(c.acting_municipality) for c in children if not c.is_protected})


def _write(hits: list[Child], asked: Asked, job: JobSeat, *, by: User) -> None:
    """A line for each child that was found; one line when there was none."""
    facts: dict[str, Any] = {
        "role": job.role,
        "origin": asked.origin,
        "step": asked.step,
        "criteria": "cpr" if asked.cpr else "name",
    }
    if not hits:
        log.record(events.SEARCHED_IN_VAIN, by=by, about=job, **facts)
    log.write(
        log.entry(events.SEARCHED, by=by, about=child, child_id=child.pk, **facts) for child in hits
    )
