"""Keys can be made, changed and copied, and nothing that was written before is lost."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from skolespor.core import drafts, keys, outbox
from skolespor.core.models import Draft, OutboxMail


@pytest.fixture
def own_keys(settings, tmp_path, db):
    """A key file of this test alone."""
    settings.KEY_FILE = tmp_path / "fields.json"
    keys.make(settings.KEY_FILE)
    return settings.KEY_FILE


def rotate(times=1):
    for _turn in range(times):
        call_command("keys", "rotate", verbosity=0)


def test_what_was_written_before_can_be_read_after_many_rotations(own_keys):
    drafts.keep(owner_id=1, form="note", subject="1", answers={"text": "Maja læser højt"})
    outbox.put(key="k", recipient="tim@example.invalid", subject="s", body="b")
    rotate(times=3)
    assert Draft.objects.get().answers == {"text": "Maja læser højt"}
    assert OutboxMail.objects.get().recipient == "tim@example.invalid"


def test_the_newest_key_and_the_one_before_it_are_kept(own_keys):
    rotate(times=3)
    assert len(keys.keys().fernet) == 2


def test_an_index_is_the_same_after_a_rotation(own_keys):
    before = keys.keys().index
    rotate()
    assert keys.keys().index == before


def test_keys_are_never_written_over(own_keys, tmp_path):
    copy = tmp_path / "copy.json"
    call_command("keys", "backup", str(copy), verbosity=0)
    assert copy.read_text() and copy.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="ligger allerede en fil"):
        call_command("keys", "backup", str(copy), verbosity=0)
    with pytest.raises(CommandError, match="allerede nøgler"):
        call_command("keys", "make", verbosity=0)


def test_without_its_keys_nothing_is_read_or_written(own_keys):
    drafts.keep(owner_id=1, form="note", subject="1", answers={"text": "Maja læser højt"})
    own_keys.unlink()
    with pytest.raises(ImproperlyConfigured, match="mangler"):
        Draft.objects.get()
    with pytest.raises(ImproperlyConfigured, match="mangler"):
        drafts.keep(owner_id=2, form="note", subject="1", answers={"text": "Nyt"})
