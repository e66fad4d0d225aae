"""Reads about people and places. None of them knows a child."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from skolespor.accounts import rules
from skolespor.accounts.access import jobs_in, people_of, standing_of
from skolespor.accounts.models import Deputy, Invitation, JobSeat, LocalRule, Organisation, User
from skolespor.accounts.roles import OF_THE_AGENCY, Role
from skolespor.core.content import in_language, label, read_yaml
from skolespor.core.danish_sqlite import danish
from skolespor.core.periods import active_on
from skolespor.core.validity import valid_on

FAMILY = "foster_family"
KOMMUNE = " Kommune"
"""People write »Solvang« of the municipality too."""


def first_job(user: User) -> JobSeat | None:
    """The job whose role and municipality stand at the top of every page."""
    jobs = standing_of(user).jobs
    return jobs[0] if jobs else None


def not_over(day: date) -> Q:
    """Job seats that are open or will be."""
    return Q(Q(until=None) | Q(until__gte=day), closed_at=None)


def is_over(job: JobSeat, day: date) -> bool:
    """The same for a job in hand."""
    return job.closed_at is not None or (job.until is not None and job.until < day)


def people_at(
    organisations: QuerySet[Organisation], *, search: str = "", former: bool = False
) -> QuerySet[User]:
    """People with a job there, in Danish order, each with their jobs there (ended ones too).

    Without `former` only those who have a job now or will have one.
    """
    jobs = JobSeat.objects.filter(organisation__in=organisations)
    if not former:
        jobs = jobs.filter(not_over(timezone.localdate()))
    people = User.objects.filter(pk__in=jobs.values("user"))
    if search:
        people = people.filter(Q(name__icontains=search) | Q(email__icontains=search))
    there = people_of(organisations).order_by("-since", "-pk")
    return people.prefetch_related(Prefetch("jobs", there)).order_by(danish("name"), "pk")


def open_jobs_at(organisations: QuerySet[Organisation]) -> QuerySet[JobSeat]:
    """Everybody who works there today."""
    jobs = people_of(organisations).filter(active_on(timezone.localdate()))
    return jobs.order_by(danish("user__name"), "pk")


def houses_in(municipality: Organisation) -> QuerySet[Organisation]:
    """The municipality and its schools, homes and teams. Families are not among them: who lives with one
    would be known by its name."""
    own = Q(pk=municipality.pk) | Q(municipality=municipality)
    return Organisation.objects.filter(own).exclude(kind=FAMILY)


def known_names(municipality: Organisation, texts: Iterable[str]) -> frozenset[str]:
    """Of the municipality's houses, and of those who work there today, the names that stand in the texts
    in full. They are adults and places, so nobody is asked whether they are a child."""
    written = "\n".join(texts)
    return frozenset(name for name in names_of(municipality) if name in written)


def names_of(municipality: Organisation) -> frozenset[str]:
    """The names of the municipality's houses, and of those who work there today."""
    houses = houses_in(municipality)
    staff = jobs_in(municipality).filter(organisation__in=houses)
    names = {*houses.values_list("name", flat=True), *staff.values_list("user__name", flat=True)}
    names.add(municipality.name.removesuffix(KOMMUNE))
    return frozenset(name for name in names if name)


def colleagues_at(organisations: QuerySet[Organisation], *, besides: User) -> QuerySet[User]:
    """The people who work there today, without oneself."""
    jobs = JobSeat.objects.filter(
        active_on(timezone.localdate()), organisation__in=organisations
    ).exclude(user=besides)
    return User.objects.filter(pk__in=jobs.values("user")).order_by(danish("name"), "pk")


def other_jobs(job: JobSeat, organisations: QuerySet[Organisation]) -> QuerySet[JobSeat]:
    """What else the person works with there, now or soon."""
    jobs = people_of(organisations).filter(not_over(timezone.localdate()), user=job.user_id)
    return jobs.exclude(pk=job.pk).order_by("pk")


