from typing import Any

from django.http import Http404, HttpResponse

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.permissions import Permission


@organisation_door(Permission.FACTS_OF_PLACE, Permission.FACTS_OF_MUNICIPALITY)
def fact_list(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.CASELOAD_HAND_OVER)
def index(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.CASELOAD_HAND_OVER)
def hand_over(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404


@organisation_door(Permission.CASELOAD_HAND_OVER)
def assign(request: SignedInRequest, organisations: Any, **kwargs: Any) -> HttpResponse:
    raise Http404
