"""A track is begun, put right, and its fixed practice described."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.core import drafts
from skolespor.core.forms import rules_shown_on
from skolespor.reviews.queries.focus import open_focus
from skolespor.tracks.actions import making
from skolespor.tracks.actions.making import Plan
from skolespor.tracks.forms import DescribeForm, EditForm, TrackForm
from skolespor.tracks.models import Track
from skolespor.tracks.presenters import track as presenters
from skolespor.tracks.queries import choices
from skolespor.tracks.queries import track as queries
from skolespor.tracks.views.parts import HERE, Asked, ask, for_leads, for_workers


@organisation_door(Permission.WORK_LEAD)
def create(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """A new draft. `?tema` and `?udsagn` come from the self-review, `?fokus` is what was chosen there."""
    asked_for = request.GET.get("kommune", "")
    pk = int(asked_for) if asked_for.isdecimal() else None
    place = queries.place_led(pk, reader=request.user)
    if place is None:
        raise Http404
    begins = presenters.begins_from(request.GET)
    key: Any = {"owner_id": request.user.pk, "form": "track-new", "subject": str(place.pk)}
    typed = drafts.answers_of(drafts.waiting(**key))
    form = TrackForm(request.POST or None, initial={**begins, **typed}, municipality=place)
    if form.is_valid():
        with rules_shown_on(form):
            plan, confirmed = _plan(form.cleaned_data)
            track = making.create(
                municipality=place, plan=plan, by=request.user, not_a_child=confirmed
            )
            drafts.sent(**key)
            messages.success(request, _("Kladden er gemt. Skriv skridtene, og aftal sporet."))
            return redirect(HERE, track.pk)
    theme = choices.theme_of(begins.get("theme", ""))
    facts = {
        "form": form,
        "place": place,
        "theme": theme,
        "draft": key,
        "focus": presenters.focus_links(open_focus(place), place),
    }
    return render(request, "tracks/create.html", facts)


@for_leads
def edit(request: SignedInRequest, track: Track) -> HttpResponse:
    def send(answers: Mapping[str, Any]) -> None:
        plan, confirmed = _plan(answers)
        making.edit(
            track=track,
            plan=plan,
            seen=answers["version"],
            by=request.user,
            not_a_child=confirmed,
        )

    return ask(
        request,
        track,
        Asked(
            kind=EditForm,
            send=send,
            heading=_("Ret sporet"),
            submit=_("Gem"),
            draft="edit",
            options={"municipality": track.municipality},
            begins=presenters.plan_begins(track),
            begins_of=presenters.plan_begins,
            edited_at=track.edited_at,
        ),
    )


@for_workers
def describe(request: SignedInRequest, track: Track) -> HttpResponse:
    def send(answers: Mapping[str, Any]) -> None:
        given = {name: answer for name, answer in answers.items() if name != "version"}
        making.describe(track=track, seen=answers["version"], by=request.user, **given)

    return ask(
        request,
        track,
        Asked(
            kind=DescribeForm,
            send=send,
            heading=_("Beskriv den faste praksis"),
            lead=_("Så en ny kollega ved, hvad I gør, når sporet er slut."),
            submit=_("Gem"),
            draft="describe",
            begins=presenters.procedure_begins(track),
            begins_of=presenters.procedure_begins,
            edited_at=track.edited_at,
        ),
    )


def _plan(answers: Mapping[str, Any]) -> tuple[Plan, bool]:
    """What the form asked, as a plan; and whether somebody has said that no name is a child's."""
    plan = {
        name: answer for name, answer in answers.items() if name not in ("not_a_child", "version")
    }
    return Plan(**plan), bool(answers.get("not_a_child"))
