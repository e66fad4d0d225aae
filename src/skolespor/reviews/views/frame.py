"""What the pages of those who see a municipality's work have in common."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from skolespor.accounts.doors import log_refusal
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.models import Organisation
from skolespor.accounts.permissions import Permission
from skolespor.reviews import access
from skolespor.reviews.models import Focus, Round
from skolespor.reviews.queries import focus as focus_queries
from skolespor.reviews.queries import rounds
from skolespor.reviews.rules.instrument import Instrument, Statement, Theme
from skolespor.reviews.states import State

SEE, LEAD = Permission.WORK_SEE, Permission.WORK_LEAD


def found(request: SignedInRequest, thing: Any) -> Any:
    """Of another municipality, or not there: there is no such page, and it is written down."""
    if thing is None:
        log_refusal(request, SEE)
        raise Http404
    return thing


def must_lead(request: SignedInRequest, municipality: Organisation) -> None:
    """Whoever reads here and does not lead."""
    if not access.may_lead(request.user, municipality):
        log_refusal(request, LEAD)
        raise PermissionDenied


def seen_municipality(request: SignedInRequest, pk: int) -> Organisation:
    place: Organisation = found(request, rounds.municipality(pk, reader=request.user))
    return place


def led_municipality(request: SignedInRequest, pk: int) -> Organisation:
    place = seen_municipality(request, pk)
    must_lead(request, place)
    return place


def seen_round(request: SignedInRequest, pk: int) -> Round:
    one: Round = found(request, rounds.round_of(pk, reader=request.user))
    return one


def led_round(request: SignedInRequest, pk: int) -> Round:
    one = seen_round(request, pk)
    must_lead(request, one.municipality)
    return one


def closed_round(request: SignedInRequest, pk: int) -> Round:
    """Before it is closed nobody reads an answer in it, whoever they are."""
    one = seen_round(request, pk)
    if one.state != State.CLOSED:
        raise Http404
    return one


def statement_in(instrument: Instrument, pk: str) -> Statement:
    one = instrument.statement(pk)
    if one is None:
        raise Http404
    return one


def theme_in(instrument: Instrument, pk: str) -> Theme:
    one = instrument.theme_of(pk)
    if one is None or one.id != pk:
        raise Http404
    return one


def led_focus(request: SignedInRequest, pk: int) -> Focus:
    one: Focus = found(request, focus_queries.focus_of(pk, reader=request.user))
    must_lead(request, one.municipality)
    return one
