from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from skolespor.accounts.doors import organisation_door
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.models import Organisation
from skolespor.accounts.permissions import Permission
from skolespor.core.downloads import csv_download
from skolespor.core.forms import rules_shown_on
from skolespor.imports import access, queries, states, uploads
from skolespor.imports.formats import KINDS, format_of
from skolespor.imports.forms import ColumnsForm, UploadForm
from skolespor.imports.models import Upload
from skolespor.imports.presenters import files as presenters
from skolespor.imports.receiving import receives_sealed

Places = QuerySet[Organisation]
ON_A_PAGE = 30
REPORT_HEAD = ("row", "column", "code", "message")
files_door = organisation_door(Permission.FILES_TAKE_IN)


@files_door
def index(request: SignedInRequest, organisations: Places) -> HttpResponse:
    """What has been sent, the newest first, and what columns are called."""
    history = queries.newest_first(access.uploads_where(request.user))
    page = Paginator(history, ON_A_PAGE).get_page(request.GET.get("side"))
    names = queries.names_in_order(access.names_where(request.user))
    shown = {
        "page": page,
        "rows": [presenters.row(upload) for upload in page],
        "by_command": [
            presenters.batch_row(batch)
            for batch in queries.by_command(access.batches_where(request.user))
        ],
        "names": [presenters.name(kept) for kept in names],
        "may_send": access.senders_for(request.user).exists(),
    }
    return render(request, "imports/index.html", shown)


@files_door
@receives_sealed
def add(request: SignedInRequest, organisations: Places) -> HttpResponse:
    senders = queries.in_order(access.senders_for(request.user))
    if not senders:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, senders=senders)
    if form.is_valid():
        with rules_shown_on(form):
            upload = uploads.send(by=request.user, **form.answers)
            return redirect("imports:upload", upload.pk)
    guides = [presenters.guide(kind) for kind in KINDS]
    return render(request, "imports/new.html", {"form": form, "guides": guides})


@files_door
def upload(request: SignedInRequest, organisations: Places, upload_id: int) -> HttpResponse:
    """Where the file is on its way, and what one can do about it now."""
    found = _found(request, upload_id)
    shown = {**presenters.about(found), "part": f"imports/parts/{_part(found)}.html"}
    return render(request, "imports/upload.html", {**shown, **_more(found)})


@files_door
def progress(request: SignedInRequest, organisations: Places, upload_id: int) -> HttpResponse:
    """The part of the page that says how far it is. When nobody is at work any more, the whole page."""
    found = _found(request, upload_id)
    if not request.htmx:  # type: ignore[attr-defined]  # its middleware sets it
        return redirect("imports:upload", found.pk)
    if found.state not in states.BUSY:
        return HttpResponseClientRedirect(reverse("imports:upload", args=[found.pk]))
    looks = request.GET.get("nr", "")
    far = presenters.working(
        found, int(looks) if looks.isdecimal() else 0, request.GET.get("sagt", "")
    )
    return render(request, "imports/parts/progress.html", {**far, "is_part": True})


@files_door
def columns(request: SignedInRequest, organisations: Places, upload_id: int) -> HttpResponse:
    """What the file calls the columns that were not found in it."""
    found = _found(request, upload_id)
    form = ColumnsForm(
        request.POST or None,
        form=format_of(found.kind),
        open_fields=uploads.open_fields(found),
        headings=found.headings,
    )
    if form.is_valid():
        with rules_shown_on(form):
            uploads.name_columns(upload=found, chosen=form.chosen, by=request.user)
            messages.success(request, _("Navnene er gemt. Filen bliver set igennem igen."))
            return redirect("imports:upload", found.pk)
    shown = {"form": form, "missing": presenters.missing(found), "headings": found.headings}
    return render(request, "imports/columns.html", {**presenters.about(found), **shown})


@files_door
@require_POST
def accept(request: SignedInRequest, organisations: Places, upload_id: int) -> HttpResponse:
    """Somebody says yes to what the page showed."""
    found = _found(request, upload_id)
    refused = request.POST.get("refused", "")
    uploads.accept(
        upload=found, refused=int(refused) if refused.isdecimal() else 0, by=request.user
    )
    return redirect("imports:upload", found.pk)


@files_door
@require_POST
def try_again(request: SignedInRequest, organisations: Places, upload_id: int) -> HttpResponse:
    found = _found(request, upload_id)
    uploads.try_again(upload=found, by=request.user)
    return redirect("imports:upload", found.pk)


@files_door
def throw_away(request: SignedInRequest, organisations: Places, upload_id: int) -> HttpResponse:
    found = _found(request, upload_id)
    if request.method == "POST":
        uploads.throw_away(upload=found, by=request.user)
        messages.success(request, _("Filen er smidt ud. Intet fra den er taget ind."))
        return redirect("imports:index")
    return render(request, "imports/throw_away.html", presenters.about(found))


@files_door
def report(request: SignedInRequest, organisations: Places, upload_id: int) -> HttpResponse:
    """Everything that is wrong in the file, row by row, without a word that stands in it."""
    found = _found(request, upload_id)
    lines = queries.lines_of(found)
    uploads.read_report(upload=found, by=request.user)
    rows = ((line.row, line.column, line.code, line.message) for line in lines)
    return csv_download(f"fejl-{found.pk}", REPORT_HEAD, rows)


@files_door
@require_POST
def forget_name(request: SignedInRequest, organisations: Places, name_id: int) -> HttpResponse:
    kept = get_object_or_404(access.names_where(request.user), pk=name_id)
    uploads.forget_name(name=kept, by=request.user)
    messages.success(request, _("Navnet er glemt. Det gælder fra den næste fil."))
    return redirect("imports:index")


def _found(request: SignedInRequest, upload_id: int) -> Upload:
    """One of the own municipality's; of others there is no such page."""
    return get_object_or_404(queries.newest_first(access.uploads_where(request.user)), pk=upload_id)


def _part(found: Upload) -> str:
    return "working" if found.state in states.BUSY else found.state


def _more(found: Upload) -> dict[str, Any]:
    """What the part of the page for this state shows."""
    if found.state in states.BUSY:
        return {"is_busy": True, **presenters.working(found, 0, found.state)}
    if found.state == states.LOOKED:
        return presenters.seen(found)
    if found.state == states.COLUMNS_MISSING:
        return {"missing": presenters.missing(found)}
    return presenters.receipt(found) if found.state == states.TAKEN_IN else {}
