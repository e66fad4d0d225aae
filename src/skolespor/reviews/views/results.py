"""A closed round: theme by theme, statement by statement, then and now, and as files."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.core import drafts
from skolespor.core.downloads import csv_download
from skolespor.core.forms import rules_shown_on
from skolespor.core.versions import EditedMeanwhile
from skolespor.reviews.actions import agreeing
from skolespor.reviews.forms import AgreeForm
from skolespor.reviews.presenters import files, moving
from skolespor.reviews.presenters import results as presenters
from skolespor.reviews.queries import rounds
from skolespor.reviews.views.frame import SEE, closed_round, must_lead, statement_in, theme_in


@organisation_door(SEE)
def theme(request: SignedInRequest, organisations: Any, round_id: int, theme: str) -> HttpResponse:
    """The statements of one theme, each on the scale with the three lines."""
    results = rounds.results_of(closed_round(request, round_id))
    theme_in(results.instrument, theme)
    shown = presenters.theme(results, theme, reader=request.user)
    return render(request, "reviews/theme.html", shown)


@organisation_door(SEE)
def statement(
    request: SignedInRequest, organisations: Any, round_id: int, statement: str
) -> HttpResponse:
    """One statement: the three answers, what they build on, and what the lines agree on."""
    results = rounds.results_of(closed_round(request, round_id))
    statement_in(results.instrument, statement)
    shown = presenters.statement(results, statement, reader=request.user)
    return render(request, "reviews/statement.html", shown)


@organisation_door(SEE)
def agree(
    request: SignedInRequest, organisations: Any, round_id: int, statement: str
) -> HttpResponse:
    """What the lines agree on, with what they still disagree about."""
    one = closed_round(request, round_id)
    must_lead(request, one.municipality)
    results = rounds.results_of(one)
    statement_in(results.instrument, statement)
    now = results.agreements.get(statement)
    subject = f"{one.pk}-{statement}"
    owner: dict[str, Any] = {"owner_id": request.user.pk, "form": "agree", "subject": subject}
    waiting = drafts.waiting(**owner)
    begins = presenters.begins(now) | drafts.answers_of(waiting)
    form = AgreeForm(request.POST or None, initial=begins)
    shown = presenters.statement(results, statement, reader=request.user)
    if waiting:
        shown |= presenters.meanwhile(now)
    status = 200
    if form.is_valid():
        try:
            with rules_shown_on(form):
                agreeing.agree(
                    round=one,
                    statement=statement,
                    value=form.cleaned_data["value"],
                    note=form.cleaned_data["note"],
                    seen=form.cleaned_data["seen"],
                    is_confirmed=form.cleaned_data["not_a_child"],
                    today=timezone.localdate(),
                    by=request.user,
                )
                drafts.sent(**owner)
                messages.success(request, _("Det er gemt."))
                return redirect("reviews:statement", one.pk, statement)
        except EditedMeanwhile:
            current = rounds.agreement_of(one, statement)
            shown |= presenters.meanwhile(current)
            mine = {"value": form.data.get("value"), "note": form.data.get("note")}
            form = AgreeForm(initial=presenters.begins(current) | mine)
            status = 409
    shown |= {"form": form, "draft": subject}
    return render(request, "reviews/agree.html", shown, status=status)


@organisation_door(SEE)
def before_and_now(request: SignedInRequest, organisations: Any, round_id: int) -> HttpResponse:
    """What has moved since the round before."""
    one = closed_round(request, round_id)
    earlier = rounds.closed_before(one)
    now = rounds.results_of(one)
    before = rounds.results_of(earlier) if earlier else None
    return render(request, "reviews/before_and_now.html", moving.page(now, before))


@organisation_door(SEE)
def table(request: SignedInRequest, organisations: Any, round_id: int) -> HttpResponse:
    """Everything that is shown, as rows."""
    results = rounds.results_of(closed_round(request, round_id))
    return csv_download("skolespor-egenvurdering", files.head(), files.rows(results))


@organisation_door(SEE)
def paper(request: SignedInRequest, organisations: Any, round_id: int) -> HttpResponse:
    """The same as a PDF, for the meeting."""
    results = rounds.results_of(closed_round(request, round_id))
    response = HttpResponse(files.printed(results), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="skolespor-egenvurdering.pdf"'
    return response
