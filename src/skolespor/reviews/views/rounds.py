"""The front page, and leading a round from its beginning until it is closed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.accounts.doors import organisation_door, signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.core.forms import rules_shown_on
from skolespor.reviews import access
from skolespor.reviews.actions import answering, inviting
from skolespor.reviews.actions import rounds as actions
from skolespor.reviews.forms import BeginForm, DateForm, DropForm, InviteForm, ModeForm
from skolespor.reviews.models import Answerer, LineInRound, Round
from skolespor.reviews.presenters import results as results_presenters
from skolespor.reviews.presenters import rounds as presenters
from skolespor.reviews.queries import rounds, waiting
from skolespor.reviews.rules.shown import Mode
from skolespor.reviews.states import State
from skolespor.reviews.views.frame import LEAD, SEE, found, led_municipality, led_round, seen_round


@signed_in_door
def index(request: SignedInRequest) -> HttpResponse:
    """What one is asked to answer, and how each municipality one sees stands."""
    mine = waiting.to_answer(reader=request.user)
    places = rounds.municipalities(reader=request.user)
    if not places and not access.was_asked(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    parts = [presenters.part(place, reader=request.user, today=today) for place in places]
    shown = {"mine": presenters.waiting(mine), "parts": parts}
    return render(request, "reviews/index.html", shown)


@organisation_door(LEAD)
def begin(request: SignedInRequest, organisations: Any, municipality_id: int) -> HttpResponse:
    place = led_municipality(request, municipality_id)
    instrument = rounds.instrument_of(place)
    form = BeginForm(request.POST or None, themes=instrument.themes)
    if form.is_valid():
        with rules_shown_on(form):
            begun = actions.begin(
                municipality=place,
                today=timezone.localdate(),
                by=request.user,
                **form.cleaned_data,
            )
            messages.success(request, _("Runden er begyndt. Inviter nu de tre linjer."))
            return redirect("reviews:round", begun.pk)
    shown = {"form": form, "place": place, "statements": len(instrument.statements)}
    return render(request, "reviews/begin.html", shown)


@organisation_door(SEE)
def show(request: SignedInRequest, organisations: Any, round_id: int) -> HttpResponse:
    """While it is open: how far each line is. Closed: what they answered, side by side."""
    one = seen_round(request, round_id)
    if one.state == State.CLOSED:
        shown = results_presenters.spread(rounds.results_of(one), reader=request.user)
        return render(request, "reviews/spread.html", shown)
    shown = presenters.under_way(one, rounds.standings(one), reader=request.user)
    return render(request, "reviews/under_way.html", shown)


@organisation_door(SEE)
def set_answer_by(request: SignedInRequest, organisations: Any, round_id: int) -> HttpResponse:
    one = led_round(request, round_id)
    form = DateForm(request.POST or None, initial={"answer_by": one.answer_by})
    if form.is_valid():
        with rules_shown_on(form):
            actions.set_answer_by(
                round=one, today=timezone.localdate(), by=request.user, **form.cleaned_data
            )
            messages.success(request, _("Fristen er flyttet. Alle links virker til den nye frist."))
            return redirect("reviews:round", one.pk)
    heading = _("Flyt fristen")
    return render(request, "reviews/form.html", _frame(one, form=form, heading=heading))


@organisation_door(SEE)
def close(request: SignedInRequest, organisations: Any, round_id: int) -> HttpResponse:
    """Says what cannot be undone, then closes."""
    one = led_round(request, round_id)
    if request.method == "POST":
        actions.close(round=one, today=timezone.localdate(), by=request.user)
        messages.success(request, _("Runden er lukket. Her er svarene side om side."))
        return redirect("reviews:round", one.pk)
    shown = presenters.closing(one, rounds.standings(one))
    return render(request, "reviews/close.html", shown)


@organisation_door(SEE)
def drop(request: SignedInRequest, organisations: Any, round_id: int) -> HttpResponse:
    one = led_round(request, round_id)
    form = DropForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.drop(round=one, today=timezone.localdate(), by=request.user)
        messages.success(request, _("Runden er opgivet, og alle svar er slettet."))
        return redirect("reviews:index")
    return render(request, "reviews/drop.html", _frame(one, form=form))


@organisation_door(SEE)
def line(request: SignedInRequest, organisations: Any, round_id: int, line: str) -> HttpResponse:
    """Who answers for a line, and inviting more."""
    one, held = _line(request, round_id, line)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            new = inviting.invite(
                line=held, people_listed=form.cleaned_data["people"], by=request.user
            )
            messages.success(request, presenters.invited_words(new))
            return redirect("reviews:line", one.pk, line)
    standing = next(each for each in rounds.standings(one) if each.line.pk == held.pk)
    shown = _frame(one, form=form, **presenters.line(standing))
    return render(request, "reviews/line.html", shown)


@organisation_door(SEE)
def mode(request: SignedInRequest, organisations: Any, round_id: int, line: str) -> HttpResponse:
    """On the line's word: whoever leads the round chooses for it."""
    one, held = _line(request, round_id, line)
    form = ModeForm(request.POST or None, initial={"mode": held.mode})
    if form.is_valid():
        with rules_shown_on(form):
            chosen = Mode(form.cleaned_data["mode"])
            answering.choose_mode(line=held, mode=chosen, by=request.user)
            return redirect("reviews:line", one.pk, line)
    shown = _frame(one, form=form, **presenters.mode(held))
    return render(request, "reviews/mode.html", shown)


