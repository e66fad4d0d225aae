"""What the municipality has chosen to work on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile
from skolespor.reviews.actions import focusing as actions
from skolespor.reviews.forms import ChangeFocusForm, FocusForm
from skolespor.reviews.presenters import focusing as presenters
from skolespor.reviews.queries import focus as queries
from skolespor.reviews.queries import rounds
from skolespor.reviews.views.frame import SEE, led_focus, led_municipality, seen_municipality


@organisation_door(SEE)
def index(request: SignedInRequest, organisations: Any, municipality_id: int) -> HttpResponse:
    """Two or three, with why; and those that have ended."""
    place = seen_municipality(request, municipality_id)
    shown = presenters.page(place, reader=request.user)
    return render(request, "reviews/focus.html", shown)


@organisation_door(SEE)
def choose(request: SignedInRequest, organisations: Any, municipality_id: int) -> HttpResponse:
    """From a theme or a statement of the last round (`?om=sr_6_3`), or in own words."""
    place = led_municipality(request, municipality_id)
    last = rounds.last_closed(place)
    about = presenters.about(last, request.GET.get("om", ""))
    owner: dict[str, Any] = {
        "owner_id": request.user.pk,
        "form": "focus",
        "subject": f"{place.pk}-{about.id}"[:60],
    }
    begins = {"words": about.words} | drafts.answers_of(drafts.waiting(**owner))
    form = FocusForm(request.POST or None, initial=begins)
    if form.is_valid():
        with rules_shown_on(form):
            actions.choose(
                municipality=place,
                words=form.cleaned_data["words"],
                why=form.cleaned_data["why"],
                is_confirmed=form.cleaned_data["not_a_child"],
                round=last if about.id else None,
                theme=about.theme,
                statement=about.statement,
                today=timezone.localdate(),
                by=request.user,
            )
            drafts.sent(**owner)
            messages.success(request, _("Fokus er valgt."))
            return redirect("reviews:focus", place.pk)
    shown = {"place": place, "form": form, "about": about, "draft": owner["subject"]}
    return render(request, "reviews/focus_choose.html", shown)


@organisation_door(SEE)
def change(request: SignedInRequest, organisations: Any, focus_id: int) -> HttpResponse:
    focus = led_focus(request, focus_id)
    begins = {"words": focus.words, "why": focus.why, "alone": focus.alone, "seen": focus.version}
    form = ChangeFocusForm(request.POST or None, initial=begins)
    shown: dict[str, Any] = {"focus": focus, "place": focus.municipality}
    status = 200
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            with rules_shown_on(form):
                confirmed = given.pop("not_a_child")
                actions.change(focus=focus, is_confirmed=confirmed, by=request.user, **given)
                messages.success(request, _("Det er gemt."))
                return redirect("reviews:focus", focus.municipality_id)
        except EditedMeanwhile:
            focus = queries.focus_of(focus.pk, reader=request.user) or focus
            shown["meanwhile"] = focus
            form = ChangeFocusForm(initial={**given, "seen": focus.version})
            status = 409
    return render(request, "reviews/focus_change.html", shown | {"form": form}, status=status)


@organisation_door(SEE)
def end(request: SignedInRequest, organisations: Any, focus_id: int) -> HttpResponse:
    focus = led_focus(request, focus_id)
    if request.method == "POST":
        actions.end(focus=focus, today=timezone.localdate(), by=request.user)
        messages.success(request, _("Fokus er afsluttet."))
        return redirect("reviews:focus", focus.municipality_id)
    return render(request, "reviews/focus_end.html", {"focus": focus})
