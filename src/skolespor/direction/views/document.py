from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.accounts.doors import log_refusal, organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.lines import Line
from skolespor.accounts.permissions import Permission
from skolespor.core import drafts
from skolespor.core.errors import RuleBroken
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile
from skolespor.direction.actions import document as actions
from skolespor.direction.forms.document import AnswerForm, ForOthersForm, SendForm, TextForm
from skolespor.direction.models import LineAnswer
from skolespor.direction.presenters import document as presenters
from skolespor.direction.queries import document as queries
from skolespor.direction.views.parts import as_pdf

P = Permission
PAGE = "common_direction:show"


@organisation_door(P.WORK_SEE)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """To the municipality one works in; who works in several chooses."""
    places = queries.municipalities_read(reader=request.user)
    if len(places) == 1:
        return redirect(PAGE, places[0].pk)
    return render(request, "direction/directions.html", {"places": places})


@organisation_door(P.WORK_SEE)
def show(request: SignedInRequest, organisations: Any, municipality_id: int) -> HttpResponse:
    """What the three lines want together, and what it waits for."""
    found = _found(request, municipality_id)
    shown = presenters.page(found, **_who(request, found))
    return render(request, "direction/direction.html", shown)


@organisation_door(P.WORK_SEE)
def version(
    request: SignedInRequest, organisations: Any, municipality_id: int, number: int
) -> HttpResponse:
    """One version as it was sent."""
    found = _found(request, municipality_id)
    shown = presenters.version_page(found, _version(found, number), **_who(request, found))
    return render(request, "direction/version.html", shown)


@organisation_door(P.WORK_SEE)
def changes(
    request: SignedInRequest, organisations: Any, municipality_id: int, number: int
) -> HttpResponse:
    """What is different from the version before."""
    found = _found(request, municipality_id)
    after, before = _version(found, number), _version(found, number - 1)
    shown = {
        "place": found.municipality,
        "number": number,
        "before": number - 1,
        "differences": presenters.differences(before, after),
        "added": presenters.ADDED,
        "removed": presenters.REMOVED,
    }
    return render(request, "direction/changes.html", shown)


@organisation_door(P.WORK_SEE)
def file(
    request: SignedInRequest, organisations: Any, municipality_id: int, number: int
) -> HttpResponse:
    found = _found(request, municipality_id)
    return as_pdf(presenters.printed(found, _version(found, number)), f"faelles-retning-{number}")


@organisation_door(P.WORK_LEAD)
def write(request: SignedInRequest, organisations: Any, municipality_id: int) -> HttpResponse:
    """The text. What is typed is kept as a draft; the valid version stands until the next is agreed on."""
    found = _found(request, municipality_id, P.WORK_LEAD)
    key: Any = {
        "owner_id": request.user.pk,
        "form": "common-direction",
        "subject": str(municipality_id),
    }
    draft = drafts.waiting(**key)
    form = TextForm(request.POST or None, began=presenters.began(found, draft))
    shown: dict[str, Any] = {"place": found.municipality, "form": form}
    if form.is_valid():
        with rules_shown_on(form):
            try:
                actions.write(
                    municipality=found.municipality,
                    texts=form.texts,
                    seen=form.cleaned_data["seen"],
                    is_confirmed=form.is_confirmed,
                    by=request.user,
                )
            except EditedMeanwhile as meanwhile:
                current: Any = meanwhile.current
                shown |= presenters.both(form, current)
                form.data = request.POST.copy()
                form.data["seen"] = str(current.version)
                return render(request, "direction/direction_two_texts.html", shown)
            drafts.sent(**key)
            messages.success(
                request, _("Teksten er gemt. Linjerne ser den først, når du sender den.")
            )
            return redirect(PAGE, municipality_id)
    shown |= presenters.about_draft(found, draft)
    return render(request, "direction/direction_write.html", shown)


