from django.http import HttpResponse
from django.shortcuts import render

from skolespor.accounts.http import SignedInRequest
from skolespor.tracks.models import Track
from skolespor.tracks.presenters import track as presenters
from skolespor.tracks.queries import track as queries
from skolespor.tracks.views.parts import of_track


@of_track
def show(request: SignedInRequest, track: Track) -> HttpResponse:
    """One track: what we want, who has the ball, how far it is, and what now."""
    page = queries.page_of(track, reader=request.user)
    return render(request, "tracks/track.html", presenters.page(page))
