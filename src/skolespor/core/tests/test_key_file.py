"""The key file is whole or not there, for its owner alone, and without it nothing is read."""

import json

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from skolespor.core import drafts, keys
from skolespor.core.models import Draft


@pytest.fixture
def own_keys(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "keys" / "fields.json"
    keys.make(settings.KEY_FILE)
    return settings.KEY_FILE


def keep(text):
    drafts.keep(owner_id=1, form="note", subject="", answers={"text": text})


def raw():
    """What stands in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM core_draft")
        return cursor.fetchone()[0]


def write_raw(text):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_draft SET answers = %s", [text])


def test_only_the_owner_can_read_the_file(own_keys):
    assert own_keys.stat().st_mode & 0o777 == 0o600
    keys.rotate(own_keys)
    assert own_keys.stat().st_mode & 0o777 == 0o600
    assert list(own_keys.parent.iterdir()) == [own_keys]


def test_the_file_holds_real_keys_that_are_never_the_same(own_keys, tmp_path):
    keys.make(tmp_path / "other.json")
    one, other = json.loads(own_keys.read_text()), json.loads((tmp_path / "other.json").read_text())
    assert one["fernet"] != other["fernet"]
    assert one["index"] != other["index"]
    assert len(keys.keys().index) == 32


@pytest.mark.parametrize("content", ["", "{}", '{"fernet": ["kort"], "index": "aa"}', "[]"])
def test_a_broken_file_stops_everything(own_keys, content):
    own_keys.write_text(content)
    with pytest.raises(ImproperlyConfigured, match="kan ikke læses"):
        keys.keys()


def test_a_file_without_any_key_stops_everything(own_keys):
    own_keys.write_text(json.dumps({"fernet": [], "index": "aa=="}))
    with pytest.raises(ImproperlyConfigured, match="kan ikke læses"):
        keys.keys()


def test_the_message_about_a_broken_file_holds_no_key(own_keys):
    key = Fernet.generate_key().decode()
    own_keys.write_text(json.dumps({"fernet": [key]}))
    with pytest.raises(ImproperlyConfigured) as broken:
        keys.keys()
    assert key not in str(broken.value)


@pytest.mark.django_db
def test_the_wrong_key_opens_nothing(own_keys):
    keep("Maja har astma")
    own_keys.unlink()
    keys.make(own_keys)
    with pytest.raises(ImproperlyConfigured, match="kan ikke læses med de nøgler"):
        Draft.objects.get()


@pytest.mark.django_db
def test_a_text_that_was_tampered_with_is_refused(own_keys):
    keep("Maja har astma")
    stored = raw()
    write_raw(stored[:50] + ("A" if stored[50] != "A" else "B") + stored[51:])
    with pytest.raises(ImproperlyConfigured, match="kan ikke læses"):
        Draft.objects.get()


def test_running_processes_follow_a_rotation(own_keys):
    before = keys.keys().fernet
    keys.rotate(own_keys)
    assert keys.keys().fernet[1:] == before


@pytest.mark.django_db
def test_what_is_written_during_a_rotation_can_be_read_after_it(own_keys):
    """Somebody began with the old key before the new one was made."""
    keep("før")
    old = keys.keys()
    call_command("keys", "rotate", verbosity=0)
    write_raw(old.cipher.encrypt(b'{"text": "med den gamle"}').decode())
    assert Draft.objects.get().answers == {"text": "med den gamle"}
    call_command("keys", "rotate", verbosity=0)
    assert Draft.objects.get().answers == {"text": "med den gamle"}


def test_rotation_without_keys_is_refused_in_danish(settings, tmp_path):
    settings.KEY_FILE = tmp_path / "no.json"
    with pytest.raises(CommandError, match="Filen findes ikke"):
        call_command("keys", "rotate", verbosity=0)


def test_a_backup_needs_a_place(own_keys):
    with pytest.raises(CommandError, match="Skriv, hvor kopien skal ligge"):
        call_command("keys", "backup", verbosity=0)
