"""What waits for a person, gathered from the rooms. Nothing here decides who may see what."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.access import organisations_where, permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission as P
from skolespor.accounts.queries import open_invitations
from skolespor.attendance.queries import signals
from skolespor.attendance.queries.clocks import WithoutSchool
from skolespor.attendance.queries.lists import without_school_now
from skolespor.calendar.rules.years import SchoolYear
from skolespor.children.queries import houses, lists, new_year
from skolespor.deadlines.queries import lists as deadlines
from skolespor.imports.spells import hosted
from skolespor.promises.queries import lists as promises
from skolespor.workspace.queries.missing import lacks
from skolespor.workspace.queries.waiting import Waiting
from skolespor.workspace.queries.work import work_for


def keys_of(wanted: lists.Wanted, now: str, *, reader: User) -> list[int]:
    """The children one follows, by their numbers, in the order asked for; with `now`, those for whom
    something must be done now."""
    found = lists.followed(wanted, reader=reader)
    if now:
        found = found.filter(pk__in=NOW[now](reader))
    return list(found.values_list("pk", flat=True))


def _without_school(reader: User) -> Collection[int]:
    """Of those without school today only those of whom the reader may know it."""
    return [one.child.pk for one in without_school_now(reader=reader)]


def _due_soon(reader: User) -> Any:
    """Those at whom the reader has something to do that is overdue, or due within 14 days."""
    return deadlines.mine_now(reader=reader).order_by().values("child")


def _unanswered(reader: User) -> Any:
    """Those whose absence waits for an answer, from whomever it is."""
    return signals.open_signals(reader=reader).order_by().values("child")


def _waits(reader: User) -> Any:
    """Those who wait for an answer that the reader may read."""
    return promises.children_waiting(reader=reader).values("pk")


NOW: Mapping[str, Callable[[User], Any]] = {
    "gap": _without_school,
    "waits": _waits,
    "soon": _due_soon,
    "answer": _unanswered,
}


def waiting_for(without: Sequence[WithoutSchool], *, reader: User) -> list[Waiting]:
    """What else waits for the reader, in the order of harm if it waits longer. `without` are the
    children without school that the reader follows or answers for."""
    may = permissions_of(reader)
    asked = [
        (P.LOG_CONTROL, _glasses),
        (P.CASELOAD_HAND_OVER, _without_owner),
        (P.GRADE_RENEW, _without_class),
        (P.STAFF_NAME, _without_teacher),
        (P.MATCH_DECIDE, _doubles),
        (P.MATCH_DECIDE, _hosted),
        (P.PEOPLE_MANAGE, _invitations),
    ]
    lines = [ask(reader) for permission, ask in asked if permission in may]
    lines += [_missing(without, reader), *work_for(reader=reader)]
    return [line for line in lines if line.count]


def _missing(without: Sequence[WithoutSchool], reader: User) -> Waiting:
    count = len(lacks(without, reader=reader))
    text = ngettext(
        "{count} ting mangler hos dine børn.", "{count} ting mangler hos dine børn.", count
    ).format(count=count)
    return Waiting(count, text, reverse("workspace:missing"), _("Se, hvad der mangler"))


def _glasses(reader: User) -> Waiting:
    count = houses.glasses(reader=reader).filter(reviewed_at=None).count()
    text = ngettext(
        "Nødadgang er brugt {count} gang og ikke gennemgået.",
        "Nødadgang er brugt {count} gange og ikke gennemgået.",
        count,
    ).format(count=count)
    return Waiting(count, text, reverse("children:glass_list"), _("Gennemgå"))


def _without_owner(reader: User) -> Waiting:
    count = houses.without_owner(reader=reader).count()
    text = ngettext(
        "{count} barn mangler en rådgiver.", "{count} børn mangler en rådgiver.", count
    ).format(count=count)
    return Waiting(count, text, reverse("children:caseloads"), _("Giv en rådgiver"))


def _without_class(reader: User) -> Waiting:
    """From 1 August: of the school year that runs. What can be prepared in June does not wait."""
    year = SchoolYear.of(timezone.localdate())
    count = new_year.without_class(year, reader=reader).count()
    text = ngettext(
        "{count} barn mangler klasse i skoleåret {year}.",
        "{count} børn mangler klasse i skoleåret {year}.",
        count,
    ).format(count=count, year=year)
    return Waiting(count, text, reverse("workspace:new_year"), _("Begynd"))


def _without_teacher(reader: User) -> Waiting:
    count = houses.without_named_adult(reader=reader)
    text = ngettext(
        "Ved {count} barn er der ikke sat navn på en voksen hos jer.",
        "Ved {count} børn er der ikke sat navn på en voksen hos jer.",
        count,
    ).format(count=count)
    return Waiting(count, text, reverse("children:naming"), _("Sæt navn på"))


def _doubles(reader: User) -> Waiting:
    count = houses.offers_waiting(reader=reader).count()
    text = ngettext(
        "{count} barn er måske oprettet to gange.",
        "{count} børn er måske oprettet to gange.",
        count,
    ).format(count=count)
    return Waiting(count, text, reverse("children:matches"), _("Se efter"))


def _hosted(reader: User) -> Waiting:
    count = hosted.waiting(reader=reader).count()
    text = ngettext(
        "En anden kommune melder, at {count} barn, I har ansvaret for, bor der.",
        "Andre kommuner melder, at {count} børn, I har ansvaret for, bor hos dem.",
        count,
    ).format(count=count)
    return Waiting(count, text, reverse("imports:hosted"), _("Svar"))


def _invitations(reader: User) -> Waiting:
    mine = organisations_where(reader, P.PEOPLE_MANAGE)
    count = open_invitations(mine).count()
    text = ngettext(
        "{count} invitation venter på svar.", "{count} invitationer venter på svar.", count
    ).format(count=count)
    return Waiting(count, text, reverse("accounts:people"), _("Se invitationer"))
