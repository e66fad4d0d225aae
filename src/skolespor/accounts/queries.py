"""Reads about people and places. None of them knows a child."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from skolespor.accounts.access import jobs_of
from skolespor.accounts.models import Deputy, Invitation, JobSeat, LocalRule, Organisation, User
from skolespor.accounts.roles import OF_THE_AGENCY, Role
from skolespor.core.content import label, read_yaml
from skolespor.core.danish_sqlite import danish
from skolespor.core.periods import active_on
from skolespor.core.validity import valid_on


def accent_of(user: User) -> str:
    """The colour of the municipality where the person works first."""
    job = jobs_of(user).select_related("organisation__municipality").order_by("pk").first()
    return job.organisation.home_municipality.accent if job else "petrol"


def staff_of(organisations: QuerySet[Organisation], *, search: str = "") -> QuerySet[JobSeat]:
    """Job seats, the open ones first, then by name in Danish order."""
    found = JobSeat.objects.filter(organisation__in=organisations)
    if search:
        found = found.filter(Q(user__name__icontains=search) | Q(user__email__icontains=search))
    return found.select_related("user", "organisation").order_by(
        danish("user__name"), danish("organisation__name"), "pk"
    )


def working_at(organisation: Organisation, *roles: Role) -> QuerySet[JobSeat]:
    """Who works there today in one of the roles."""
    today = timezone.localdate()
    jobs = JobSeat.objects.filter(active_on(today), organisation=organisation, role__in=roles)
    return jobs.select_related("user").order_by(danish("user__name"), "pk")


def open_invitations(organisations: QuerySet[Organisation]) -> QuerySet[Invitation]:
    waiting = Invitation.objects.filter(
        organisation__in=organisations, accepted_at=None, withdrawn_at=None
    )
    return waiting.select_related("organisation").order_by("-pk")


def deputies_at(organisations: QuerySet[Organisation]) -> QuerySet[Deputy]:
    """Deputies of today and later."""
    today = timezone.localdate()
    current = Deputy.objects.filter(
        job__organisation__in=organisations, until__gte=today, closed_at=None
    )
    return current.select_related("user", "job__user", "job__organisation").order_by("since", "pk")


@dataclass(frozen=True)
class Cadence:
    """One rule that is not law: what it says, Skolespor's number, and the municipality's own."""

    rule: str
    title: str
    text: str
    responsible: str
    unit: str
    default: int
    own: int | None

    @property
    def n(self) -> int:
        return self.own or self.default


def cadences(municipality: Organisation, *, day: date) -> list[Cadence]:
    """Every rule a municipality may change, with what is valid there on the day."""
    own: dict[str, dict[date, int]] = {}
    for version in LocalRule.objects.filter(municipality=municipality, valid_from__lte=day):
        own.setdefault(version.rule, {})[version.valid_from] = version.n
    return [
        Cadence(
            rule=rule["id"],
            title=rule["title_da"],
            text=rule["text_da"],
            responsible=label("roles", rule["responsible_role"]),
            unit=unit_of(rule),
            default=rule["offset"]["n"],
            own=valid_on(day, own[rule["id"]]) if rule["id"] in own else None,
        )
        for rule in changeable_rules()
    ]


def changeable_rules() -> list[dict[str, Any]]:
    """Deadlines and recurrences that no law has set, that are in use and count in days or months."""
    return [
        rule
        for rule in read_yaml("deadlines.yaml")["rules"]
        if not rule["legal"]
        and rule["active"]
        and rule["kind"] in ("deadline", "recurrence")
        and rule["offset"]["n"]
        and rule["responsible_role"] not in OF_THE_AGENCY
    ]


def unit_of(rule: dict[str, Any]) -> str:
    """The calendar that a rule counts in, in words."""
    return label("calendars", rule["offset"]["calendar"])
