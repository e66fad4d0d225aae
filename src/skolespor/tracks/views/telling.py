"""How it goes, and whether it worked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from skolespor.accounts.http import SignedInRequest
from skolespor.tracks.actions import telling
from skolespor.tracks.forms import EvaluateForm, StatusForm
from skolespor.tracks.models import Track
from skolespor.tracks.presenters import track as presenters
from skolespor.tracks.queries import track as queries
from skolespor.tracks.states import ALIVE, EVALUATE
from skolespor.tracks.views.parts import HERE, Asked, ask, for_workers, not_from_here


@for_workers
def status(request: SignedInRequest, track: Track) -> HttpResponse:
    """Four short answers, with what was said last time beside them."""
    if request.method != "POST" and track.state not in ALIVE:
        messages.warning(
            request, _("Sporet er en kladde. Aftal det først, så kan du skrive status.")
        )
        return redirect(HERE, track.pk)
    asked = Asked(
        kind=StatusForm,
        send=lambda answers: telling.write_status(track=track, by=request.user, **answers),
        heading=_("Skriv status"),
        lead=_("Det tager fem minutter. Alle, der ser sporet, kan læse det."),
        submit=_("Gem status"),
        draft="status",
        template="tracks/status.html",
        shown={"last": presenters.last_status(queries.standing_of(track))},
    )
    return ask(request, track, asked)


@for_workers
def evaluate(request: SignedInRequest, track: Track) -> HttpResponse:
    if late := not_from_here(request, track, EVALUATE):
        return late
    may = queries.may_of(track, reader=request.user)
    asked = Asked(
        kind=EvaluateForm,
        send=lambda answers: telling.evaluate(track=track, by=request.user, **answers),
        heading=_("Virkede det?"),
        lead=_("Når du gemmer, er sporet evalueret.")
        if may.lead
        else _(
            "Når du gemmer, får de, der leder arbejdet, besked. De sætter sporet til evalueret."
        ),
        submit=_("Gem evalueringen"),
        draft="evaluate",
        template="tracks/evaluate.html",
        shown={"signs": presenters.signs_of(track)},
    )
    return ask(request, track, asked)
