"""The courses as pages ask for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from skolespor.accounts.access import people_of
from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.queries import fingerprint
from skolespor.accounts.roles import roles_with
from skolespor.core.content import kept, read_csv
from skolespor.core.danish_sqlite import danish
from skolespor.core.periods import active_on
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.models import Course, Day, Note, Part, Participant, Places, Taken
from skolespor.programme.rules.application import COMMON, PARTS
from skolespor.programme.states import (
    DRAFT,
    NOT_NOW,
    OVER,
    PAUSED,
    RUNNING,
    WAITS_FOR_AGENCY,
    WITHDRAWN,
)

INVENTED = ("9001", "9099")


@dataclass(frozen=True)
class Written:
    """A part of the application as it stands: version 0 has nothing yet."""

    part: str
    version: int
    answers: Mapping[str, str]
    by: str
    at: datetime | None


@dataclass(frozen=True)
class Half:
    """A half-year at the agency: how many courses there is room for, and how many have a place."""

    half_year: str
    places: int | None
    taken: int

    @property
    def is_full(self) -> bool:
        return self.places is not None and self.taken >= self.places


@kept
def _in_denmark() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in read_csv("municipalities.csv")}


def municipalities() -> Mapping[str, str]:
    """All municipalities by code: those of the country, and invented ones that are set up here."""
    first, last = INVENTED
    here = Organisation.objects.filter(kind="municipality", code__range=(first, last))
    names = dict(here.order_by("code").values_list("code", "name"))
    return {**_in_denmark(), **names}


def course(pk: int, *, reader: Who) -> Course | None:
    return access.courses_where(reader).filter(pk=pk).select_related("adviser").first()


def own_courses(*, reader: Who) -> QuerySet[Course]:
    """The courses of one's municipality, the newest first."""
    return access.courses_where(reader).select_related("adviser").order_by("-pk")


def open_course(code: str) -> Course | None:
    """The one that a municipality has sent and that is not over."""
    return Course.objects.filter(municipality=code).exclude(state__in=[DRAFT, *OVER]).first()


def running() -> list[Course]:
    """All that have an agreement and are neither paused nor over."""
    rows = Course.objects.filter(state__in=RUNNING).select_related("adviser")
    return list(rows.order_by("pk"))


def leads(found: Sequence[Course]) -> Mapping[int, Participant]:
    """Who holds the threads in the municipality, by course."""
    rows = Participant.objects.filter(course__in=found, is_lead=True, left_at=None)
    return {seat.course_id: seat for seat in rows.select_related("user", "course")}


def participants(one: Course) -> list[Participant]:
    """Everybody who is or was with it: the *tovholder* first, those who left last."""
    rows = one.participants.select_related("user", "replaces")
    return list(rows.order_by(F("left_at").asc(nulls_first=True), "-is_lead", danish("name"), "pk"))


def here(one: Course) -> QuerySet[Participant]:
    """Those who take part today, also before they have come in."""
    return one.participants.filter(left_at=None)


def lines_heard(one: Course) -> set[str]:
    """The leadership lines from which somebody takes part."""
    return set(here(one).exclude(line="").values_list("line", flat=True))


def parts(one: Course) -> Mapping[str, Written]:
    """Every part of the application as it stands, in two queries."""
    newest = Part.objects.filter(course=one, part=OuterRef("part")).order_by("-version")
    rows = one.parts.filter(version=Subquery(newest.values("version")[:1]))
    found = {row.part: written(row) for row in rows.select_related("written_by", "written_by_user")}
    return {name: found.get(name, Written(name, 0, {}, "", None)) for name in PARTS}


def part_at(one: Course, part: str, version: int, day: Day | None = None) -> Mapping[str, str]:
    """What stood there when somebody began to write."""
    row = one.parts.filter(part=part, day=day, version=version).first()
    return row.answers if row else {}


def part_now(one: Course, part: str, day: Day | None = None) -> Written:
    row = one.parts.filter(part=part, day=day).select_related("written_by", "written_by_user")
    newest = row.order_by("-version").first()
    return written(newest) if newest else Written(part, 0, {}, "", None)


