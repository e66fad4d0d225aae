"""What a child meets on its screen, and the way in with a code."""

from allauth.core.internal import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.conversations.actions import answers, screens
from skolespor.conversations.actions.browsers import adult_leaves, child_comes_in
from skolespor.conversations.doors import closed, give_token, screen_door, take_token
from skolespor.conversations.forms.screen import CodeForm, all_answers, one_answer
from skolespor.conversations.models import ChildScreen
from skolespor.conversations.presenters import screen as presenters
from skolespor.conversations.queries.steps import steps_of
from skolespor.core.doors import public_door
from skolespor.core.errors import RuleBroken

TRIES = {"code": "30/10m/ip"}
"""From one address: a class behind one line can come in, nobody can search through eight digits."""
ENDS = {"finish": "tak", "stop": "pause", "decline": "i-dag"}


@screen_door
def talk(request: HttpRequest, screen: ChildScreen) -> HttpResponse:
    """The whole conversation on one page; a script shows one thing at a time."""
    if request.method == "POST":
        return _sent(request, screen)
    facts = presenters.page(screen)
    return render(request, "conversations/screen/talk.html", facts)


def _sent(request: HttpRequest, screen: ChildScreen) -> HttpResponse:
    """A button of the page: all that stands there is kept first, whatever comes then."""
    band = presenters.band_of(screen)
    for answer in all_answers(request.POST, steps_of(band)):
        answers.keep_answer(screen=screen, **answer)
    asked = request.POST.get("do", "")
    if asked not in ENDS:
        return redirect("snak:talk")
    if asked == "finish":
        answers.finish(screen=screen)
    elif asked == "decline":
        answers.decline(screen=screen)
    else:
        screens.end_screen(screen=screen)
    return take_token(redirect("snak:end", ENDS[asked]))


@require_POST
@screen_door
def save(request: HttpRequest, screen: ChildScreen) -> HttpResponse:
    """One answer, while the child works."""
    answer = one_answer(request.body)
    if answer is None:
        return JsonResponse({"refused": _("Det kan ikke gemmes.")}, status=400)
    try:
        kept = answers.keep_answer(screen=screen, **answer)
    except RuleBroken as broken:
        if broken.code.startswith(("screen.", "conversation.")):
            return closed(request)
        return JsonResponse({"refused": broken.message}, status=400)
    return JsonResponse(presenters.late(kept.row) if kept.is_late else {"turn": kept.row.turn})


@public_door
def end(request: HttpRequest, how: str) -> HttpResponse:
    """*Giv skærmen tilbage til din voksne.*"""
    if how not in ENDS.values():
        raise Http404
    return render(request, "conversations/screen/end.html", {"how": how})


@public_door
def code(request: HttpRequest) -> HttpResponse:
    """Eight digits from an adult open a conversation, or the child's own pages."""
    form = CodeForm(request.POST or None)
    if form.is_valid() and ratelimit.consume(request, app="snak", action="code", config=TRIES):
        opened = screens.open_with_code(form.cleaned_data["code"])
        if opened and opened.user:
            child_comes_in(request=request, user=opened.user, through=opened.screen.opened_by)
            return redirect("workspace:today")
        if opened:
            adult_leaves(request=request)
            return give_token(redirect("snak:talk"), opened.token)
    if form.is_bound and not form.errors:
        form.add_error("code", _("Koden virker ikke. Bed din voksne om en ny."))
    return render(request, "conversations/screen/code.html", {"form": form})
