"""One child's page, as far as its reader may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import THE_CHILD
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
from skolespor.children.queries.missing import Missing, missing_of
from skolespor.children.queries.people import Seeing, contacts, who_can_see
from skolespor.core.periods import holds

PRACTICAL = ("practical_permissions", "health_for_school", "family_contact_days")
"""The fields of `access_fields` that are texts of their own."""


@dataclass(frozen=True)
class Header:
    """The top of the page: name, class, school, "bor hos". `None` is "not for you".

    It carries the reader and what the reader sees, so that every other read of the page can ask.
    `place` is where the child lives today, for these reads only: no page may show it as it is.
    """

    child: Child
    reader: User
    way: access.Way
    sight: access.Sight
    may: frozenset[Permission]
    seeing: Sequence[Seeing]
    place: Placement | None
    school: str | None
    grade: str | None
    lives: str | None
    birth_date: date | None
    age: int | None

    @property
    def around(self) -> list[Seeing]:
        """The adults around the child whom the reader may know."""
        return contacts(self.seeing, self.sight)

    @property
    def is_break_glass(self) -> bool:
        return self.way.seat.break_glass_id is not None

    @property
    def is_own(self) -> bool:
        """The child itself reads its own page."""
        return self.way.role == THE_CHILD

    @property
    def knows_reason(self) -> bool:
        """Whether the reader may know on what ground the child lives where it does."""
        return (
            Permission.PLACEMENT_REASON_VIEW in self.may and "reason_needed_for_task" in self.sight
        )


def header(child: Child, *, reader: User, way: access.Way) -> Header:
    """What every page about the child begins with."""
    reach = access.reach_of(reader, child)
    sight = reach.sight
    spell = schools_now([child.pk], reader=reader).get(child.pk)
    place = places_now([child.pk], reader=reader).get(child.pk)
    sees_school = "school_and_class" in sight
    sees_birth = "birth_date" in sight
    return Header(
        child=child,
        reader=reader,
        way=way,
        sight=sight,
        may=reach.may,
        seeing=who_can_see(child, reader=reader, sight=sight),
        place=place,
        school=(spell.school.name if spell else "") if sees_school else None,
        grade=(spell.grade_label if spell else "") if sees_school else None,
        lives=neutral_words(place) if "living_situation" in sight else None,
        birth_date=child.birth_date if sees_birth else None,
        age=age_on(child.birth_date, timezone.localdate()) if sees_birth else None,
    )


def age_on(born: date | None, day: date) -> int | None:
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def placements(head: Header) -> Sequence[Placement]:
    """Places of the child, the newest first; for readers who may see place and address."""
    if "place_and_address" not in head.sight:
        return []
    spells = head.child.placements.filter(withdrawn_at=None)
    return list(spells.select_related("organisation", "municipality").order_by("-since", "-pk"))


def enrolments(head: Header) -> Sequence[Enrolment]:
    """The schools one may see: all with the school history, else only today's."""
    if "school_and_class" not in head.sight:
        return []
    spells = head.child.enrolments.filter(withdrawn_at=None).select_related("school")
    newest = list(spells.order_by("-since", "-pk"))
    if "school_history" in head.sight:
        return newest
    today = timezone.localdate()
    return [spell for spell in newest if holds(today, since=spell.since, until=spell.until)]


def host_of(head: Header) -> Organisation | None:
    """Where the child lives now, as a municipality; None when unknown or not for the reader.

    Who sees the place itself sees where it lies.
    """
    if not {"host_municipality", "place_and_address"} & head.sight.fields:
        return None
    return head.place.municipality if head.place else None


def custodies(head: Header) -> Sequence[Custody]:
    if "custody" not in head.sight:
        return []
    today = timezone.localdate()
    found = head.child.custodies.order_by("since", "pk")
    return [c for c in found if holds(today, since=c.since, until=c.until)]


def notes(head: Header) -> dict[str, PracticalNote | None]:
    """The practical texts the reader may see; None where nothing is written yet."""
    written = {n.field: n for n in head.child.practical_notes.select_related("edited_by")}
    return {field: written.get(field) for field in PRACTICAL if field in head.sight}


def corrections(head: Header) -> Sequence[Correction]:
    """What was put right and why: for those who may correct, and who may see place and school."""
    if head.sight.is_masked or Permission.CHILD_CORRECT not in head.may:
        return []
    return list(head.child.corrections.select_related("by").order_by("-pk"))


def _named_in(corrections: Sequence[Correction]) -> dict[int, str]:
    """Names of the organisations that corrections hold by number."""
    places = {"organisation", "municipality", "school"}
    pks = {c.before[key] for c in corrections for key in places & c.before.keys()}
    found = Organisation.objects.filter(pk__in=pks - {None})
    return dict(found.values_list("pk", "name"))