def part_history(one: Course) -> list[Part]:
    """Who has written which part of the application, and when; never what they wrote before."""
    rows = (
        one.parts.filter(part__in=PARTS)
        .select_related("written_by", "written_by_user")
        .defer("answers")
    )
    return list(rows.order_by("-pk"))


def steps_of(one: Course) -> list[Taken]:
    """What has happened, the newest first."""
    return list(one.steps.select_related("by_participant", "by_user").order_by("-pk"))


def paused_from(one: Course) -> str:
    """The state in which it was when the municipality paused it; empty for one that is not paused."""
    if one.state != PAUSED:
        return ""
    last = one.steps.filter(target=PAUSED).order_by("-pk").first()
    return last.source if last else ""


def notes_of(one: Course, *, reader: Who) -> list[Note]:
    """The notes from the dialogue: for the municipality those that are shared, and nothing tells that
    there are others."""
    rows = one.notes.select_related("written_by").order_by("-pk")
    return list(rows if access.advises(reader, one) else rows.filter(is_shared=True))


def find_link(token: str) -> Participant | None:
    """The seat that an unused link leads to, while it works."""
    known = Participant.objects.filter(link=fingerprint(token), left_at=None)
    working = known.filter(link_until__gt=timezone.now()).exclude(course__state__in=OVER)
    return working.select_related("course").first()


def seat_for_address(email: str) -> list[Participant]:
    """The seats that a new link can be sent to: of those who have come in, and of those whose invitation
    still works. A course that is over lets nobody in anew."""
    can = Q(joined_at__isnull=False) | Q(link_until__gt=timezone.now())
    rows = Participant.objects.filter(can, email=email.lower(), left_at=None)
    return list(rows.exclude(course__state__in=OVER).select_related("course"))


def seats_of_browser(keys: Mapping[str, str]) -> tuple[int, ...]:
    """The seats that a browser holds: it keeps a secret for each, and only its fingerprint is here."""
    if not keys:
        return ()
    found = Participant.objects.filter(pk__in=[pk for pk in keys if pk.isdigit()], left_at=None)
    mine = (one for one in found if one.browser and one.browser == fingerprint(keys[str(one.pk)]))
    return tuple(one.pk for one in mine)


def queue(*, reader: Who) -> QuerySet[Course]:
    """What waits for an answer from the agency: the one that must be answered first stands first."""
    waiting = access.advised_where(reader).filter(state__in=WAITS_FOR_AGENCY)
    unanswered_first = F("replied_on").asc(nulls_first=True)
    return waiting.select_related("adviser").order_by(unanswered_first, "reply_due", "pk")


def advised(*, reader: Who, state: str = "") -> QuerySet[Course]:
    """Every course of the agency, or those in a state, the newest first."""
    rows = access.advised_where(reader)
    rows = rows.filter(state=state) if state else rows
    return rows.select_related("adviser").order_by("-received_on", "-pk")


def advisers() -> list[User]:
    """Who at the agency can have a course."""
    jobs = people_of(Organisation.objects.filter(kind="national_agency"))
    roles = roles_with(Permission.COURSE_ADVISE)
    there = jobs.filter(active_on(timezone.localdate()), role__in=roles)
    return list(User.objects.filter(pk__in=there.values("user")).order_by(danish("name"), "pk"))


def halves(names: Sequence[str]) -> list[Half]:
    """The half-years with their room, in two queries."""
    places = dict(Places.objects.filter(half_year__in=names).values_list("half_year", "places"))
    with_place = Course.objects.filter(half_year__in=names).exclude(state__in=[NOT_NOW, WITHDRAWN])
    taken = Counter(with_place.values_list("half_year", flat=True))
    return [Half(name, places.get(name), taken[name]) for name in names]


def known_names(one: Course) -> list[str]:
    """Names of adults and places that may stand in texts about the course."""
    people = one.participants.values_list("name", flat=True)
    place = municipalities()[one.municipality]
    short = place.removesuffix(" Kommune")
    return [*people, *(user.name for user in advisers()), place, short]


def common(found: Mapping[str, Written]) -> Mapping[str, str]:
    return found[COMMON].answers


def written(row: Part) -> Written:
    who = row.written_by or row.written_by_user
    return Written(row.part, row.version, row.answers, who.name if who else "", row.written_at)