@organisation_door(P.WORK_LEAD)
def send(request: SignedInRequest, organisations: Any, municipality_id: int) -> HttpResponse:
    """Says who is asked and what happens to the version that waits, then sends."""
    found = _found(request, municipality_id, P.WORK_LEAD)
    seen = found.text.version if found.text else 0
    form = SendForm(request.POST or None, initial={"seen": seen})
    if form.is_valid():
        with rules_shown_on(form):
            try:
                actions.send(municipality=found.municipality, by=request.user, **form.cleaned_data)
            except EditedMeanwhile:
                messages.warning(
                    request, _("Nogen har rettet teksten imens. Læs den, og send den så.")
                )
                return redirect("common_direction:send", municipality_id)
            messages.success(request, _("Den er sendt. De tre linjer har fået besked."))
            return redirect(PAGE, municipality_id)
    texts = found.text.texts if found.text else {}
    shown = {
        "place": found.municipality,
        "form": form,
        "groups": presenters.groups(texts),
        "waiting": found.waiting,
        "valid": found.valid,
    }
    return render(request, "direction/send.html", shown)


@organisation_door(P.LINE_APPROVE, P.WORK_LEAD)
def answer(
    request: SignedInRequest, organisations: Any, municipality_id: int, number: int, line: str
) -> HttpResponse:
    """What one's line says to a version; or, for a line that nobody leads, why one approves it."""
    found = _found(request, municipality_id, P.LINE_APPROVE)
    one, asked = _version(found, number), _line(line)
    is_own = _may_answer(request, found, asked)
    kind = AnswerForm if is_own else ForOthersForm
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with rules_shown_on(form):
            actions.answer(
                version=one.row,
                line=asked,
                says=form.cleaned_data.get("says", LineAnswer.Says.APPROVED),
                reason=form.cleaned_data["reason"],
                is_confirmed=form.is_confirmed,
                by=request.user,
            )
            messages.success(request, _("Svaret er gemt."))
            return redirect(PAGE, municipality_id)
    shown = {
        "place": found.municipality,
        "number": number,
        "line": asked.label,
        "form": form,
        "groups": presenters.groups(one.texts),
        "is_own": is_own,
    }
    return render(request, "direction/answer.html", shown)


@organisation_door(P.LINE_APPROVE, P.WORK_LEAD)
@require_POST
def take_back(
    request: SignedInRequest, organisations: Any, municipality_id: int, number: int, line: str
) -> HttpResponse:
    """The line has not answered after all."""
    found = _found(request, municipality_id, P.LINE_APPROVE)
    one, asked = _version(found, number), _line(line)
    _may_answer(request, found, asked)
    try:
        actions.take_back(version=one.row, line=asked, by=request.user)
        messages.success(request, _("Svaret er taget tilbage. Du kan svare igen."))
    except RuleBroken as broken:
        messages.warning(request, broken.message)
    return redirect(PAGE, municipality_id)


def _found(
    request: SignedInRequest, municipality_id: int, permission: Permission = P.WORK_SEE
) -> queries.Direction:
    """Another municipality's: there is no such page. One's own that one only reads: refused."""
    found = queries.direction_for(municipality_id, reader=request.user)
    if found is None:
        log_refusal(request, permission)
        raise Http404
    if permission is P.WORK_LEAD and not _who(request, found)["leads"]:
        log_refusal(request, permission)
        raise PermissionDenied
    return found


def _who(request: SignedInRequest, found: queries.Direction) -> dict[str, Any]:
    """What the reader may do with it."""
    place = found.municipality
    return {
        "leads": queries.is_leader(place, reader=request.user),
        "own": queries.own_lines(place, reader=request.user),
        "unmanned": queries.unmanned(place),
    }


def _version(found: queries.Direction, number: int) -> queries.Version:
    one = found.version(number)
    if one is None:
        raise Http404
    return one


def _line(line: str) -> Line:
    if line not in list(Line):
        raise Http404
    return Line(line)


def _may_answer(request: SignedInRequest, found: queries.Direction, line: Line) -> bool:
    """Whether it is one's own line; neither one's own nor one without a leader: refused."""
    who = _who(request, found)
    if line in who["own"]:
        return True
    if not (who["leads"] and line in who["unmanned"]):
        log_refusal(request, P.LINE_APPROVE)
        raise PermissionDenied
    return False
