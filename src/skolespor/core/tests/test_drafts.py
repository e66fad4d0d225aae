"""Nobody loses what they typed, and nobody else sees it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from skolespor.core import drafts
from skolespor.core.models import Draft

pytestmark = pytest.mark.django_db
NOTE = {"form": "note", "subject": "7-health"}


def keep(owner_id=1, **answers):
    return drafts.keep(owner_id=owner_id, **NOTE, answers=answers)


def test_a_draft_waits_for_its_writer():
    saved_at = keep(text="Maja har astma")
    draft = drafts.waiting(owner_id=1, **NOTE)
    assert drafts.answers_of(draft) == {"text": "Maja har astma"}
    assert draft.saved_at == saved_at


def test_nobody_else_finds_it():
    keep(text="Maja har astma")
    assert drafts.waiting(owner_id=2, **NOTE) is None
    assert drafts.waiting(owner_id=1, form="note", subject="8-health") is None
    assert drafts.answers_of(None) == {}


def test_there_is_one_draft_for_each_writer_and_form():
    keep(text="Maja")
    keep(text="Maja har astma")
    keep(owner_id=2, text="Emil")
    assert Draft.objects.count() == 2
    assert drafts.answers_of(drafts.waiting(owner_id=1, **NOTE)) == {"text": "Maja har astma"}


def test_passwords_and_tokens_are_never_kept():
    keep(text="Maja", csrfmiddlewaretoken="x", password="x", version="3")
    assert Draft.objects.get().answers == {"text": "Maja"}


def test_a_draft_is_encrypted():
    keep(text="KANARIE")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_draft")
        assert "KANARIE" not in str(cursor.fetchall())


def test_a_text_far_too_long_is_refused_rather_than_cut():
    with pytest.raises(ValueError, match="too long"):
        keep(text="a" * (drafts.LONGEST + 1))
    assert not Draft.objects.exists()


def test_what_was_sent_is_gone():
    keep(text="Maja")
    keep(owner_id=2, text="Emil")
    drafts.sent(owner_id=1, **NOTE)
    assert [draft.owner_id for draft in Draft.objects.all()] == [2]


def test_only_old_drafts_without_a_word_are_swept_away():
    keep(text="Maja")
    keep(owner_id=2, text="  ")
    now = timezone.now()
    assert drafts.sweep(now=now + drafts.EMPTY_FOR - timedelta(hours=1)) == 0
    assert drafts.sweep(now=now + drafts.EMPTY_FOR + timedelta(hours=1)) == 1
    assert [draft.owner_id for draft in Draft.objects.all()] == [1]
