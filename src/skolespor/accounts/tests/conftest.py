"""What tests of signing in share: a password, a second factor that works, and the forms."""

import time
from types import SimpleNamespace

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.urls import reverse

from skolespor.accounts import actions
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.core.models import OutboxMail

NEW = "ny@example.invalid"
PASSWORD = "tre grønne hatte"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def nothing_counted_yet(db):
    """Limits on wrong sign-ins stand in the shared cache."""
    cache.clear()


@pytest.fixture
def password():
    """Gives somebody a password to sign in with."""

    def choose(user):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        return user

    return choose


@pytest.fixture
def two_steps(password):
    """Gives somebody a password, an app that shows codes, and recovery codes."""

    def choose(user):
        TOTP.activate(password(user), SECRET)
        RecoveryCodes.activate(user)
        return user

    return choose


@pytest.fixture
def code_of():
    """What an app shows for a secret right now."""
    return lambda secret: format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def code_now(code_of):
    """What the app on somebody's phone shows."""
    return lambda user: code_of(decrypt(user.authenticator_set.get(type="totp").data["secret"]))


@pytest.fixture
def submit_password():
    """Fills in the sign-in page: `submit_password(client, inge)`."""

    def submit(client, user=None, password=PASSWORD, email=None, origin="127.0.0.1"):
        answers = {"login": email or user.email, "password": password}
        return client.post(reverse("account_login"), answers, REMOTE_ADDR=origin)

    return submit


@pytest.fixture
def kinds():
    """What stands in the log book, in order."""
    return lambda: list(Entry.objects.order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def outsider():
    return SimpleNamespace(email="ukendt@example.invalid")


@pytest.fixture
def invite(admin_inge, engskolen):
    """Inge invites somebody to Engskolen: `invite(email=..., by=...)`."""

    def send(**changes):
        facts = {"email": NEW, "name": "Ny Nielsen", "organisation": engskolen}
        facts |= {"role": Role.CONTACT_TEACHER, "by": admin_inge}
        return actions.invite(**facts | changes)

    return send


@pytest.fixture
def token():
    """The secret part of the link in the newest mail."""

    def read():
        body = OutboxMail.objects.latest("pk").body
        link = next(line for line in body.splitlines() if "://" in line)
        return link.rstrip("/").rpartition("/")[2]

    return read
