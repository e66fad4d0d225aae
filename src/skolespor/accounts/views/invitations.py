from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from skolespor.accounts import actions, presenters, queries
from skolespor.accounts.doors import organisation_door
from skolespor.accounts.forms.people import InviteForm, WhereForm
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.models import Organisation
from skolespor.accounts.permissions import Permission
from skolespor.core.forms import rules_shown_on

Places = QuerySet[Organisation]
ON_A_PAGE = 30


@organisation_door(Permission.PEOPLE_MANAGE)
def index(request: SignedInRequest, organisations: Places) -> HttpResponse:
    """Who has been invited and has not answered yet."""
    waiting = queries.open_invitations(organisations)
    page = Paginator(waiting, ON_A_PAGE).get_page(request.GET.get("side"))
    return render(
        request,
        "accounts/invitations.html",
        {
            "page": page,
            "today": timezone.localdate(),
            "tabs": presenters.people_tabs("accounts:invitations", waiting=page.paginator.count),
        },
    )


@organisation_door(Permission.PEOPLE_MANAGE)
def where(request: SignedInRequest, organisations: Places) -> HttpResponse:
    """First the place: the roles follow from it."""
    form = WhereForm(request.GET or None, organisations=queries.search_organisations(organisations))
    if form.is_valid():
        return redirect("accounts:invite", form.cleaned_data["place"].pk)
    return render(request, "accounts/invite_where.html", {"form": form})


@organisation_door(Permission.PEOPLE_MANAGE)
def invite(request: SignedInRequest, organisations: Places, organisation_id: int) -> HttpResponse:
    place = get_object_or_404(organisations, pk=organisation_id)
    form = InviteForm(request.POST or None, place=place)
    if form.is_valid():
        with rules_shown_on(form):
            sent = actions.invite(organisation=place, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("{person} har fået en invitation.").format(person=sent.name)
            )
            return redirect("accounts:invitations")
    return render(request, "accounts/invite.html", {"place": place, "form": form})


@organisation_door(Permission.PEOPLE_MANAGE)
@require_POST
def resend(request: SignedInRequest, organisations: Places, invitation_id: int) -> HttpResponse:
    waiting = get_object_or_404(queries.open_invitations(organisations), pk=invitation_id)
    actions.resend(invitation=waiting, by=request.user)
    messages.success(
        request, _("Invitationen er sendt til {person} igen.").format(person=waiting.name)
    )
    return redirect("accounts:invitations")


@organisation_door(Permission.PEOPLE_MANAGE)
def withdraw(request: SignedInRequest, organisations: Places, invitation_id: int) -> HttpResponse:
    """Says that the link will stop, then stops it."""
    waiting = get_object_or_404(queries.open_invitations(organisations), pk=invitation_id)
    if request.method == "POST":
        actions.withdraw(invitation=waiting, by=request.user)
        messages.success(
            request, _("{person} er ikke længere inviteret.").format(person=waiting.name)
        )
        return redirect("accounts:invitations")
    return render(request, "accounts/invitation_withdraw.html", {"invitation": waiting})
