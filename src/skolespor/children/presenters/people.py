"""Contacts, who can see, and who has seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.permissions import Permission as P
from skolespor.accounts.roles import ANSWERS_AT_SCHOOL, OWNS_THE_CHILDS_COURSE, THE_CHILD
from skolespor.audit.models import Entry
from skolespor.children.models import NetworkSeat
from skolespor.children.presenters.frame import Link
from skolespor.children.queries.page import Call, Calls, Header
from skolespor.children.queries.people import Look, Seeing, look_of
from skolespor.core.forms import day_words


@dataclass(frozen=True)
class Number:
    """Somebody to call, with the number; without one, what to do instead."""

    who: str
    phone: str = ""
    note: str = ""

    @property
    def tel(self) -> str:
        """The number as a telephone wants it."""
        return "".join(sign for sign in self.phone if sign.isdecimal() or sign == "+")


@dataclass(frozen=True)
class About:
    """One thing one calls about, and whom."""

    heading: str
    numbers: Sequence[Number]
    note: str = ""


def contacts(head: Header, around: Sequence[Seeing], calls: Calls) -> dict[str, Any]:
    """Whom to call about what; then everybody."""
    sees_people = "team_contacts" in head.sight
    known = [_school(around, calls), _home(around, calls), _decisions(around, calls)]
    return {
        "cards": known if sees_people else [_municipality(calls)],
        "people": [_person(person) for person in around],
        "sees_people": sees_people,
    }


def _school(around: Sequence[Seeing], calls: Calls) -> About:
    teachers = [person for person in around if person.acting == ANSWERS_AT_SCHOOL]
    office = [Number(_("Skolens kontor"), calls.school.phone)] if calls.school else []
    missing = _("Kontaktlæreren mangler. Skolelederen sætter navn på.")
    return About(
        _("Om skolen i dag"),
        [*map(_number, teachers), *(number for number in office if number.phone)],
        note="" if teachers else missing,
    )


def _home(around: Sequence[Seeing], calls: Calls) -> About:
    people = [person for person in around if person.is_at_home]
    if calls.home is None:
        return About(_("Om aftenen og hverdagen"), [*map(_number, people)], note=_no_home(people))
    name = calls.home.name or _("Der, hvor barnet bor")
    if calls.home.phone or not people:
        return About(_("Om aftenen og hverdagen"), [_house(name, calls.home)])
    return About(_("Om aftenen og hverdagen"), [*map(_number, people)])


def _no_home(people: Sequence[Seeing]) -> str:
    return "" if people else _("Vi mangler et nummer til der, hvor barnet bor.")


def _decisions(around: Sequence[Seeing], calls: Calls) -> About:
    workers = [person for person in around if person.acting == OWNS_THE_CHILDS_COURSE]
    missing = _("Rådgiveren mangler. Spørg {municipality}.").format(municipality=calls.acting.name)
    if workers:
        return About(_("Om beslutninger"), [*map(_number, workers)])
    return replace(_municipality(calls), note=missing)


def _municipality(calls: Calls) -> About:
    return About(_("Om beslutninger"), [_house(calls.acting.name, calls.acting)])


def _number(person: Seeing) -> Number:
    return Number(person.name, person.phone, note="" if person.phone else _no_number(person.name))


def _house(name: str, call: Call) -> Number:
    return Number(name, call.phone, note="" if call.phone else _no_number(name))


def _no_number(name: str) -> str:
    return _("Telefonnummer til {name} mangler").format(name=name)


@dataclass(frozen=True)
class Person:
    """One adult around the child, as a card."""

    name: str
    role: str
    place: str
    number: Number | None


def _person(person: Seeing) -> Person:
    number = Number(person.name, person.phone) if person.phone else None
    return Person(person.name, person.role, person.place, number)


# Er du bekymret?


def worry(calls: Calls) -> dict[str, Any]:
    """The municipality where the child lives, when the reader may know it; always the acting one."""
    host = [calls.host] if calls.host and calls.host != calls.acting else []
    return {
        "knows_host": calls.host is not None,
        "houses": [_to_call(call) for call in (*host, calls.acting)],
    }


def _to_call(call: Call) -> dict[str, Any]:
    missing = _(
        "Nummeret til {municipality} mangler. Ring 112, hvis det haster, "
        "og sig det til jeres administrator."
    ).format(municipality=call.name)
    has_number = call.phone or call.duty_phone
    return {
        "name": call.name,
        "day": Number(call.name, call.phone) if call.phone else None,
        "night": Number(call.name, call.duty_phone) if call.duty_phone else None,
        "missing": "" if has_number else missing,
    }


# Who can see it, and who has seen it


@dataclass(frozen=True)
class Row:
    """One person who can see the child's page, why, and how it can be stopped."""

    name: str
    why: str
    until: str
    links: Sequence[Link] = field(default_factory=list)


