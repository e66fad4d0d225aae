"""Choosing two or three things to work on, from a review or without one."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation, User
from skolespor.accounts.queries import known_names
from skolespor.audit import log
from skolespor.core.errors import RuleBroken
from skolespor.core.no_child import check_no_child
from skolespor.core.versions import save_seen
from skolespor.reviews import access, events
from skolespor.reviews.models import Focus, Round
from skolespor.reviews.rules import checks


@transaction.atomic
def choose(
    *,
    municipality: Organisation,
    words: str,
    why: str,
    today: date,
    by: User,
    round: Round | None = None,
    theme: str = "",
    statement: str = "",
    is_confirmed: bool = False,
) -> Focus:
    """In one of three places; when two choose the last one at once, the second is told."""
    _must_lead(by, municipality)
    if round is not None and round.municipality_id != municipality.pk:
        raise PermissionDenied
    checks.check_text(words, "words")
    checks.check_text(why, "why")
    names = _names(municipality, {"words": words, "why": why}, is_confirmed)
    Organisation.objects.select_for_update().get(pk=municipality.pk)
    open_now = Focus.objects.filter(municipality=municipality, ended_on=None)
    place = checks.free_place([one.place for one in open_now])
    checks.check_not_chosen(statement or theme, [one.statement or one.theme for one in open_now])
    focus = Focus.objects.create(
        municipality=municipality,
        round=round,
        place=place,
        theme=theme,
        statement=statement,
        words=words,
        why=why,
        chosen_on=today,
        chosen_by=by,
    )
    log.record(events.FOCUS_CHOSEN, by=by, about=focus, place=place, names=names)
    return focus


@transaction.atomic
def change(
    *,
    focus: Focus,
    words: str,
    why: str,
    alone: str,
    seen: int,
    is_confirmed: bool = False,
    by: User,
) -> None:
    """`alone` says why one focus is enough."""
    _must_lead(by, focus.municipality)
    _check_open(focus)
    checks.check_text(words, "words")
    checks.check_text(why, "why")
    names = _names(focus.municipality, {"words": words, "why": why, "alone": alone}, is_confirmed)
    save_seen(focus, seen=seen, words=words, why=why, alone=alone)
    log.record(events.FOCUS_CHANGED, by=by, about=focus, names=names)


@transaction.atomic
def end(*, focus: Focus, today: date, by: User) -> None:
    """It has become something, or something else matters more. It stays as history."""
    _must_lead(by, focus.municipality)
    ended = Focus.objects.filter(pk=focus.pk, ended_on=None).update(ended_on=today)
    if not ended:
        _check_open(Focus.objects.get(pk=focus.pk))
    log.record(events.FOCUS_ENDED, by=by, about=focus)


def _check_open(focus: Focus) -> None:
    if focus.ended_on is not None:
        raise RuleBroken("focus.ended", _("Det fokus er allerede afsluttet."))


def _names(municipality: Organisation, texts: dict[str, str], is_confirmed: bool) -> int:
    known = known_names(municipality, texts.values())
    return check_no_child(texts, known=known, is_confirmed=is_confirmed)


def _must_lead(by: User, municipality: Organisation) -> None:
    if not access.may_lead(by, municipality):
        raise PermissionDenied
