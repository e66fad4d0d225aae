"""Addresses of pages in mails: absolute, with nothing personal in them."""

from django.conf import settings
from django.urls import reverse


def invitation_link(token: str) -> str:
    return absolute("accounts:accept", token)


def new_password_link(key: str) -> str:
    """`key` is what allauth makes: the person's number in base 36, a hyphen, and a secret."""
    return absolute("account_reset_password_from_key", *key.split("-", 1))


def absolute(page: str, *parts: str) -> str:
    return f"{settings.SITE_URL}{reverse(page, args=parts)}"