def municipalities_of(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return organisations.filter(kind="municipality").order_by(danish("name"), "pk")


def units_of(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The houses, without the municipality they belong to: it has settings of its own. The agency is
    its own house."""
    return organisations.exclude(kind="municipality")


def has_job(organisation: Organisation, role: str, *, email: str | None) -> bool:
    """Whether the person with the address has that job there, now or soon."""
    jobs = JobSeat.objects.filter(not_over(timezone.localdate()), user__email=(email or "").lower())
    return jobs.filter(organisation=organisation, role=role).exists()


def is_invited(organisation: Organisation, role: str, *, email: str) -> bool:
    waiting = _waiting().filter(expires_on__gte=timezone.localdate(), email=email.lower())
    return waiting.filter(organisation=organisation, role=role).exists()


def has_sign_in(email: str) -> bool:
    return User.objects.filter(email=email.lower()).exists()


def search_organisations(
    organisations: QuerySet[Organisation], *, search: str = "", kind: str = ""
) -> QuerySet[Organisation]:
    """The houses of the municipality, in Danish order."""
    found = organisations.filter(name__icontains=search) if search else organisations
    found = found.filter(kind=kind) if kind else found
    return found.select_related("municipality").order_by(danish("name"), "pk")


def is_code_taken(kind: str, code: str) -> bool:
    return bool(code) and Organisation.objects.filter(kind=kind, code=code.upper()).exists()


def working_at(organisation: Organisation, *roles: Role) -> QuerySet[JobSeat]:
    """Who works there today in one of the roles."""
    today = timezone.localdate()
    jobs = JobSeat.objects.filter(active_on(today), organisation=organisation, role__in=roles)
    return jobs.select_related("user").order_by(danish("user__name"), "pk")


def _waiting() -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None)


def open_invitations(organisations: QuerySet[Organisation]) -> QuerySet[Invitation]:
    """Nobody has accepted or withdrawn them; the link may have run out. The newest first."""
    waiting = _waiting().filter(organisation__in=organisations)
    return waiting.select_related("organisation").order_by("-pk")


def is_used(invitation: Invitation) -> bool:
    return bool(invitation.accepted_at or invitation.withdrawn_at)


def fingerprint(token: str) -> str:
    """What is stored of the secret part of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_invitation(token: str) -> Invitation:
    """The open invitation behind a link. A wrong, used or old link gets the same answer."""
    places = Invitation.objects.select_related("organisation", "invited_by")
    found = places.filter(fingerprint=fingerprint(token)).first()
    rules.check_invitation_open(
        found.expires_on if found else date.min,
        used=found is None or is_used(found),
        today=timezone.localdate(),
    )
    assert found is not None  # noqa: S101 - the rule above has refused
    return found


def deputies_at(organisations: QuerySet[Organisation]) -> QuerySet[Deputy]:
    """Deputies of today and later."""
    today = timezone.localdate()
    current = Deputy.objects.filter(
        job__organisation__in=organisations, until__gte=today, closed_at=None
    )
    return current.select_related("user", "job__user", "job__organisation").order_by("since", "pk")


def deputy_spells_of(user: User) -> QuerySet[Deputy]:
    """Whom the person stands in for, today and later."""
    coming = Deputy.objects.filter(user=user, until__gte=timezone.localdate(), closed_at=None)
    return coming.select_related("job__user", "job__organisation").order_by("since", "pk")


def jobs_shown_to(user: User) -> QuerySet[JobSeat]:
    """One's own jobs, today and later."""
    jobs = JobSeat.objects.filter(not_over(timezone.localdate()), user=user)
    return jobs.select_related("organisation").order_by("since", "pk")


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
            title=in_language(rule, "title"),
            text=in_language(rule, "text"),
            responsible=label("roles", rule["responsible_role"]),
            unit=unit_of(rule),
            default=rule["offset"]["n"],
            own=valid_on(day, own[rule["id"]]) if rule["id"] in own else None,
        )
        for rule in changeable_rules()
    ]


def cadence(municipality: Organisation, rule: str, *, day: date) -> Cadence | None:
    """One of them; None for a rule that nobody may change."""
    return next((c for c in cadences(municipality, day=day) if c.rule == rule), None)


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


def is_changeable(rule: str) -> bool:
    return any(known["id"] == rule for known in changeable_rules())


def unit_of(rule: dict[str, Any]) -> str:
    """The calendar that a rule counts in, in words."""
    return label("calendars", rule["offset"]["calendar"])
