"""Files on a track."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from skolespor.accounts.http import SignedInRequest
from skolespor.core.papers.keeping import Gone
from skolespor.core.papers.receiving import receives_a_file
from skolespor.core.papers.sending import file_download
from skolespor.tracks.actions import files as actions
from skolespor.tracks.forms import PROCEDURE, FileForm, NothingToAskForm
from skolespor.tracks.models import Track
from skolespor.tracks.queries import files as queries
from skolespor.tracks.views.parts import HERE, Asked, ask, for_workers, found, of_track, take


@for_workers
@receives_a_file
def add(request: SignedInRequest, track: Track) -> HttpResponse:
    def send(answers: Mapping[str, Any]) -> None:
        actions.add(
            track=track,
            sent=answers["sent"],
            is_procedure=answers["what"] == PROCEDURE,
            not_a_child=answers["not_a_child"],
            by=request.user,
        )

    lead = _(
        "Alle, der kan se sporet, kan hente filen. Skolespor ser den igennem for CPR-numre og "
        "spørger, hvis noget ligner et navn."
    )
    asked = Asked(FileForm, send, _("Læg en fil op"), _("Gem filen"), lead, _("Filen er gemt."))
    return ask(request, track, asked)


@of_track
def fetch(request: SignedInRequest, track: Track, evidence_id: int) -> HttpResponse:
    """The file, to be saved. Its name tells nothing."""
    file = found(queries.file_of(track, evidence_id))
    try:
        answer = file_download(file, f"dokumentation-{file.pk}")
    except Gone:
        messages.error(request, _("Filen kan ikke hentes. Bed om at få den lagt op igen."))
        return redirect(HERE, track.pk)
    actions.fetched(file=file, by=request.user)
    return answer


@for_workers
def remove(request: SignedInRequest, track: Track, evidence_id: int) -> HttpResponse:
    """Says what goes, then deletes it; also on a track that is over."""
    file = found(queries.file_of(track, evidence_id))
    asked = Asked(
        kind=NothingToAskForm,
        send=lambda _answers: actions.remove(file=file, by=request.user),
        heading=_("Slet »{name}«?").format(name=file.name),
        submit=_("Slet filen"),
        lead=_("Så er filen væk for alle, også for jer. Den kan ikke hentes tilbage."),
        said=_("Filen er slettet."),
        button="warning",
    )
    return take(request, track, asked)