def who_sees(head: Header, empty: Sequence[NetworkSeat], log: Page[Entry]) -> dict[str, Any]:
    may_close = P.SEAT_CLOSE in head.may and not head.sight.is_masked
    may_give = P.SEAT_GIVE in head.may and not head.sight.is_masked
    own = _("Dig selv")
    return {
        "rows": [
            Row(
                name=own if person.user == head.reader else person.name,
                why=person.why,
                until=day_words(person.until),
                links=_stops(person, head) if may_close else [],
            )
            for person in head.seeing
        ],
        "empty": [_empty(seat, head) for seat in empty] if may_close else [],
        "may_close": may_close,
        "give": _link(_("Giv en plads"), "give_seat", head) if may_give else None,
        "extract": _extract(head),
        "sees_log": sees_log(head),
        "page": log,
        "looks": [_seen(look_of(entry)) for entry in log] if sees_log(head) else [],
    }


@dataclass(frozen=True)
class Seen:
    """One line of the log, in words."""

    when: str
    role: str
    what: str
    why: str


def _seen(look: Look) -> Seen:
    return Seen(moment(look.at), look.role, str(look.what), look.step)


def sees_log(head: Header) -> bool:
    """Who may know the adults by name, or ask for the extract, sees what they did."""
    return "team_contacts" in head.sight or P.LOG_EXTRACT in head.may


def _extract(head: Header) -> Link | None:
    if P.LOG_EXTRACT not in head.may:
        return None
    return _link(_("Lav et udtræk"), "extract", head)


def _stops(person: Seeing, head: Header) -> list[Link]:
    """A naming and a seat can be closed here; a deputy goes with the seat, or by the leader."""
    if person.naming:
        return [_link(_("Luk adgang nu"), "close_naming", head, person.naming.pk)]
    return [] if person.is_deputy else _seat_stops(person.seat, head)


def _seat_stops(seat: NetworkSeat, head: Header) -> list[Link]:
    return [
        _link(_("Slut en dag"), "end_seat", head, seat.pk),
        _link(_("Luk adgang nu"), "close_seat", head, seat.pk),
    ]


def _empty(seat: NetworkSeat, head: Header) -> Row:
    holder = seat.organisation or (seat.job.user if seat.job else seat.user)
    since = day_words(seat.since)
    return Row(
        name=str(holder),
        why=_("Har en plads fra {date}. Den lukker ingen ind lige nu.").format(date=since),
        until=day_words(seat.until),
        links=_seat_stops(seat, head),
    )


def _link(words: str, page: str, head: Header, *rest: Any) -> Link:
    return Link(words, reverse(f"children:{page}", args=[head.child.pk, *rest]))


# The family's extract


EXTRACT_HEAD = (
    gettext_lazy("Tidspunkt"),
    gettext_lazy("Rolle"),
    gettext_lazy("Hvad skete der?"),
    gettext_lazy("Hvorfor?"),
)


def extract(head: Header, looks: Sequence[Look], days: Mapping[str, date | None]) -> dict[str, Any]:
    """A page to print: a table, or for the child itself sentences."""
    asked = {name: day_words(day) for name, day in days.items() if day}
    address = reverse("children:extract_csv", args=[head.child.pk])
    return {
        "made_at": moment(timezone.now()),
        "made_for": head.way.role.label,
        "sentences": extract_sentences(looks) if head.is_own else [],
        "rows": [] if head.is_own else extract_rows(looks),
        "heads": EXTRACT_HEAD,
        "is_empty": not looks,
        "csv_url": f"{address}?{urlencode(asked)}" if asked else address,
        "days": asked,
    }


def extract_rows(looks: Sequence[Look]) -> list[tuple[str, str, str, str]]:
    return [(moment(look.at), look.role, str(look.what), look.step) for look in looks]


def extract_sentences(looks: Sequence[Look]) -> list[str]:
    """The same for the child, as sentences."""
    return [_sentence(look) for look in looks]


def _sentence(look: Look) -> str:
    who = _("Du") if look.role == THE_CHILD.label else look.role
    if not look.step:
        return _("{who}: {what} {when}.").format(who=who, what=look.what, when=moment(look.at))
    why = look.step[:1].lower() + look.step[1:]
    return _("{who} læste det {when}. Grunden var: {why}.").format(
        who=who, when=moment(look.at), why=why
    )


def moment(at: datetime) -> str:
    """A time on a page: 21-11-2026 kl. 14.05."""
    here = timezone.localtime(at)
    return _("{day} kl. {time}").format(day=day_words(here.date()), time=f"{here:%H.%M}")
