"""Secrets of second factors are encrypted with the house's keys."""

from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.utils import timezone

from skolespor.accounts.adapters import MFAAdapter
from skolespor.core import keys

SECRET = "JBSWY3DPEHPK3PXP"


def test_second_factors_follow_when_keys_are_changed(settings, tmp_path, person):
    settings.KEY_FILE = tmp_path / "fields.json"
    keys.make(settings.KEY_FILE)
    before = MFAAdapter().encrypt(SECRET)
    factor = {"type": "totp", "created_at": timezone.now(), "data": {"secret": before}}
    Authenticator.objects.create(user=person("Tim"), **factor)
    for _turn in range(2):
        call_command("keys", "rotate", verbosity=0)
    after = Authenticator.objects.get().data["secret"]
    assert after != before
    assert MFAAdapter().decrypt(after) == SECRET
