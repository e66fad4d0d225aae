"""The municipality's own copy of the statements."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile
from skolespor.reviews.actions import wording as actions
from skolespor.reviews.actions.wording import Words
from skolespor.reviews.forms import AddForm, RewordForm
from skolespor.reviews.presenters import wording as presenters
from skolespor.reviews.queries import rounds
from skolespor.reviews.views.frame import SEE, led_municipality, seen_municipality, theme_in


@organisation_door(SEE)
def index(request: SignedInRequest, organisations: Any, municipality_id: int) -> HttpResponse:
    """What is asked in the next round, and what the municipality has changed."""
    place = seen_municipality(request, municipality_id)
    return render(request, "reviews/wording.html", presenters.page(place, reader=request.user))


@organisation_door(SEE)
def reword(
    request: SignedInRequest, organisations: Any, municipality_id: int, statement: str
) -> HttpResponse:
    place = led_municipality(request, municipality_id)
    shown = presenters.statement(place, statement)
    if shown is None:
        raise Http404
    form = RewordForm(request.POST or None, initial=presenters.begins(place, statement))
    status = 200
    if form.is_valid():
        given = dict(form.cleaned_data)
        confirmed, seen = given.pop("not_a_child"), given.pop("seen")
        try:
            with rules_shown_on(form):
                actions.reword(
                    municipality=place,
                    code=statement,
                    words=Words(**given),
                    seen=seen,
                    is_confirmed=confirmed,
                    by=request.user,
                )
                messages.success(request, _("Det er gemt. Det gælder fra næste runde."))
                return redirect("reviews:wording", place.pk)
        except EditedMeanwhile:
            now = presenters.begins(place, statement)
            shown["meanwhile"] = presenters.in_words(now)
            form = RewordForm(initial={**given, "seen": now["seen"]})
            status = 409
    return render(request, "reviews/reword.html", shown | {"form": form}, status=status)


@organisation_door(SEE)
def add(
    request: SignedInRequest, organisations: Any, municipality_id: int, theme: str
) -> HttpResponse:
    place = led_municipality(request, municipality_id)
    asked = theme_in(rounds.content(), theme)
    form = AddForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        confirmed = given.pop("not_a_child")
        with rules_shown_on(form):
            actions.add(
                municipality=place,
                theme=asked.id,
                words=Words(**given),
                is_confirmed=confirmed,
                by=request.user,
            )
            messages.success(request, _("Udsagnet er med fra næste runde."))
            return redirect("reviews:wording", place.pk)
    shown = {"form": form, "place": place, "theme": asked}
    return render(request, "reviews/add.html", shown)
