from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.attendance.actions import signals as actions
from skolespor.attendance.forms import FollowUpForm
from skolespor.attendance.presenters import signals as presenters
from skolespor.attendance.queries import signals as queries
from skolespor.children import events
from skolespor.children.doors import ChildRequest, child_door, log_shown
from skolespor.children.models import Child
from skolespor.children.views.frame import done, knowing, show
from skolespor.core import drafts
from skolespor.core.downloads import csv_download
from skolespor.core.forms import rules_shown_on

HERE = "attendance:child"
ON_A_PAGE = 30


@child_door(Permission.ABSENCE_ANSWER)
@knowing
def follow_up(request: ChildRequest, child: Child) -> HttpResponse:
    """What has been done about the absence. What is typed is kept for its writer until it is sent."""
    key: Any = {"owner_id": request.user.pk, "form": "follow-up", "subject": str(child.pk)}
    form = FollowUpForm(request.POST or None, initial=drafts.answers_of(drafts.waiting(**key)))
    if form.is_valid():
        with rules_shown_on(form):
            actions.follow_up(child=child, by=request.user, **form.cleaned_data)
            drafts.sent(**key)
            return done(request, child, _("Det er skrevet. Nu er her stille."), HERE)
    facts = {"form": form, "draft_subject": key["subject"]}
    return show(request, child, "attendance/follow_up.html", tab=HERE, facts=facts)


@signed_in_door
def index(request: SignedInRequest) -> HttpResponse:
    """»Fravær kræver svar«: the children one follows or answers for, the oldest question first."""
    found = queries.open_signals(reader=request.user)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("side"))
    lines = queries.signal_lines(list(page), reader=request.user)
    log_shown(events.LISTED, [line.signal.child for line in lines], request=request)
    facts = {"page": page, "rows": presenters.rows(lines)}
    return render(request, "attendance/signals.html", facts)


@signed_in_door
def file(request: SignedInRequest) -> HttpResponse:
    """The same list, all pages, as a file."""
    found = list(queries.open_signals(reader=request.user))
    lines = queries.signal_lines(found, reader=request.user)
    log_shown(events.EXPORTED, [line.signal.child for line in lines], request=request)
    return csv_download("skolespor-fravaer", presenters.HEAD, presenters.cells(lines))
