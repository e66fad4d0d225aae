"""The municipality's own work on one page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission
from skolespor.workspace.presenters import work as presenter


@organisation_door(Permission.WORK_SEE)
def index(request: SignedInRequest, organisations: Any) -> HttpResponse:
    """The few things only leaders can do, each with its state today and its tool."""
    return render(request, "workspace/work.html", {"places": presenter.page(reader=request.user)})
