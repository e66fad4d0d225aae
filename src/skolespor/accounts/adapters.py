"""How django-allauth does things here: nobody signs up by themselves, secrets are encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string

from skolespor.core import outbox
from skolespor.core.keys import keys


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come in by invitation only."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, like every mail of the house."""
        subject = render_to_string(f"{template_prefix}_subject.txt", context, self.request)
        body = render_to_string(f"{template_prefix}_message.txt", context, self.request)
        key = f"{template_prefix.rpartition('/')[2]}-{get_random_string(20)}"
        outbox.put(key=key, recipient=email, subject=" ".join(subject.split()), body=body)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def encrypt(self, text: str) -> str:
        return keys().cipher.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys().cipher.decrypt(encrypted_text.encode()).decode()
