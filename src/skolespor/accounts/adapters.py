"""How django-allauth does things here: nobody signs up by themselves, secrets are encrypted."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.models import Login
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from skolespor.accounts import actions
from skolespor.accounts.http import origin_of
from skolespor.accounts.links import new_password_link
from skolespor.accounts.models import User
from skolespor.core import outbox
from skolespor.core.keys import keys

TOO_OFTEN = _("Det er prøvet for mange gange. Vent fem minutter, og prøv igen.")
WORDS = {
    "email_password_mismatch": _("Mailadressen eller adgangskoden er forkert. Prøv igen."),
    "incorrect_code": _("Koden er forkert. Vent på en ny kode i din app, og prøv igen."),
    "incorrect_password": _("Adgangskoden er forkert. Prøv igen."),
    "enter_current_password": _("Skriv den adgangskode, du har nu."),
    "too_many_login_attempts": TOO_OFTEN,
    "rate_limited": TOO_OFTEN,
}
"""What people read when they cannot come in; the same whether we know them or not."""

WAYS = {
    "reauthenticate": _("Brug din adgangskode"),
    "mfa_reauthenticate": _("Brug en kode fra din app, eller en nødkode"),
    "mfa_reauthenticate:webauthn": _("Brug din adgangsnøgle"),
}
"""How one shows that one is who one is, in the words of the other pages."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # it has no types
    error_messages = DefaultAccountAdapter.error_messages | WORDS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come in by invitation only."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """The last step of every way in: a new session, whose age is counted from now."""
        super().login(request, user)
        request.session["started"] = request.session["seen"] = int(time.time())
        actions.note_sign_in(by=user, origin=origin_of(request))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.note_wrong_sign_in(
            email=str(credentials.get("email", "")), origin=origin_of(request)
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, like every mail of the house."""
        subject = render_to_string(f"{template_prefix}_subject.txt", context, self.request)
        body = render_to_string(f"{template_prefix}_message.txt", context, self.request)
        key = f"{template_prefix.rpartition('/')[2]}-{get_random_string(20)}"
        outbox.put(key=key, recipient=email, subject=" ".join(subject.split()), body=body)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": WAYS[method["id"]]} for method in methods]

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Never built from what the browser says the site is called."""
        return new_password_link(key)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # it has no types
    error_messages = DefaultMFAAdapter.error_messages | WORDS

    def encrypt(self, text: str) -> str:
        return keys().cipher.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys().cipher.decrypt(encrypted_text.encode()).decode()


def sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """Somebody who has just chosen a password comes in, by the same steps as everybody else."""
    record_authentication(request, user, method="password", email=user.email)
    answer: HttpResponse = perform_login(request, Login(user=user, email=user.email))
    if request.user.is_authenticated:
        reauthenticate_by_password(request)
    return answer
