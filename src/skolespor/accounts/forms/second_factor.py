"""The code of the second step: a wrong one is in the log book like a wrong password."""

from typing import Any

from allauth.core import context
from allauth.mfa.base import forms as allauth

from skolespor.accounts import actions
from skolespor.accounts.http import origin_of


class AuthenticateForm(allauth.AuthenticateForm):  # type: ignore[misc]  # it has no types
    """At sign-in."""

    def clean(self) -> None:
        _note_wrong_code(self)


class ReauthenticateForm(allauth.ReauthenticateForm):  # type: ignore[misc]  # it has no types
    """Before a change of how one signs in."""

    def clean(self) -> None:
        _note_wrong_code(self)


def _note_wrong_code(form: Any) -> None:
    if form.errors:
        actions.note_wrong_sign_in(email=form.user.email, origin=origin_of(context.request))
