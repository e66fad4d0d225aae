"""Days in people's calendars: invited to, changed, cancelled. A mail holds the municipality, the day and the
place, and nothing that is written about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from skolespor.accounts.links import absolute
from skolespor.core import outbox
from skolespor.core.models import OutboxMail
from skolespor.notices.actions import tell
from skolespor.programme import events
from skolespor.programme.models import Day, Participant
from skolespor.programme.queries import days as queries
from skolespor.programme.queries.courses import municipalities
from skolespor.programme.rules.days import KINDS
from skolespor.programme.rules.ics import Entry, Method, file


def entry_of(day: Day, *, number: int = 0) -> Entry:
    """The day as a calendar shows it. `number` is which of the advisory days it is."""
    kind = str(KINDS[day.kind])
    name = _("{kind} {number}").format(kind=kind, number=number) if number else kind
    place = municipalities().get(day.course.municipality, "")
    page = absolute("programme:day", str(day.course_id), str(day.pk))
    return Entry(
        uid=f"raadgivning-{day.pk}@{urlsplit(settings.SITE_URL).hostname}",
        version=day.version,
        changed_at=day.changed_at,
        title=_("{name}, rådgivningsforløb for {place}").format(name=name, place=place),
        on=day.on,
        begins=day.begins,
        ends=day.ends,
        where=day.place,
        text="\n".join(
            part
            for part in (day.link, _("Program og forberedelse: {link}").format(link=page))
            if part
        ),
        url=page,
        is_cancelled=day.cancelled_at is not None,
    )


def invite(day: Day) -> None:
    """Everybody who is asked to the day, and the adviser, get it as it stands now."""
    method = Method.CANCEL if day.cancelled_at else Method.REQUEST
    seats = queries.asked_to(day)
    _send(day, [*map(_to, seats), *_advisers(day)], method)
    kind = events.DAY_CANCELLED if day.cancelled_at else events.DAY_INVITED
    users = [seat.user for seat in seats if seat.user]
    tell(kind, users, key=f"course-day-{day.pk}-{day.version}")


def ask(day: Day, seats: Iterable[Participant]) -> None:
    """These get the day as it stands now, and nobody else."""
    _send(day, map(_to, seats), Method.REQUEST)


def has_been_told(day: Day, seat: Participant) -> bool:
    """Whether a mail about the day has gone to this seat."""
    about = OutboxMail.objects.filter(key__startswith=f"course-day-{day.pk}-")
    return about.filter(key__endswith=f"-{_to(seat).key}").exists()


def call_off(day: Day, seats: Iterable[Participant]) -> None:
    """Those who are not asked to the day any more get it out of their calendars."""
    _send(day, map(_to, seats), Method.CANCEL)


@dataclass(frozen=True)
class To:
    """Where a mail goes: `key` tells the receivers of one day apart."""

    key: str
    address: str
    has_account: bool


def _to(seat: Participant) -> To:
    return To(f"seat-{seat.pk}", seat.email, seat.user_id is not None)


def _advisers(day: Day) -> list[To]:
    adviser = day.course.adviser
    return [To("adviser", adviser.email, True)] if adviser and adviser.email else []


def _send(day: Day, receivers: Iterable[To], method: Method) -> None:
    is_off = method is Method.CANCEL
    organiser = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    with translation.override(settings.LANGUAGE_CODE):
        entry = entry_of(day, number=queries.number_of(day))
        subject = (
            _("Rådgivningsforløb: en dag er aflyst")
            if is_off
            else _("Rådgivningsforløb: en dag i kalenderen")
        )
        for to in receivers:
            outbox.put(
                key=f"course-day-{day.pk}-{day.version}-{to.key}",
                recipient=to.address,
                subject=subject,
                body=_body(entry, is_off=is_off, has_account=to.has_account),
                calendar=file([entry], method=method, organiser=organiser, to=to.address),
            )


def _body(entry: Entry, *, is_off: bool, has_account: bool) -> str:
    when = f"{entry.on:%d-%m-%Y}"
    if entry.begins and entry.ends:
        when = _("{day} kl. {begins} til {ends}").format(
            day=when, begins=f"{entry.begins:%H.%M}", ends=f"{entry.ends:%H.%M}"
        )
    told = (
        _("Du skal ikke komme. Den vedlagte fil tager dagen ud af din kalender.")
        if is_off
        else _("Den vedlagte fil lægger dagen i din kalender.")
    )
    see = (
        _("Se dagen:\n{link}").format(link=entry.url)
        if has_account
        else _("Se dagen med et nyt link:\n{link}").format(link=absolute("programme:ask_for_link"))
    )
    return "\n\n".join(line for line in (entry.title, when, entry.where, told, see) if line)
