"""What waits for a person in advisory courses: for the agency's advisers, for who leads a municipality's
work, and for everybody who takes part."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.access import permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission as P
from skolespor.programme.access import Who
from skolespor.programme.models import Course
from skolespor.programme.presenters.waiting import goes_on
from skolespor.programme.queries import after, days
from skolespor.programme.queries import waiting as queries
from skolespor.programme.states import PAUSED
from skolespor.workspace.queries.waiting import Waiting


def work_in_courses(*, reader: User) -> list[Waiting]:
    """In the order of harm. The same number of queries however many courses there are."""
    today = timezone.localdate()
    advises = P.COURSE_ADVISE in permissions_of(reader)
    lines = [_to_reply(reader), _to_talk(reader, today), _to_approve(reader)] if advises else []
    advised, led = queries.advised(reader=reader), queries.led(reader=reader)
    lines += [_course(reader), _next(led, today)]
    running = [*advised, *(one for one in led if one.state != PAUSED)]
    lines += [ask(running, today) for ask in ASKED] if running else []
    lines += [_lead_on(advised, today), _over(advised, today)] if advised else []
    return [*lines, _to_evaluate(reader)]


def _to_reply(reader: User) -> Waiting:
    count = queries.to_reply(reader=reader)
    text = ngettext(
        "{count} kommune venter på svar om rådgivning.",
        "{count} kommuner venter på svar om rådgivning.",
        count,
    ).format(count=count)
    return Waiting(count, text, reverse("programme:queue"), _("Svar"))


def _to_talk(reader: User, today: date) -> Waiting:
    found = queries.to_talk_with(reader=reader, today=today)
    text = ngettext(
        "{count} kommune venter på at tale videre med dig om rådgivning.",
        "{count} kommuner venter på at tale videre med dig om rådgivning.",
        len(found),
    ).format(count=len(found))
    return Waiting(len(found), text, _first(found), _("Se forløbet"))


def _to_approve(reader: User) -> Waiting:
    found = queries.to_approve(reader=reader)
    text = ngettext(
        "{count} aftale om rådgivning mangler kun jeres godkendelse.",
        "{count} aftaler om rådgivning mangler kun jeres godkendelse.",
        len(found),
    ).format(count=len(found))
    url = reverse("programme:agreement", args=[found[0].pk]) if found else ""
    return Waiting(len(found), text, url, _("Læs og godkend"))


def _lead_on(advised: Sequence[Course], today: date) -> Waiting:
    found = queries.to_lead_on(advised, today=today)
    text = ngettext(
        "{count} rådgivningsforløb venter på, at du holder mødet eller går videre.",
        "{count} rådgivningsforløb venter på, at du holder mødet eller går videre.",
        len(found),
    ).format(count=len(found))
    return Waiting(len(found), text, _first(found), _("Se forløbet"))


def _first(found: Sequence[Course]) -> str:
    return reverse("programme:course", args=[found[0].pk]) if found else ""


def _course(reader: User) -> Waiting:
    found = queries.ours(reader=reader)
    text = _("Rådgivningsforløbet venter på jer.")
    return Waiting(len(found), text, reverse("programme:index"), _("Se, hvad der mangler"))


def _next(led: Sequence[Course], today: date) -> Waiting:
    """What is missing is said of one; who leads several sees them in the list."""
    found = queries.to_go_on(led, today=today) if led else []
    if len(found) == 1:
        url = reverse("programme:course", args=[found[0].pk])
        return Waiting(1, goes_on(found[0], today=today), url, _("Se forløbet"))
    text = _("{count} rådgivningsforløb venter på jer.").format(count=len(found))
    return Waiting(len(found), text, reverse("programme:index"), _("Se forløbene"))


def _follow_ups(running: Sequence[Course], today: date) -> Waiting:
    found = after.due(running, today=today)
    text = ngettext(
        "{count} opfølgning på et rådgivningsforløb skal skrives.",
        "{count} opfølgninger på rådgivningsforløb skal skrives.",
        len(found),
    ).format(count=len(found))
    url = reverse("programme:hold", args=[found[0].course_id, found[0].pk]) if found else ""
    return Waiting(len(found), text, url, _("Skriv, hvad I så"))


def _days(running: Sequence[Course], today: date) -> Waiting:
    found = days.without_outcome(running, until=today - timedelta(days=1))
    text = ngettext(
        "{count} dag i et rådgivningsforløb er gået, og ingen har skrevet, hvad der kom ud af den.",
        "{count} dage i rådgivningsforløb er gået, og ingen har skrevet, hvad der kom ud af dem.",
        len(found),
    ).format(count=len(found))
    url = reverse("programme:day", args=[found[0].course_id, found[0].pk]) if found else ""
    return Waiting(len(found), text, url, _("Skriv det"))


ASKED: Sequence[Callable[[Sequence[Course], date], Waiting]] = (_follow_ups, _days)
"""Of the adviser and of who leads, for both write it."""


def _over(advised: Sequence[Course], today: date) -> Waiting:
    found = after.over(advised, today=today)
    text = ngettext(
        "{count} evaluering skal lukkes, så svarene kan ses.",
        "{count} evalueringer skal lukkes, så svarene kan ses.",
        len(found),
    ).format(count=len(found))
    url = reverse("programme:evaluation", args=[found[0].course_id, found[0].pk]) if found else ""
    return Waiting(len(found), text, url, _("Luk evalueringen"))


def _to_evaluate(reader: User) -> Waiting:
    found = after.to_evaluate(Who(reader))
    url = reverse("programme:evaluate", args=[found[0].course_id, found[0].pk]) if found else ""
    return Waiting(len(found), _("Sig, hvordan rådgivningsforløbet var."), url, _("Svar"))
