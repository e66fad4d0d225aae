from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.children import events
from skolespor.children.actions import new_year as actions
from skolespor.children.doors import log_shown, refuse_each
from skolespor.children.forms.new_year import ClassesForm, asked_about
from skolespor.children.presenters.new_year import classes_page
from skolespor.children.queries import new_year as queries
from skolespor.children.rules import year_to_prepare

ON_A_PAGE = 30


@organisation_door(Permission.GRADE_RENEW)
def classes(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """Who goes on in which class, who has left: many at once, all of them or none."""
    today = timezone.localdate()
    year = year_to_prepare(today)
    waiting = queries.without_class(year, reader=request.user)
    page = Paginator(waiting.values_list("pk", flat=True), ON_A_PAGE).get_page(
        request.GET.get("side")
    )
    asked = set(asked_about(request.POST)) or set(page)
    pupils = queries.pupils(asked, year, reader=request.user)
    if len(pupils) < len(asked):
        unknown = queries.refused_among(asked, year, reader=request.user)
        refuse_each(request, Permission.GRADE_RENEW, children=unknown)
    form = ClassesForm(request.POST if request.method == "POST" else None, pupils=pupils)
    if form.is_valid():
        with form.refusals_shown():
            answers = form.answers()
            actions.answer_all(answers=answers, today=today, by=request.user)
            said = ngettext("{count} barn er klaret.", "{count} børn er klaret.", len(answers))
            messages.success(request, said.format(count=len(answers)))
            return redirect("workspace:classes" if waiting.exists() else "workspace:new_year")
    log_shown(events.LISTED, {pupil.child for pupil in pupils}, request=request)
    schools = queries.schools_to_ask(year, reader=request.user)
    shown = classes_page(form, year, schools)
    return render(request, "children/classes.html", {"page": page, **shown})
