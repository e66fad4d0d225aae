"""Addresses of pages in mails: absolute, with nothing personal in them."""

from django.conf import settings
from django.urls import reverse


def invitation_link(token: str) -> str:
    return f"{settings.SITE_URL}{reverse('accounts:accept', args=[token])}"
