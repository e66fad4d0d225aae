"""The child's own pages. No child stands in their addresses."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.accounts.permissions import Permission
from skolespor.children.doors import ChildRequest
from skolespor.children.models import Child
from skolespor.children.queries import page
from skolespor.children.queries.page import Header
from skolespor.children.views.frame import found, head_of
from skolespor.promises.actions.answering import answer_of_the_child
from skolespor.promises.actions.saying import share as share_anew
from skolespor.promises.rules import Helped, Sharing
from skolespor.workspace.doors import own_door
from skolespor.workspace.presenters import own as presenters
from skolespor.workspace.presenters import own_people as people
from skolespor.workspace.queries import own as queries
from skolespor.workspace.rules.own import certain_age, held, new_card

NEW_AT_MOST = 3
ON_A_PAGE = 20


def show(
    request: ChildRequest, head: Header, template: str, facts: Mapping[str, Any]
) -> HttpResponse:
    own = presenters.frame(head, timezone.localdate())
    return render(request, f"workspace/own/{template}.html", {"own": own, **facts})


@own_door
def home(request: ChildRequest, child: Child) -> HttpResponse:
    """Hej {fornavn}: what is new, then the ways on."""
    head, today = head_of(request, child), timezone.localdate()
    fresh = presenters.Fresh(
        answers=list(queries.unheard_answers(head)[:NEW_AT_MOST]),
        card=new_card(queries.rights_cards(), child.birth_date, child.birth_year, today),
        worker=queries.new_case_worker(head, today),
        no_school=queries.no_school(head, today),
        talks=list(queries.talks(head)[:NEW_AT_MOST]),
    )
    return show(request, head, "home", presenters.home(head, fresh, today))


@own_door
def agreements(request: ChildRequest, child: Child) -> HttpResponse:
    """»Det sagde du - og det sker der nu«."""
    head = head_of(request, child)
    asked = Paginator(queries.asked(head), ON_A_PAGE).get_page(request.GET.get("side"))
    rows = list(asked)
    facts = presenters.agreements(head, rows, queries.reminded(rows), timezone.localdate())
    return show(request, head, "agreements", facts | {"page": asked})


@own_door
@require_POST
def helped(request: ChildRequest, child: Child, statement_id: int) -> HttpResponse:
    """Whether what it was told has helped."""
    statement = found(queries.to_answer(head_of(request, child), statement_id))
    answer = _one_of(Helped, request.POST.get("helped", ""))
    answer_of_the_child(statement=statement, helped=answer, by=request.user)
    messages.success(request, _("Tak. De voksne kan se dit svar."))
    return _back(request, "own_agreements")


@own_door
def adults(request: ChildRequest, child: Child) -> HttpResponse:
    head = head_of(request, child)
    tellable = queries.choosable(head, Permission.STATEMENT_WRITE)
    facts = people.adults(head, tellable, page.calls(head).acting)
    return show(request, head, "adults", facts)


@own_door
def who_sees(request: ChildRequest, child: Child) -> HttpResponse:
    head = head_of(request, child)
    return show(request, head, "who_sees", {"readers": people.readers(head)})


@own_door
def read(request: ChildRequest, child: Child) -> HttpResponse:
    """Who has read about the child: by role, on which day, and why."""
    head = head_of(request, child)
    log = Paginator(queries.read_by_others(head), ON_A_PAGE).get_page(request.GET.get("side"))
    facts = {"page": log, "lines": people.read(log), "child_id": child.pk}
    return show(request, head, "read", facts)


@own_door
def said(request: ChildRequest, child: Child) -> HttpResponse:
    """Each thing the child has said, and who may know it: to be changed right there."""
    head = head_of(request, child)
    rows = Paginator(queries.said(head), ON_A_PAGE).get_page(request.GET.get("side"))
    return show(request, head, "said", {"page": rows, **people.said(head, rows)})


@own_door
@require_POST
def share(request: ChildRequest, child: Child, statement_id: int) -> HttpResponse:
    statement = found(queries.to_share(head_of(request, child), statement_id))
    sharing = _one_of(Sharing, request.POST.get("sharing", ""))
    share_anew(statement=statement, sharing=sharing, by=request.user)
    messages.success(request, _("Det er gemt."))
    return _back(request, "own_said")


@own_door
def rights(request: ChildRequest, child: Child) -> HttpResponse:
    age = certain_age(child.birth_date, child.birth_year, timezone.localdate())
    cards = held(queries.rights_cards(), age)
    return show(request, head_of(request, child), "rights", {"cards": cards})


@own_door
def help_now(request: ChildRequest, child: Child) -> HttpResponse:
    return show(request, head_of(request, child), "help_now", {})


def _back(request: ChildRequest, page_name: str) -> HttpResponse:
    """To the same part of a long list."""
    side = urlencode({"side": request.POST.get("side", "1")})
    return redirect(f"{reverse(f'workspace:{page_name}')}?{side}")


def _one_of(choices: Any, value: str) -> Any:
    """A button that is not on the page leads nowhere."""
    if value not in set(choices):
        raise Http404
    return choices(value)
