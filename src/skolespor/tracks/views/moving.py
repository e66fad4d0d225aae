"""The steps of the flow: one page each, which says what happens."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.accounts.http import SignedInRequest
from skolespor.tracks.actions import moving as actions
from skolespor.tracks.actions.making import missing_in
from skolespor.tracks.forms import AgreeForm, AnchorForm, NothingToAskForm, ProposeForm, WhyForm
from skolespor.tracks.models import Track
from skolespor.tracks.presenters import moving as presenters
from skolespor.tracks.queries import track as queries
from skolespor.tracks.states import AGREE, ANCHOR, RESUME, START, STOP
from skolespor.tracks.views.parts import HERE, Asked, ask, for_leads, for_workers, not_from_here


@for_leads
def agree(request: SignedInRequest, track: Track) -> HttpResponse:
    if late := not_from_here(request, track, AGREE):
        return late
    missing = missing_in(track)

    def send(answers: Any) -> None:
        confirmed = bool(answers["not_a_child"])
        reason = answers["missing_reason"]
        actions.agree(track=track, reason=reason, by=request.user, not_a_child=confirmed)

    asked = Asked(
        kind=AgreeForm,
        send=send,
        heading=_("Aftal sporet"),
        lead=_("Så er det en aftale, og ejeren skriver status på det."),
        submit=_("Aftal sporet"),
        said=_("Sporet er aftalt. Sæt det i gang, når I begynder."),
        draft="agree",
        template="tracks/agree.html",
        shown={
            "checks": presenters.checks(track, missing),
            "months": presenters.rhythm(track),
            "missing": missing,
        },
        options={"is_complete": not missing},
        begins={"missing_reason": track.missing_reason},
    )
    return ask(request, track, asked)


@for_leads
def start(request: SignedInRequest, track: Track) -> HttpResponse:
    if late := not_from_here(request, track, START):
        return late
    asked = Asked(
        kind=NothingToAskForm,
        send=lambda _answers: actions.start(track=track, by=request.user),
        heading=_("Sæt sporet i gang?"),
        lead=_("Så kan alle se, at I gør det, og hvor langt I er med skridtene."),
        submit=_("Sæt sporet i gang"),
        said=_("Sporet er i gang."),
    )
    return ask(request, track, asked)


@for_leads
def anchor(request: SignedInRequest, track: Track) -> HttpResponse:
    if late := not_from_here(request, track, ANCHOR):
        return late
    standings = queries.criteria_of(track)
    asked = Asked(
        kind=AnchorForm,
        send=lambda answers: actions.anchor(track=track, by=request.user, **answers),
        heading=_("Gør det til fast praksis"),
        lead=_("Se på hvert punkt sammen. Under det står, hvad der viser det på sporet."),
        submit=_("Gør det til fast praksis"),
        said=_("Sporet er forankret. Godt gået."),
        draft="anchor",
        template="tracks/anchor.html",
        shown={"missing": presenters.not_proved(track, standings)},
        options={"criteria": presenters.criteria(standings)},
    )
    return ask(request, track, asked)


@for_leads
def resume(request: SignedInRequest, track: Track) -> HttpResponse:
    lead = _("Så er sporet i gang igen, og ejeren skriver status på det.")
    return not_from_here(request, track, RESUME) or _why(
        request, track, actions.resume, str(RESUME.label), lead
    )


@for_leads
def stop(request: SignedInRequest, track: Track) -> HttpResponse:
    lead = _("Et spor må gerne stoppe. Det kan ikke begynde igen, men alt, der står på det, bliver stående.")  # fmt: skip
    return not_from_here(request, track, STOP) or _why(
        request, track, actions.stop, str(STOP.label), lead, button="warning"
    )


@for_workers
def propose(request: SignedInRequest, track: Track) -> HttpResponse:
    """For the owner. Those who lead the work take the step themselves."""
    if queries.may_of(track, reader=request.user).lead:
        return redirect(HERE, track.pk)
    asked = Asked(
        kind=ProposeForm,
        send=lambda answers: actions.propose(track=track, by=request.user, **answers),
        heading=_("Foreslå et trin"),
        lead=_("De, der leder arbejdet, får besked og beslutter det."),
        submit=_("Send forslaget"),
        said=_("Forslaget er sendt."),
        draft="propose",
        options={"steps": presenters.steps_from(track.state)},
    )
    return ask(request, track, asked)


@for_leads
@require_POST
def decline(request: SignedInRequest, track: Track) -> HttpResponse:
    actions.decline(track=track, by=request.user)
    messages.success(request, _("Forslaget er afvist. Sig det til ejeren."))
    return redirect(HERE, track.pk)


def _why(
    request: SignedInRequest,
    track: Track,
    action: Callable[..., Any],
    words: str,
    lead: str,
    button: str = "primary",
) -> HttpResponse:
    asked = Asked(
        kind=WhyForm,
        send=lambda answers: action(track=track, by=request.user, **answers),
        heading=words,
        lead=lead,
        submit=words,
        draft=action.__name__,
        button=button,
    )
    return ask(request, track, asked)
