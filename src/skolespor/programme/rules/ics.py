"""A calendar file (RFC 5545, and RFC 5546 for what is sent by mail). Pure: what goes in is what is read.

A calendar knows a day by `uid` and takes the one with the highest `version`: an update replaces what stands
there, a cancellation takes it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

ZONE = ZoneInfo("Europe/Copenhagen")
MADE_BY = "-//Skolespor//Skolespor//DA"


class Method(StrEnum):
    """What a file asks a calendar to do. PUBLISH is for a file that somebody fetches."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Entry:
    """A day as a calendar shows it. Without `begins` it lasts the whole day. Clock times are Danish."""

    uid: str
    version: int
    changed_at: datetime
    title: str
    on: date
    begins: time | None
    ends: time | None
    where: str
    text: str
    url: str
    is_cancelled: bool


def file(entries: Sequence[Entry], *, method: Method, organiser: str = "", to: str = "") -> str:
    """The file as text. `organiser` and `to` are addresses, for what is sent by mail."""
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    for entry in entries:
        calendar.add_component(_event(entry, method, organiser, to))
    made: bytes = calendar.to_ical()
    return made.decode()


def _event(entry: Entry, method: Method, organiser: str, to: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.version)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    for name, at in zip(("dtstart", "dtend"), _span(entry), strict=True):
        event.add(name, at)
    event.add("summary", entry.title)
    for name, text in (("location", entry.where), ("description", entry.text), ("url", entry.url)):
        if text:
            event.add(name, text)
    is_off = entry.is_cancelled or method is Method.CANCEL
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if organiser:
        event.add("organizer", vCalAddress(f"mailto:{organiser}"))
    if to:
        event.add("attendee", _attendee(to))
    return event


def _span(entry: Entry) -> tuple[date, date]:
    """From and to; the end of a whole day is the day after."""
    if entry.begins is None or entry.ends is None:
        return entry.on, entry.on + timedelta(days=1)
    return _utc(entry.on, entry.begins), _utc(entry.on, entry.ends)


def _utc(on: date, at: time) -> datetime:
    return datetime.combine(on, at, tzinfo=ZONE).astimezone(UTC)


def _attendee(address: str) -> vCalAddress:
    one = vCalAddress(f"mailto:{address}")
    one.params["RSVP"] = vText("FALSE")
    one.params["PARTSTAT"] = vText("NEEDS-ACTION")
    return one
