"""The access rules a second time: slow, obvious, over plain lists. The judge of `access.py`.

Nothing here asks `access`, and no rule is an SQL condition: one person and one seat at a time. What
a role sees is read from the two tables in content/, with a comma and a loop.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from skolespor.core.content import read_csv

REVEALING = {
    "school_and_class",
    "place_and_address",
    "team_contacts",
    "school_history",
    "practical_permissions",
    "health_for_school",
    "family_contact_days",
    "host_municipality",
}
WITHOUT_NAMING = {"foster_parent", "authority_leader"}
LEADS_A_HOUSE = {"head_teacher", "placement_leader"}


@dataclass(frozen=True)
class World:
    """Everything the rules look at, as lists."""

    users: list[Any]
    children: list[Any]
    jobs: list[Any]
    seats: list[Any]
    namings: list[Any]
    deputies: list[Any]
    exemptions: list[Any]
    today: date

    def is_open(self, thing: Any) -> bool:
        """First and last day count; what was closed is over."""
        has_begun = thing.since <= self.today
        has_ended = thing.until is not None and thing.until < self.today
        return has_begun and not has_ended and thing.closed_at is None

    def works_at(self, user: Any, organisation_id: int) -> bool:
        return any(
            job.user_id == user.pk and job.organisation_id == organisation_id and self.is_open(job)
            for job in self.jobs
        )

    def ways(self, user: Any, child: Any) -> Iterator[tuple[Any, str]]:
        """Every open seat of the child that lets the user in, with the role it lets in as."""
        if not user.is_active or child.merged_into_id is not None:
            return
        for seat in self.seats:
            if seat.child_id == child.pk and self.is_open(seat):
                role = self.role_by(seat, user)
                if role is not None:
                    yield seat, role

    def role_by(self, seat: Any, user: Any) -> str | None:
        if seat.user_id is not None:
            return seat.role if seat.user_id == user.pk else None
        if seat.job_id is not None:
            return self.role_by_job(seat, user)
        return self.role_by_house(seat, user)

    def role_by_job(self, seat: Any, user: Any) -> str | None:
        job = next(job for job in self.jobs if job.pk == seat.job_id)
        if not self.is_open(job):
            return None
        if job.user_id == user.pk:
            return job.role
        for deputy in self.deputies:
            stands_in = deputy.job_id == job.pk and deputy.user_id == user.pk
            is_colleague = self.works_at(user, job.organisation_id)
            if stands_in and self.is_open(deputy) and is_colleague and not seat.break_glass_id:
                return job.role
        return None

    def role_by_house(self, seat: Any, user: Any) -> str | None:
        mine = [
            job
            for job in self.jobs
            if job.user_id == user.pk
            and job.organisation_id == seat.organisation_id
            and self.is_open(job)
        ]
        for naming in self.namings:
            is_mine = naming.seat_id == seat.pk and naming.job_id in {job.pk for job in mine}
            if is_mine and self.is_open(naming):
                return naming.role
        for job in mine:
            if job.role in WITHOUT_NAMING:
                return job.role
        return None

    def sees(self, user: Any, child: Any) -> bool:
        return any(reads(role, "child_basics") for _seat, role in self.ways(user, child))

    def fields(self, user: Any, child: Any) -> set[str]:
        """All that any way shows; of a protected child what reveals nothing, unless one may know."""
        seen: set[str] = set()
        for seat, role in self.ways(user, child):
            seen |= fields_in(role, "child_basics")
            if not seat.break_glass_id:
                seen |= fields_in(role, "placement_reason")
        if child.is_protected and not self.may_know(user, child):
            return seen - REVEALING
        return seen

    def may_know(self, user: Any, child: Any) -> bool:
        if not user.is_active:
            return False
        for exemption in self.exemptions:
            if exemption.child_id != child.pk:
                continue
            if exemption.user_id == user.pk or self.leads(user, exemption.organisation_id):
                return True
            for seat, _role in self.ways(user, child):
                if exemption.organisation_id in self.houses_of(seat):
                    return True
        return False

    def leads(self, user: Any, organisation_id: int | None) -> bool:
        return any(
            job.user_id == user.pk
            and job.organisation_id == organisation_id
            and job.role in LEADS_A_HOUSE
            and self.is_open(job)
            for job in self.jobs
        )

    def houses_of(self, seat: Any) -> set[int]:
        """The house that holds the seat, or the house where its holder works."""
        if seat.organisation_id is not None:
            return {seat.organisation_id}
        return {job.organisation_id for job in self.jobs if job.pk == seat.job_id}


def reads(role: str, area: str) -> bool:
    return "R" in cell_of(role, area)


def cell_of(role: str, area: str) -> str:
    for row in read_csv("permission_matrix.csv"):
        if row["role"] == role:
            return row[area]
    raise LookupError(role)


def fields_in(role: str, area: str) -> set[str]:
    """R and CR mean every field of the area; R* and CR* the listed ones that are seen in full."""
    if not reads(role, area):
        return set()
    whole = {
        row["field"]
        for row in read_csv("access_fields.csv")
        if row["role"] == role and row["area"] == area and row["access"] == "full"
    }
    seen = whole if "*" in cell_of(role, area) else set(ALL_FIELDS[area])
    return seen | ({"host_municipality"} if "municipalities" in seen else set())


ALL_FIELDS = {
    "child_basics": [
        "child_name",
        "birth_date",
        "cpr_number",
        "school_and_class",
        "team_contacts",
        "living_situation",
        "place_and_address",
        "custody",
        "municipalities",
        "school_history",
        "practical_permissions",
        "health_for_school",
        "family_contact_days",
    ],
    "placement_reason": ["reason_needed_for_task"],
}