@organisation_door(SEE)
@require_POST
def send_again(
    request: SignedInRequest, organisations: Any, round_id: int, answerer_id: int
) -> HttpResponse:
    invited = _answerer(request, round_id, answerer_id)
    inviting.send_again(answerer=invited, by=request.user)
    words = _("{name} har fået et nyt link. Det gamle virker ikke mere.")
    messages.success(request, words.format(name=invited.name))
    return redirect("reviews:line", round_id, invited.line.line)


@organisation_door(SEE)
@require_POST
def let_choose(
    request: SignedInRequest, organisations: Any, round_id: int, answerer_id: int
) -> HttpResponse:
    invited = _answerer(request, round_id, answerer_id)
    inviting.let_choose(answerer=invited, by=request.user)
    words = _("{name} vælger nu, hvordan linjen svarer.")
    messages.success(request, words.format(name=invited.name))
    return redirect("reviews:line", round_id, invited.line.line)


@organisation_door(SEE)
def withdraw(
    request: SignedInRequest, organisations: Any, round_id: int, answerer_id: int
) -> HttpResponse:
    """Says what becomes of the answers, then withdraws."""
    invited = _answerer(request, round_id, answerer_id)
    if request.method == "POST":
        inviting.withdraw(answerer=invited, by=request.user)
        words = _("{name} er ikke længere inviteret.").format(name=invited.name)
        messages.success(request, words)
        return redirect("reviews:line", round_id, invited.line.line)
    shown = _frame(invited.line.round, name=invited.name, line=invited.line.line)
    return render(request, "reviews/withdraw.html", shown)


def _line(request: SignedInRequest, round_id: int, line: str) -> tuple[Round, LineInRound]:
    one = _open(led_round(request, round_id))
    held: LineInRound = found(request, rounds.line_of(one, line))
    return one, held


def _answerer(request: SignedInRequest, round_id: int, answerer_id: int) -> Answerer:
    one = _open(led_round(request, round_id))
    invited: Answerer = found(request, rounds.answerer_of(one, answerer_id))
    return invited


def _open(one: Round) -> Round:
    if one.state != State.OPEN:
        raise Http404
    return one


def _frame(one: Round, **facts: Any) -> dict[str, Any]:
    return {"round": one, "title": presenters.title(one), **facts}
