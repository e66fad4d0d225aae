"""One child's page, as far as its reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.children import access
from skolespor.children.models import (
    Child,
    Correction,
    Custody,
    Enrolment,
    NetworkSeat,
    Placement,
    PracticalNote,
)
from skolespor.children.queries.lists import neutral_words, places_now, schools_now
from skolespor.core.periods import holds

PRACTICAL = ("practical_permissions", "health_for_school", "family_contact_days")
"""The fields of `access_fields` that are texts of their own."""


@dataclass(frozen=True)
class Header:
    """The top of the page: name, class, school, "bor hos". `None` is "not for you"."""

    child: Child
    school: str | None
    grade: str | None
    lives: str | None
    birth_date: date | None
    age: int | None
    may: frozenset[Permission]
    sight: access.Sight
    is_break_glass: bool


def header(child: Child, *, reader: User, way: access.Way) -> Header:
    """What every page about the child begins with."""
    sight = access.sight_of(reader, child)
    spell = schools_now([child.pk], reader=reader).get(child.pk)
    place = places_now([child.pk], reader=reader).get(child.pk)
    sees_school = "school_and_class" in sight
    sees_birth = "birth_date" in sight
    return Header(
        child=child,
        school=(spell.school.name if spell else "") if sees_school else None,
        grade=(spell.grade_label if spell else "") if sees_school else None,
        lives=neutral_words(place) if "living_situation" in sight else None,
        birth_date=child.birth_date if sees_birth else None,
        age=age_on(child.birth_date, timezone.localdate()) if sees_birth else None,
        may=permissions_at(child, reader=reader),
        sight=sight,
        is_break_glass=way.seat.break_glass_id is not None,
    )


def age_on(born: date | None, day: date) -> int | None:
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def permissions_at(child: Child, *, reader: User) -> frozenset[Permission]:
    """All that the reader may do at this child: which buttons the page shows."""
    ways = access.ways_of(reader).filter(child=child).values_list("acting_role", "break_glass")
    return access.permissions_by([(role, glass is not None) for role, glass in ways])


def placements(child: Child, *, reader: User) -> Sequence[Placement]:
    """Places of the child, the newest first; for readers who may see place and address."""
    if "place_and_address" not in access.sight_of(reader, child):
        return []
    spells = child.placements.filter(withdrawn_at=None).select_related(
        "organisation", "municipality"
    )
    return list(spells.order_by("-since", "-pk"))


def enrolments(child: Child, *, reader: User) -> Sequence[Enrolment]:
    """The schools one may see: all with the school history, else only today's."""
    sight = access.sight_of(reader, child)
    spells = child.enrolments.filter(withdrawn_at=None).select_related("school")
    newest = list(spells.order_by("-since", "-pk"))
    if "school_history" in sight:
        return newest
    if "school_and_class" not in sight:
        return []
    today = timezone.localdate()
    return [spell for spell in newest if holds(today, since=spell.since, until=spell.until)]


def host_of(child: Child, *, reader: User) -> Organisation | None:
    """Where the child lives now, as a municipality; None when unknown or not for the reader."""
    if "host_municipality" not in access.sight_of(reader, child):
        return None
    place = places_now([child.pk], reader=reader).get(child.pk)
    return place.municipality if place else None


def custodies(child: Child, *, reader: User) -> Sequence[Custody]:
    if "custody" not in access.sight_of(reader, child):
        return []
    today = timezone.localdate()
    found = child.custodies.order_by("since", "pk")
    return [c for c in found if holds(today, since=c.since, until=c.until)]


def notes(child: Child, *, reader: User) -> dict[str, PracticalNote | None]:
    """The practical texts the reader may see; None where nothing is written yet."""
    sight = access.sight_of(reader, child)
    written = {note.field: note for note in child.practical_notes.select_related("edited_by")}
    return {field: written.get(field) for field in PRACTICAL if field in sight}


def corrections(child: Child, *, reader: User) -> Sequence[Correction]:
    """What was put right and why: for those who may correct, and who may see place and school."""
    sight = access.sight_of(reader, child)
    if sight.is_masked or not access.may(reader, Permission.CHILD_CORRECT, child):
        return []
    return list(child.corrections.select_related("by").order_by("-pk"))


# What will happen: shown before it is done


def closing_with(child: Child, house: Organisation | None, *, reader: User) -> list[NetworkSeat]:
    """The seats that end when the child leaves the place or the school; the same rule as the
    action follows."""
    if house is None:
        return []
    seats = access.following(child, house).select_related(
        "organisation", "job__user", "job__organisation"
    )
    return list(seats.prefetch_related("namings__job__user"))
