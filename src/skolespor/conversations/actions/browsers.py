"""Who sits at a browser: an adult leaves it, a child comes in to its own pages."""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from skolespor.accounts import events as account_events
from skolespor.accounts.http import origin_of
from skolespor.accounts.models import User
from skolespor.audit import log
from skolespor.conversations import rules

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@transaction.atomic
def adult_leaves(*, request: HttpRequest) -> None:
    """Whoever was signed in here is out, on the server too: going back shows nothing."""
    if request.session.session_key:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)


@transaction.atomic
def child_comes_in(*, request: HttpRequest, user: User, through: User) -> None:
    """By a code, for an hour. The session remembers whose code it was: whoever has one is not always the
    child, and is shown no more than the adult who made it may read."""
    adult_leaves(request=request)
    user.through = through
    login(request, user, backend=BACKEND)
    request.session["started"] = request.session["seen"] = int(time.time())
    request.session["life"] = int(rules.OWN_PAGES_LAST.total_seconds())
    request.session["through"] = through.pk
    UserSession.objects.create_from_request(request)
    log.record(account_events.SIGNED_IN, by=user, about=user, origin=origin_of(request))
