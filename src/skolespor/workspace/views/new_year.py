from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.workspace.presenters import new_year as presenters
from skolespor.workspace.queries import new_year as queries


@organisation_door(Permission.GRADE_RENEW)
def front(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """A new school year: what is done and what is left. No child is named here."""
    today = timezone.localdate()
    steps = queries.new_year_steps(reader=request.user, today=today)
    return render(request, "workspace/new_year.html", presenters.new_year_page(steps, today))
