"""Answering for a line, the same pages with an account and by a link."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.core.doors import public_door
from skolespor.core.forms import rules_shown_on
from skolespor.reviews.actions import answering as actions
from skolespor.reviews.doors import COOKIE, Seat, closed, remember
from skolespor.reviews.forms import AnswerForm, ModeForm
from skolespor.reviews.presenters import answering as presenters
from skolespor.reviews.queries import answering as queries
from skolespor.reviews.rules.instrument import Theme


@public_door
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """A button first: programs that look into mails open links too, and must not use one up."""
    answerer = queries.answerer_behind(token)
    mine = queries.answerer_in(token, browser=request.COOKIES.get(COOKIE, ""))
    if mine is not None:
        return redirect("reviews_link:start", token)
    if answerer is None or answerer.browser:
        return closed(request)
    if request.method != "POST":
        return render(request, "reviews/answer/open.html")
    browser = actions.bind(answerer=answerer, browser=request.COOKIES.get(COOKIE, ""))
    if browser is None:
        return closed(request)
    return remember(redirect("reviews_link:start", token), browser)


def start(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How the line answers, how far one is, and what comes next."""
    mine = queries.mine(seat.answerer)
    if not mine.mode and seat.answerer.chooses:
        return _mode(request, seat)
    facts = presenters.start(mine, seat)
    return render(request, "reviews/answer/start.html", facts)


def _mode(request: HttpRequest, seat: Seat) -> HttpResponse:
    form = ModeForm(request.POST or None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.choose_mode(
                line=seat.answerer.line,
                mode=form.cleaned_data["mode"],
                answerer=seat.answerer,
            )
            return redirect(seat.url("start"))
    facts = {**presenters.frame(seat), "form": form, "modes": presenters.modes()}
    return render(request, "reviews/answer/mode.html", facts)


def mode(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The choice again, until somebody has answered."""
    if not seat.answerer.chooses or seat.answerer.line.is_locked:
        return redirect(seat.url("start"))
    return _mode(request, seat)


def theme(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """The statements of one theme; saved on the way, and when one goes on."""
    mine, asked = _asked(seat, number)
    if mine.is_handed_in or not mine.mode:
        return redirect(seat.url("start"))
    form = _form(request, mine, asked)
    if form.is_valid():
        with rules_shown_on(form):
            clashes = _write(seat, form)
            if clashes:
                facts = presenters.clash(mine, asked, clashes, seat, number)
                return render(request, "reviews/answer/clash.html", facts, status=409)
            last = number == len(mine.themes)
            return redirect(seat.url("start") if last else seat.url("theme", number + 1))
    facts = presenters.theme(mine, asked, form, seat, number)
    return render(request, "reviews/answer/theme.html", facts)


@require_POST
def save(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """On the way, from the script. What somebody else has written meanwhile is told of at the next page."""
    mine, asked = _asked(seat, number)
    form = _form(request, mine, asked)
    if mine.is_handed_in or not mine.mode or not form.is_valid():
        return HttpResponse(status=400)
    is_whole = actions.answer_on_the_way(
        answerer=seat.answerer,
        given=form.given(),
        begun_with=form.begun_with(),
        seen=form.seen(),
    )
    answer = HttpResponse(status=204)
    if not is_whole:
        words = _(
            "Gemt, men ikke det, der ligner et navn eller et nummer. Det bliver du spurgt om."
        )
        answer["X-Draft-Words"] = quote(words)
    return answer


def hand_in(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Says what sending means, then sends."""
    mine = queries.mine(seat.answerer)
    if mine.is_handed_in or not mine.mode:
        return redirect(seat.url("start"))
    if request.method == "POST":
        actions.hand_in(answerer=seat.answerer)
        return redirect(seat.url("start"))
    return render(request, "reviews/answer/send.html", presenters.start(mine, seat))


@require_POST
def take_back(request: HttpRequest, seat: Seat) -> HttpResponse:
    actions.take_back(answerer=seat.answerer)
    messages.success(request, _("I kan rette igen. Husk at sende bagefter."))
    return redirect(seat.url("start"))


def _asked(seat: Seat, number: int) -> tuple[queries.Mine, Theme]:
    mine = queries.mine(seat.answerer)
    asked = mine.theme(number)
    if asked is None:
        raise Http404
    return mine, asked


def _form(request: HttpRequest, mine: queries.Mine, asked: Theme) -> AnswerForm:
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        statements=asked.statements,
        line=mine.answerer.line.line,
        stored=mine.stored,
        version=mine.version,
    )


def _write(seat: Seat, form: AnswerForm) -> list[actions.Clash]:
    return actions.answer(
        answerer=seat.answerer,
        given=form.given(),
        begun_with=form.begun_with(),
        seen=form.seen(),
        is_confirmed=form.cleaned_data["not_a_child"],
    )
