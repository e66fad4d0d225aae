"""Building the demo town, and signing in as one of its people."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from skolespor.accounts import events as account_events
from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.core.models import OutboxMail
from skolespor.demo.building import Building, Step, quietly

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@transaction.atomic
def build_town(
    *, seed: int, pupils: int, in_steps: Callable[[Iterable[Step]], None] = quietly
) -> None:
    """All or nothing. `pupils` stand in the registers of the town; with 0 there are none. The
    invitations have been read by then, so no mail is left to send."""
    with TemporaryDirectory(prefix="skolespor-registers-") as folder:
        in_steps(list(Building(seed, pupils, Path(folder)).steps()))
    OutboxMail.objects.all().delete()


@transaction.atomic
def sign_in(*, request: HttpRequest, user: User) -> None:
    """Without a password: only in the demo, where this room's addresses exist at all."""
    login(request, user, backend=BACKEND)
    UserSession.objects.create_from_request(request)
    log.record(account_events.SIGNED_IN, by=user, about=user, origin="demo")
