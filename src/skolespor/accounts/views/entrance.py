"""The ways in: by the link in an invitation, and to a second factor."""

from allauth.account.views import password_change
from allauth.mfa.base.views import IndexView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from skolespor.accounts import actions, queries
from skolespor.accounts.adapters import sign_in
from skolespor.accounts.doors import signed_in_door
from skolespor.accounts.forms.entrance import AcceptForm
from skolespor.accounts.http import SignedInRequest
from skolespor.accounts.middleware import lacks_second_factor
from skolespor.accounts.models import Invitation
from skolespor.core.doors import public_door
from skolespor.core.errors import RuleBroken
from skolespor.core.forms import rules_shown_on


@public_door
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Says who invites to what, and lets the invited person in."""
    try:
        invitation = queries.find_invitation(token)
    except RuleBroken:
        return render(request, "accounts/link_expired.html", status=410)
    if request.user.is_authenticated or queries.has_sign_in(invitation.email):
        return _accept_known(request, token, invitation)
    return _accept_new(request, token, invitation)


def _accept_new(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, invitation=invitation)
    if form.is_valid():
        with rules_shown_on(form):
            return sign_in(request, actions.accept(token=token, **form.cleaned_data))
    return render(request, "accounts/accept.html", {"form": form, "invitation": invitation})


def _accept_known(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """Whoever has the address and is signed in needs one button; others are told what to do."""
    page = {"invitation": invitation, "here": request.path}
    if not request.user.is_authenticated:
        return render(request, "accounts/accept_sign_in.html", page)
    if request.user.email != invitation.email:
        return render(request, "accounts/accept_other.html", page)
    if request.method == "POST":
        actions.accept(token=token, by=request.user)
        messages.success(request, _("Du har taget imod invitationen."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/accept_button.html", page)


@signed_in_door
def change_password(request: SignedInRequest) -> HttpResponse:
    """Allauth's page; those who come in without a password are told that they have none."""
    if not request.user.has_usable_password():
        return render(request, "accounts/no_password.html")
    answer: HttpResponse = password_change(request)
    return answer


@signed_in_door
def second_factor(request: SignedInRequest) -> HttpResponse:
    """The ways to sign in with two steps; says so to those who must choose one before they go on."""
    page = IndexView.as_view(extra_context={"must_choose": lacks_second_factor(request.user)})
    answer: HttpResponse = page(request)
    return answer
