"""What pages about people and settings show, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from skolespor.accounts.models import Deputy, JobSeat, Organisation, User
from skolespor.accounts.queries import Cadence, is_over, open_invitations
from skolespor.core.forms import day_words


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class JobLine:
    """One job seat as a page shows it; `kind` is the colour of its badge.

    `may_change`: it is still open, and it is somebody else's.
    """

    pk: int
    role: str
    place: str
    period: str
    state: str
    kind: str
    is_over: bool
    may_change: bool


@dataclass(frozen=True)
class PersonLine:
    pk: int
    name: str
    email: str
    jobs: list[JobLine]


def person_line(person: User, *, today: date, by: User) -> PersonLine:
    """A person with the jobs that the query has brought along; those that are over come last."""
    jobs = sorted((job_line(job, today=today, by=by) for job in person.jobs.all()), key=_over_last)
    return PersonLine(person.pk, person.name, person.email or "", jobs)


def _over_last(job: JobLine) -> bool:
    return job.is_over


def job_line(job: JobSeat, *, today: date, by: User) -> JobLine:
    over = is_over(job, today)
    state, kind = _state(job, over=over, today=today)
    return JobLine(
        pk=job.pk,
        role=job.role_label,
        place=job.organisation.name,
        period=period(job),
        state=state,
        kind=kind,
        is_over=over,
        may_change=not over and job.user_id != by.pk,
    )


def _state(job: JobSeat, *, over: bool, today: date) -> tuple[str, str]:
    if job.closed_at:
        return _("Lukket"), ""
    if over:
        return _("Slut"), ""
    return (_("Åben"), "success") if job.since <= today else (_("Kommer"), "info")


def period(spell: JobSeat | Deputy) -> str:
    """The first and the last day in words."""
    since = day_words(spell.since)
    if spell.until is None:
        return _("Fra {since}").format(since=since)
    return _("Fra {since} til og med {until}").format(since=since, until=day_words(spell.until))


def people_list(
    page: Page[User], organisations: QuerySet[Organisation], *, today: date, by: User
) -> dict[str, Any]:
    """One page of people, and how many are still invited."""
    waiting = open_invitations(organisations).count()
    return {
        "page": page,
        "people": [person_line(person, today=today, by=by) for person in page],
        "tabs": people_tabs("accounts:people", waiting=waiting),
    }


def people_tabs(current: str, *, waiting: int) -> list[Tab]:
    """Who is in, and who has been asked in."""
    pages = [
        ("accounts:people", _("Brugere"), 0),
        ("accounts:invitations", _("Inviteret"), waiting),
    ]
    return [Tab(label, reverse(page), page == current, count) for page, label, count in pages]


def closing(job: JobSeat, others: Iterable[JobSeat]) -> dict[str, Any]:
    """What happens when a job seat is closed at once."""
    person, role, place = job.user, job.role_label, job.organisation
    stays = [
        _("Pladsen som {role} i {place} er stadig åben.").format(
            role=other.role_label, place=other.organisation
        )
        for other in others
    ]
    return {
        "closes": [
            _("{person} har ikke længere plads som {role} i {place}.").format(
                person=person, role=role, place=place
            ),
            _("Det gælder med det samme, også hvor {person} er logget ind nu.").format(
                person=person
            ),
            _("Den adgang, som en stedfortræder har gennem pladsen, lukker også."),
        ],
        "stays": [*stays, _("Det, {person} har skrevet, bliver stående.").format(person=person)],
    }


def end_of_deputy(deputy: Deputy) -> dict[str, Any]:
    """What happens when somebody no longer stands in."""
    person, holder = deputy.user, deputy.job.user
    return {
        "deputy": deputy,
        "closes": [
            _("{person} kan ikke længere se de børn, som {holder} følger.").format(
                person=person, holder=holder
            ),
            _("Det gælder med det samme."),
        ],
        "stays": [
            _("{person} ser stadig de børn, {person} selv har en plads hos.").format(person=person)
        ],
    }


@dataclass(frozen=True)
class CadenceLine:
    """One rule: how often Skolespor suggests, and how often it is here."""

    title: str
    text: str
    responsible: str
    suggested: str
    own: str
    url: str


def cadence_line(cadence: Cadence, municipality: Organisation) -> CadenceLine:
    return CadenceLine(
        title=cadence.title,
        text=cadence.text,
        responsible=cadence.responsible,
        suggested=amount(cadence.default, cadence),
        own=amount(cadence.own, cadence) if cadence.own else "",
        url=reverse("accounts:edit_rule", args=[municipality.pk, cadence.rule]),
    )


def amount(n: int, cadence: Cadence) -> str:
    """`10 hverdage`."""
    return f"{n} {cadence.unit.lower()}"


def cadences_page(
    place: Organisation, municipalities: Iterable[Organisation], page: Page[Cadence]
) -> dict[str, Any]:
    """One page of cadences, the way to the colour, and to other municipalities if there are."""
    return {
        "place": place,
        "page": page,
        "lines": [cadence_line(cadence, place) for cadence in page],
        "tabs": settings_tabs("accounts:rules_of", place),
        "municipalities": municipality_tabs(municipalities, place),
    }


def settings_tabs(current: str, place: Organisation) -> list[Tab]:
    pages = [("accounts:rules_of", _("Frister")), ("accounts:settings", _("Farve og telefon"))]
    return [Tab(label, reverse(page, args=[place.pk]), page == current) for page, label in pages]


def profile(
    jobs: Iterable[JobSeat], deputies: Iterable[Deputy], *, today: date, by: User
) -> dict[str, Any]:
    """One's own jobs, and whom one stands in for."""
    return {
        "jobs": [job_line(job, today=today, by=by) for job in jobs],
        "deputies": [(deputy.job.user.name, period(deputy)) for deputy in deputies],
    }


def municipality_tabs(municipalities: Iterable[Organisation], current: Organisation) -> list[Tab]:
    """One for each, where somebody looks after several."""
    tabs = [
        Tab(place.name, reverse("accounts:rules_of", args=[place.pk]), place == current)
        for place in municipalities
    ]
    return tabs if len(tabs) > 1 else []
