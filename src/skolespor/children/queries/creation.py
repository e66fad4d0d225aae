"""What a new child can be given, and who gets a seat: asked before it is created."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.access import jobs_with
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.children import access
from skolespor.children.queries import choices
from skolespor.core.danish_sqlite import danish

SCHOOL, TEAM, FAMILY, HOME = "school", "authority_team", "foster_family", "childrens_home"


def creating_job(user: User) -> JobSeat | None:
    """The job by which the user creates children; the first one, if there are several."""
    jobs = jobs_with(user, Permission.CHILD_CREATE).select_related("organisation__municipality")
    return jobs.order_by("pk").first()


@dataclass(frozen=True)
class Beginning:
    """By which job a child is created, and what there is to choose from."""

    job: JobSeat
    municipalities: Sequence[Organisation]
    places: Sequence[Organisation]
    schools: Sequence[Organisation]
    teams: Sequence[Organisation]

    @property
    def at_school(self) -> bool:
        return self.job.organisation.kind == SCHOOL

    @property
    def own(self) -> Organisation:
        return self.job.organisation.home_municipality

    @property
    def only_team(self) -> Organisation | None:
        """The one team there is; nobody needs to choose it."""
        return self.teams[0] if len(self.teams) == 1 else None


def beginning(*, reader: User) -> Beginning | None:
    """An authority creates its own children, a host school those of any municipality. Which
    families take children is not for schools to know."""
    job = creating_job(reader)
    if job is None:
        return None
    at_school = job.organisation.kind == SCHOOL
    places = choices.places(reader=reader)
    return Beginning(
        job=job,
        municipalities=choices.municipalities(reader=reader),
        places=[place for place in places if not (at_school and place.kind == FAMILY)],
        schools=[] if at_school else choices.schools(reader=reader),
        teams=list(teams_of(job)),
    )


def teams_of(job: JobSeat) -> QuerySet[Organisation]:
    """One's own team; else those of one's municipality. A school chooses none for an authority."""
    teams = Organisation.objects.filter(kind=TEAM).order_by(danish("name"), "pk")
    if job.organisation.kind == SCHOOL:
        return teams.none()
    if job.organisation.kind == TEAM:
        return teams.filter(pk=job.organisation_id)
    return teams.filter(municipality=job.organisation.home_municipality)


# The first seats: these three are followed by the action, and told by the page before


def sits_alone(job: JobSeat) -> bool:
    """Whether the creator gets a seat of their own: not at a school, where the school gets one,
    and not a team's leader, whom the team's seat lets in."""
    return job.organisation.kind != SCHOOL and not access.is_let_in_by_job(job)


def team_of(job: JobSeat, chosen: Organisation | None) -> Organisation | None:
    """The creator's own team; for others the one that was chosen."""
    return job.organisation if job.organisation.kind == TEAM else chosen


def first_seats(
    job: JobSeat,
    *,
    acting_municipality: Organisation,
    team: Organisation | None = None,
    home: Any = None,
    school: Any = None,
    is_protected: bool = False,
    **_others: Any,
) -> list[str]:
    """Who gets a seat when the child is created with these facts, each in a sentence."""
    places = [home.organisation if home else None, school.school if school else None]
    lines = [_("Du får en plads.")] if sits_alone(job) else []
    lines += [
        str(WORDS[house.kind]).format(house=house)
        for house in [team_of(job, team), *places]
        if house is not None
    ]
    lines += _and_what_follows(job, acting_municipality)
    if is_protected:
        house = job.organisation
        lines.append(_("Sted og skole kan kun ses af dem i {house}.").format(house=house))
    return lines


def _and_what_follows(job: JobSeat, acting: Organisation) -> list[str]:
    lines = []
    if job.organisation.kind == SCHOOL:
        lines.append(_("Du får ikke selv en plads. Bagefter sætter du navn på de voksne."))
    if not access.is_owning(job):
        wants = _("{acting} får besked om, at barnet mangler en rådgiver.")
        lines.append(wants.format(acting=acting))
    return lines


WORDS = {
    TEAM: gettext_lazy("{house} får en plads. Teamets leder kan se barnet."),
    FAMILY: gettext_lazy("{house} får en plads. Plejeforældrene kan se barnet."),
    HOME: gettext_lazy("{house} får en plads. Stedets leder sætter navn på de voksne."),
    SCHOOL: gettext_lazy("{house} får en plads. Skolens leder sætter navn på de voksne."),
}
"""What a seat means, by the kind of house."""
