from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.http import SignedInRequest
from skolespor.notices import actions, queries

ON_A_PAGE = 20


@signed_in_door
def index(request: SignedInRequest) -> HttpResponse:
    page = Paginator(queries.notices_of(request.user), ON_A_PAGE).get_page(request.GET.get("side"))
    lines = [queries.line_of(notice) for notice in page]
    return render(request, "notices/index.html", {"page": page, "lines": lines})


@signed_in_door
@require_POST
def go(request: SignedInRequest, notice_id: int) -> HttpResponse:
    """Mark it as read and go where it leads. The page there has its own door."""
    notice = get_object_or_404(queries.notices_of(request.user), pk=notice_id)
    actions.mark_read(notice=notice, by=request.user)
    return redirect(queries.address_of(notice))


@signed_in_door
@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    actions.mark_all_read(by=request.user)
    return redirect("notices:index")
