"""Doors of a track, and the form page that all writing on one goes through."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts.doors import log_refusal, organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.core import drafts
from skolespor.core.doors import View
from skolespor.core.flow import Step
from skolespor.core.forms import rules_shown_on
from skolespor.core.models import Draft
from skolespor.core.versions import EditedMeanwhile
from skolespor.tracks.models import Track
from skolespor.tracks.presenters import both
from skolespor.tracks.queries import track as queries
from skolespor.tracks.states import OPEN, STATES

HERE = "tracks:track"
TICKED_ANEW = "criteria"
"""What a person looks at again each time, draft or not."""
TrackView = Callable[..., HttpResponse]


def of_track(view: TrackView) -> View:
    """Those who see the municipality's work; a track of another municipality is not there."""

    @organisation_door(Permission.WORK_SEE)
    @wraps(view)
    def entered(
        request: SignedInRequest, organisations: Any, track_id: int, **keys: Any
    ) -> HttpResponse:
        track = queries.track_of(track_id, reader=request.user)
        if track is None:
            log_refusal(request, Permission.WORK_SEE)
            raise Http404
        return view(request, track, **keys)

    return entered


def for_workers(view: TrackView) -> View:
    """The owner and those who lead the work; readers are refused."""

    @of_track
    @wraps(view)
    def entered(request: SignedInRequest, track: Track, **keys: Any) -> HttpResponse:
        if not queries.may_of(track, reader=request.user).work:
            _refuse(request)
        return view(request, track, **keys)

    return entered


def for_leads(view: TrackView) -> View:
    """Those who lead the work."""

    @of_track
    @wraps(view)
    def entered(request: SignedInRequest, track: Track, **keys: Any) -> HttpResponse:
        if not queries.may_of(track, reader=request.user).lead:
            _refuse(request)
        return view(request, track, **keys)

    return entered


def _refuse(request: SignedInRequest) -> None:
    log_refusal(request, Permission.WORK_LEAD)
    raise PermissionDenied


def found(thing: Any) -> Any:
    if thing is None:
        raise Http404
    return thing


def not_from_here(request: SignedInRequest, track: Track, step: Step) -> HttpResponse | None:
    """Somebody opens the page of a step that the track is past, or not at yet: back to the track, with a
    word on how it stands. Sending it is refused by the action."""
    if request.method == "POST" or track.state in step.source:
        return None
    words = _("Det kan ikke gøres nu: Sporet er »{state}«.").format(state=STATES[track.state])
    messages.warning(request, words)
    return redirect(HERE, track.pk)


@dataclass(frozen=True)
class Asked:
    """A form page: what it asks, whom it sends the answers to, and what it says. `begins_of` gives what
    stands now, from the row itself, for the form and for the page that shows both texts."""

    kind: Callable[..., forms.Form]
    send: Callable[[Mapping[str, Any]], Any]
    heading: str
    submit: str
    lead: str = ""
    said: str = ""
    draft: str = ""
    template: str = "tracks/form.html"
    button: str = "primary"
    options: Mapping[str, Any] = field(default_factory=dict)
    shown: Mapping[str, Any] = field(default_factory=dict)
    begins: Mapping[str, Any] = field(default_factory=dict)
    begins_of: Callable[[Any], Mapping[str, Any]] | None = None
    edited_at: datetime | None = None


def ask(request: SignedInRequest, track: Track, asked: Asked) -> HttpResponse:
    """Shows the form, or sends it and leads back to the track. What is typed is kept for its writer."""
    if request.method != "POST" and track.state not in OPEN:
        messages.warning(request, _("Sporet er stoppet. Der kan ikke skrives mere på det."))
        return redirect(HERE, track.pk)
    return take(request, track, asked)


def take(request: SignedInRequest, track: Track, asked: Asked) -> HttpResponse:
    """The same, whatever the track's state."""
    key: Any = {
        "owner_id": request.user.pk,
        "form": f"track-{asked.draft}",
        "subject": str(track.pk),
    }
    draft = drafts.waiting(**key) if asked.draft else None
    begins, is_older = _begins(asked, draft)
    form = asked.kind(request.POST or None, request.FILES or None, initial=begins, **asked.options)
    facts = {"track": track, "asked": asked, "form": form, "draft": key if asked.draft else None}
    facts["draft_is_older"] = is_older
    if form.is_valid():
        with rules_shown_on(form):
            try:
                asked.send(form.cleaned_data)
            except EditedMeanwhile as meanwhile:
                facts |= both.texts(asked, form, meanwhile.current)
                return render(request, "tracks/two_texts.html", facts, status=409)
            if asked.draft:
                drafts.sent(**key)
            messages.success(request, asked.said or _("Det er gemt."))
            return redirect(HERE, track.pk)
    return render(request, asked.template, facts | dict(asked.shown))


def _begins(asked: Asked, draft: Draft | None) -> tuple[dict[str, Any], bool]:
    """What the form begins with: the writer's draft over what stands. A draft that is older than what
    somebody has saved since keeps an old version, so that saving it shows both texts."""
    typed = {n: text for n, text in drafts.answers_of(draft).items() if n != TICKED_ANEW}
    begins = {**asked.begins, **typed}
    is_older = bool(draft and asked.edited_at and draft.saved_at < asked.edited_at)
    return begins | ({"version": -1} if is_older else {}), is_older
