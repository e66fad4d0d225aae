"""Steps, partners and meetings."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.accounts.http import SignedInRequest
from skolespor.tracks.actions import working as actions
from skolespor.tracks.forms import (
    EditStepForm,
    MeetingForm,
    NothingToAskForm,
    PartnerForm,
    StepForm,
)
from skolespor.tracks.models import Track
from skolespor.tracks.presenters import track as presenters
from skolespor.tracks.queries import track as queries
from skolespor.tracks.views.parts import HERE, Asked, ask, for_workers, found


@for_workers
def add_step(request: SignedInRequest, track: Track) -> HttpResponse:
    send = _sender(actions.add_step, track=track, by=request.user)
    asked = Asked(StepForm, send, _("Skriv et skridt"), _("Gem skridtet"), draft="step")
    return ask(request, track, asked)


@for_workers
def edit_step(request: SignedInRequest, track: Track, step_id: int) -> HttpResponse:
    step = found(queries.step_of(track, step_id))

    def send(answers: Mapping[str, Any]) -> None:
        given = {name: answer for name, answer in answers.items() if name != "version"}
        actions.edit_step(step=step, seen=answers["version"], by=request.user, **given)

    asked = Asked(
        kind=EditStepForm,
        send=send,
        heading=_("Ret skridtet"),
        submit=_("Gem"),
        template="tracks/edit_step.html",
        shown={"step": step},
        begins=presenters.step_begins(step),
        begins_of=presenters.step_begins,
    )
    return ask(request, track, asked)


@for_workers
@require_POST
def tick(request: SignedInRequest, track: Track, step_id: int) -> HttpResponse:
    actions.tick(step=found(queries.step_of(track, step_id)), by=request.user)
    return redirect(HERE, track.pk)


@for_workers
@require_POST
def untick(request: SignedInRequest, track: Track, step_id: int) -> HttpResponse:
    actions.untick(step=found(queries.step_of(track, step_id)), by=request.user)
    return redirect(HERE, track.pk)


@for_workers
def remove_step(request: SignedInRequest, track: Track, step_id: int) -> HttpResponse:
    step = found(queries.step_of(track, step_id))
    lead = _("»{text}« bliver taget af sporet.").format(text=step.text)
    return _remove(
        request,
        track,
        lambda _answers: actions.remove_step(step=step, by=request.user),
        heading=_("Fjern skridtet?"),
        lead=lead,
    )


@for_workers
def add_partner(request: SignedInRequest, track: Track) -> HttpResponse:
    send = _sender(actions.add_partner, track=track, by=request.user)
    return ask(request, track, Asked(PartnerForm, send, _("Hvem er med?"), _("Gem")))


@for_workers
def remove_partner(request: SignedInRequest, track: Track, partner_id: int) -> HttpResponse:
    partner = found(queries.partner_of(track, partner_id))
    lead = _("{name} står ikke længere på sporet.").format(name=partner.name)
    return _remove(
        request,
        track,
        lambda _answers: actions.remove_partner(partner=partner, by=request.user),
        heading=_("Fjern partneren?"),
        lead=lead,
    )


@for_workers
def add_meeting(request: SignedInRequest, track: Track) -> HttpResponse:
    send = _sender(actions.add_meeting, track=track, by=request.user)
    lead = _("Skriv de møder, I holder alligevel, og hvad I ser på der.")
    asked = Asked(MeetingForm, send, _("Sæt et møde i årshjulet"), _("Gem mødet"), lead)
    return ask(request, track, asked)


@for_workers
def remove_meeting(request: SignedInRequest, track: Track, meeting_id: int) -> HttpResponse:
    meeting = found(queries.meeting_of(track, meeting_id))
    lead = _("»{title}« bliver taget ud af årshjulet.").format(title=meeting.title)
    return _remove(
        request,
        track,
        lambda _answers: actions.remove_meeting(meeting=meeting, by=request.user),
        heading=_("Fjern mødet?"),
        lead=lead,
    )


def _sender(action: Callable[..., Any], **about: Any) -> Callable[[Mapping[str, Any]], Any]:
    """Sends the answers to the action as they are."""
    return lambda answers: action(**about, **answers)


def _remove(
    request: SignedInRequest,
    track: Track,
    send: Callable[[Mapping[str, Any]], Any],
    *,
    heading: str,
    lead: str,
) -> HttpResponse:
    """Says what goes, then takes it away."""
    kind: type[forms.Form] = NothingToAskForm
    asked = Asked(
        kind, send, heading, _("Fjern"), lead, said=_("Det er fjernet."), button="warning"
    )
    return ask(request, track, asked)
