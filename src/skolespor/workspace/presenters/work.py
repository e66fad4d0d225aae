"""What only leaders can do, each with its state today and its tool. No child stands here: counts of
children are hidden below five."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skolespor.accounts.access import municipalities_where, permissions_of
from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission as P
from skolespor.accounts.queries import cadence
from skolespor.attendance.queries.lists import long_without
from skolespor.core.danish_sqlite import danish
from skolespor.core.forms import day_words
from skolespor.direction.queries import reviews as preparedness
from skolespor.direction.queries.document import DirectionState, Stands, direction_state
from skolespor.direction.rules.reviews import Status
from skolespor.programme.presenters.course import public_name
from skolespor.programme.queries.waiting import course_of
from skolespor.promises.presenters.told import told_in_words
from skolespor.promises.queries.told import told_in_time
from skolespor.promises.rules import SMALLEST
from skolespor.reviews.queries.waiting import state_of
from skolespor.tracks.queries import waiting as tracks
from skolespor.tracks.queries.board import state_counts
from skolespor.tracks.states import AGREED, ANCHORED, RUNNING

DECIDED_BY = "dl_gap_day_10"
"""The rule that says after how many school days without school a leader decides."""


@dataclass(frozen=True)
class Card:
    """One thing: why it is a leader's, how it stands today, and where to do it. Without `url` it is done
    away from the screen."""

    heading: str
    why: str
    states: Sequence[str]
    url: str = ""
    action: str = ""


def page(*, reader: User) -> list[dict[str, Any]]:
    """The municipalities whose own work the reader sees, each with its cards."""
    places = municipalities_where(reader, P.WORK_SEE).order_by(danish("name"), "pk")
    today = timezone.localdate()
    return [
        {"place": place, "cards": [ask(place, reader, today) for ask in CARDS]} for place in places
    ]


def _time(place: Organisation, reader: User, today: date) -> Card:
    found = Counter(state_counts(place, reader=reader))
    going = found[RUNNING] + found[AGREED]
    states = [
        ngettext("{n} handlespor er i gang.", "{n} handlespor er i gang.", going).format(n=going),
        ngettext(
            "{n} er blevet fast praksis.", "{n} er blevet fast praksis.", found[ANCHORED]
        ).format(n=found[ANCHORED]),
    ]
    why = _("Den, der har bolden, skal have tid til det. Det kan kun en leder give.")
    return Card(_("Beskyt tiden"), why, states, reverse("tracks:index"), _("Se handlesporene"))


def _calendar(place: Organisation, reader: User, today: date) -> Card:
    meetings = tracks.next_meetings(place, reader=reader, today=today)
    states = [f"{day_words(one.on)}: {one.title}" for one in meetings]
    why = _("Aftaler holder, når der er en dag, hvor nogen ser på dem.")
    return Card(
        _("Hold mødekalenderen"),
        why,
        states or [_("Der står ingen møder i kalenderen.")],
        reverse("tracks:year"),
        _("Se året"),
    )


def _school(place: Organisation, reader: User, today: date) -> Card:
    rule = cadence(place, DECIDED_BY, day=today)
    assert rule is not None  # noqa: S101 - the content has the rule
    count = long_without(place, days=rule.n)
    why = _("Efter {days} skoledage uden skole skal en leder beslutte, hvad der sker.")
    sees = permissions_of(reader) & {P.FACTS_OF_MUNICIPALITY}
    url = reverse("attendance:without_school") if sees else ""
    return Card(
        _("Beslut ved dag {days} uden skole").format(days=rule.n),
        why.format(days=rule.n),
        [_long_words(count, days=rule.n)],
        url,
        _("Se børnene") if url else "",
    )


def _long_words(count: int, *, days: int) -> str:
    if not count:
        return _("Ingen børn har været uden skole så længe lige nu.")
    if count < SMALLEST:
        words = _("Færre end {least} børn har været uden skole i {days} skoledage eller mere.")
        return words.format(least=SMALLEST, days=days)
    words = _("{count} børn har været uden skole i {days} skoledage eller mere.")
    return words.format(count=count, days=days)


def _direction(place: Organisation, reader: User, today: date) -> Card:
    why = _("Når skole, myndighed og anbringelsessted vil det samme, kan alle andre handle.")
    return Card(
        _("Giv fælles retning"),
        why,
        [_stands(direction_state(place))],
        reverse("common_direction:show", args=[place.pk]),
        _("Se den fælles retning"),
    )


def _stands(state: DirectionState) -> str:
    lines = ", ".join(line.label for line in state.left)
    return {
        Stands.NONE: _("Der er ikke skrevet en fælles retning endnu."),
        Stands.DRAFT: _("Den er begyndt, men ikke sendt til linjerne."),
        Stands.WAITING: _("Den venter på: {lines}.").format(lines=lines),
        Stands.VALID: _("Den gælder siden {day}.").format(day=day_words(state.valid_since)),
    }[state.stands]


def _answer(place: Organisation, reader: User, today: date) -> Card:
    told = told_in_time(reader=reader, today=today)
    why = _("Spørg på hvert ledermøde: Fik børnene svar på det, de sagde?")
    states = [told_in_words(told)["sentence"]] if told else []
    url = reverse("promises:mine") if told else ""
    return Card(_("Spørg efter svaret til barnet"), why, states, url, _("Se tallet") if url else "")


def _review(place: Organisation, reader: User, today: date) -> Card:
    state = state_of(place, today=today)
    states = []
    if state.open:
        states.append(_("I svarer frem til {day}.").format(day=day_words(state.open.answer_by)))
    if state.closed:
        states.append(_("Sidst gjort {day}.").format(day=day_words(state.closed.closed_on)))
    if state.repeat_due:
        states.append(_("Gentag den {day}.").format(day=day_words(state.repeat_due)))
    why = _("De tre linjer svarer hver for sig og ser, hvor de er uenige.")
    empty = [_("I har ikke lavet en egenvurdering endnu.")]
    return Card(
        _("Se, hvordan I gør i dag"),
        why,
        states or empty,
        reverse("reviews:index"),
        _("Egenvurdering"),
    )


def _preparedness(place: Organisation, reader: User, today: date) -> Card:
    why = _("Alle skoler skal vide, hvad de gør, før en elev kommer.")
    if not permissions_of(reader) & {P.PREPAREDNESS_SEE}:
        return Card(_("Hold beredskabet frisk"), why, [])
    found = next(one for one in preparedness.municipalities(reader=reader) if one.place == place)
    counts = found.counts
    words = _("Skoler: {valid} gælder, {expired} er for gamle, {missing} mangler.")
    states = [
        words.format(
            valid=counts[Status.VALID],
            expired=counts[Status.EXPIRED],
            missing=counts[Status.MISSING],
        )
    ]
    return Card(
        _("Hold beredskabet frisk"), why, states, reverse("direction:index"), _("Se beredskabet")
    )


def _course(place: Organisation, reader: User, today: date) -> Card:
    found = course_of(place.code, reader=reader)
    states = [public_name(found.state)] if found else [_("I har ikke søgt om rådgivning.")]
    why = _("Styrelsen kan hjælpe jer i gang, gratis, over to til fire dage.")
    return Card(
        _("Få rådgivning"), why, states, reverse("programme:index"), _("Se rådgivningsforløbet")
    )


CARDS = (_time, _calendar, _school, _direction, _answer, _review, _preparedness, _course)
"""First the five that only leaders can do, then what supports them."""