@dataclass(frozen=True)
class Overview:
    """All that stands on the first page about the child, as far as the reader may see it."""

    placements: Sequence[Placement]
    enrolments: Sequence[Enrolment]
    host: Organisation | None
    custodies: Sequence[Custody]
    notes: Mapping[str, PracticalNote | None]
    corrections: Sequence[Correction]
    names: Mapping[int, str]
    missing: Sequence[Missing]


def overview(head: Header) -> Overview:
    corrected = corrections(head)
    return Overview(
        placements=placements(head),
        enrolments=enrolments(head),
        host=host_of(head),
        custodies=custodies(head),
        notes=notes(head),
        corrections=corrected,
        names=_named_in(corrected),
        missing=_missing(head),
    )


def _missing(head: Header) -> Sequence[Missing]:
    reach = access.Reach(head.sight, head.may)
    found = missing_of([head.child], {head.child.pk: reach}, reader=head.reader)
    return found[head.child.pk]


# Whom to call


@dataclass(frozen=True)
class Call:
    """A house and its numbers; `name` is empty when the reader may not know it."""

    name: str
    phone: str
    duty_phone: str = ""


@dataclass(frozen=True)
class Calls:
    """School and home, as far as the reader may know them; municipalities for who is worried.

    The acting municipality is told to everybody with a seat: a call must always be possible.
    """

    school: Call | None
    home: Call | None
    acting: Call
    host: Call | None


def calls(head: Header) -> Calls:
    pk, sight = head.child.pk, head.sight
    school = schools_now([pk], reader=head.reader).get(pk)
    home = head.place.organisation if head.place else None
    host = host_of(head)
    sees_home = "team_contacts" in sight and home is not None
    return Calls(
        school=_call(school.school) if school and "school_and_class" in sight else None,
        home=_call(home, named="place_and_address" in sight) if home and sees_home else None,
        acting=_call(head.child.acting_municipality),
        host=_call(host) if host else None,
    )


def _call(house: Organisation, *, named: bool = True) -> Call:
    return Call(house.name if named else "", house.phone, house.duty_phone)


# One spell, one text, one custody: for the pages that change them


def placement_of(child: Child, pk: int, *, reader: User) -> Placement | None:
    """A placement that stands, for readers who may know where the child is."""
    if "place_and_address" not in access.sight_of(reader, child):
        return None
    found = child.placements.filter(pk=pk, withdrawn_at=None)
    return found.select_related("child", "organisation", "municipality").first()


def enrolment_of(child: Child, pk: int, *, reader: User) -> Enrolment | None:
    if "school_and_class" not in access.sight_of(reader, child):
        return None
    found = child.enrolments.filter(pk=pk, withdrawn_at=None)
    return found.select_related("child", "school").first()


def open_placement(child: Child, *, on: date, reader: User) -> Placement | None:
    """The place the child leaves when it moves on the day."""
    if "place_and_address" not in access.sight_of(reader, child):
        return None
    return access.placements_left(child, on=on).select_related("organisation").first()


def open_enrolments(child: Child, *, reader: User) -> list[Enrolment]:
    """The schools the child has no last day at."""
    if "school_and_class" not in access.sight_of(reader, child):
        return []
    found = child.enrolments.filter(until=None, withdrawn_at=None).select_related("school")
    return list(found.order_by("since", "pk"))


def custody_of(child: Child, pk: int, *, reader: User) -> Custody | None:
    if "custody" not in access.sight_of(reader, child):
        return None
    return child.custodies.filter(pk=pk).select_related("child", "user").first()


@dataclass(frozen=True)
class Text:
    """A practical text as it stands; version 0 before anybody wrote."""

    field: str
    text: str = ""
    version: int = 0
    by: str = ""
    at: datetime | None = None


def note_of(child: Child, field: str, *, reader: User) -> Text | None:
    """One practical text, when there is such a one and the reader may see it."""
    if field not in PRACTICAL or field not in access.sight_of(reader, child):
        return None
    note = child.practical_notes.filter(field=field).select_related("edited_by").first()
    if note is None:
        return Text(field)
    return Text(field, note.text, note.version, str(note.edited_by), note.edited_at)


# What will happen: shown before it is done


def closing_with(child: Child, house: Organisation | None, *, reader: User) -> list[NetworkSeat]:
    """The seats that end when the child leaves the place or the school; the same rule as the
    action follows."""
    if house is None or access.sight_of(reader, child).is_masked:
        return []
    seats = access.following(child, house).select_related("organisation", "job__user")
    return list(seats)


def following_from(spell: Placement | Enrolment, *, reader: User) -> list[NetworkSeat]:
    """The seats that are closed at once when the spell is withdrawn."""
    if access.sight_of(reader, spell.child).is_masked:
        return []
    seats = access.following_from(spell, spell.house)
    return list(seats.select_related("organisation", "job__user"))
