"""The number that a track is followed by."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from skolespor.accounts.http import SignedInRequest
from skolespor.core.forms import day_words
from skolespor.tracks.actions import measuring
from skolespor.tracks.forms import MeasureForm, NothingToAskForm, ValueForm
from skolespor.tracks.models import Track
from skolespor.tracks.presenters import track as presenters
from skolespor.tracks.queries import track as queries
from skolespor.tracks.views.parts import Asked, ask, for_workers, found


@for_workers
def measure(request: SignedInRequest, track: Track) -> HttpResponse:
    now = queries.measure_of(track)

    def send(answers: Mapping[str, Any]) -> None:
        given = {name: answer for name, answer in answers.items() if name != "version"}
        measuring.set_measure(track=track, seen=answers["version"], by=request.user, **given)

    lead = _("Der er tal i rækken. Ændrer du, hvad tallet er, eller hvordan det bliver talt, begynder en ny række. Den gamle bliver stående.")  # fmt: skip
    asked = Asked(
        kind=MeasureForm,
        send=send,
        heading=_("Hvilket tal følger vi?"),
        lead=lead if now and now.values.exists() else "",
        submit=_("Gem målingen"),
        draft="measure",
        begins=presenters.measure_begins(now) if now else {"version": 0},
        begins_of=presenters.measure_begins,
        edited_at=now.edited_at if now else None,
    )
    return ask(request, track, asked)


@for_workers
def add_value(request: SignedInRequest, track: Track) -> HttpResponse:
    """A number of the measure that is in use; where there is none, one is chosen first."""
    now = queries.measure_of(track)
    if now is None:
        return redirect("tracks:measure", track.pk)

    def send(answers: Mapping[str, Any]) -> None:
        measuring.write_value(measure=now, by=request.user, **answers)

    asked = Asked(
        kind=ValueForm,
        send=send,
        heading=_("Skriv et tal"),
        submit=_("Gem tallet"),
        template="tracks/value.html",
        shown={"measure": presenters.measure_words(now)},
        options={"is_of_children": now.is_of_children},
    )
    return ask(request, track, asked)


@for_workers
def withdraw_value(request: SignedInRequest, track: Track, value_id: int) -> HttpResponse:
    value = found(queries.value_of(track, value_id))
    asked = Asked(
        kind=NothingToAskForm,
        send=lambda _answers: measuring.withdraw_value(value=value, by=request.user),
        heading=_("Træk tallet tilbage?"),
        lead=_("Tallet for {until} bliver taget ud af rækken.").format(
            until=day_words(value.until)
        ),
        submit=_("Træk tilbage"),
        said=_("Tallet er trukket tilbage."),
        button="warning",
    )
    return ask(request, track, asked)
