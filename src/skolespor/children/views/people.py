from django.core.paginator import Paginator
from django.http import HttpResponse

from skolespor.accounts.permissions import Permission
from skolespor.children.actions.extract import make_extract
from skolespor.children.doors import ChildRequest, child_door
from skolespor.children.forms.people import ExtractForm
from skolespor.children.models import Child
from skolespor.children.presenters import people as presenters
from skolespor.children.queries import page, people
from skolespor.children.views.frame import head_of, show
from skolespor.core.downloads import csv_download

LOOKS_ON_A_PAGE = 20
WHO_SEES = "children:who_sees"


@child_door(Permission.CHILD_VIEW)
def contacts(request: ChildRequest, child: Child) -> HttpResponse:
    """Whom to call about what."""
    head = head_of(request, child)
    facts = presenters.contacts(head, head.around, page.calls(head))
    return show(
        request, child, "children/contacts.html", head=head, tab="children:contacts", facts=facts
    )


@child_door(Permission.CHILD_VIEW)
def worry(request: ChildRequest, child: Child) -> HttpResponse:
    """One's own duty, and whom to call. For the child itself: where to get help."""
    head = head_of(request, child)
    template = "children/worry_own.html" if head.is_own else "children/worry.html"
    return show(request, child, template, head=head, facts=presenters.worry(page.calls(head)))


@child_door(Permission.CHILD_VIEW)
def who_sees(request: ChildRequest, child: Child) -> HttpResponse:
    """Hvem kan se det, og hvem har set det?"""
    head = head_of(request, child)
    log = Paginator(people.looks(child, reader=request.user), LOOKS_ON_A_PAGE)
    facts = presenters.who_sees(
        head,
        people.seats_without_people(child, head.seeing, reader=request.user),
        log.get_page(request.GET.get("side")),
    )
    return show(request, child, "children/who_sees.html", head=head, tab=WHO_SEES, facts=facts)


@child_door(Permission.LOG_EXTRACT)
def extract(request: ChildRequest, child: Child) -> HttpResponse:
    """First what an extract is; when it is asked for, a page to print."""
    form = ExtractForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show(request, child, "children/extract_ask.html", facts={"form": form}, tab=WHO_SEES)
    make_extract(child=child, by=request.user)
    looks = people.looks_between(child, reader=request.user, **form.cleaned_data)
    head = head_of(request, child)
    facts = presenters.extract(head, looks, form.cleaned_data)
    return show(request, child, "children/extract.html", head=head, tab=WHO_SEES, facts=facts)


@child_door(Permission.LOG_EXTRACT)
def extract_csv(request: ChildRequest, child: Child) -> HttpResponse:
    """The same as a file; the days are those of the page it is taken from."""
    form = ExtractForm(request.GET)
    days = form.cleaned_data if form.is_valid() else {}
    make_extract(child=child, by=request.user)
    looks = people.looks_between(child, reader=request.user, **days)
    rows = presenters.extract_rows(looks)
    return csv_download("skolespor-udtraek-af-log", presenters.EXTRACT_HEAD, rows)
