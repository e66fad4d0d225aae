"""Each kind of tampering is done by hand in the table, then looked for."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from skolespor.audit import chain, log
from skolespor.audit.chain import Anchor, Break, seal, seal_all, verify
from skolespor.audit.models import Entry, Head

KIND = log.Kind("audit.test_chain", "Prøve")


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """No waiting for other transactions to become visible: here there are none."""
    monkeypatch.setattr(chain, "MARGIN", timedelta(0))


def write(solvang, count=1):
    with transaction.atomic():
        return [log.record(KIND, by=None, about=solvang, number=n) for n in range(count)]


@pytest.fixture
def rows(solvang):
    """Five sealed rows, and the ids they have."""
    rows = [entry.pk for entry in write(solvang, 5)]
    seal_all()
    return rows


def test_untouched_chain_holds_as_it_grows(solvang, rows):
    first = seal()
    write(solvang, 2)
    assert verify([first, seal()]) == []
    assert not Entry.objects.filter(hash="").exists()


def test_rows_are_inserted_without_a_hash(solvang):
    assert write(solvang)[0].hash == ""
    assert verify() == []


def test_a_row_that_is_too_young_holds_back_all_rows_after_it(solvang, monkeypatch):
    first, second, third = write(solvang, 3)
    limit = timezone.now()
    Entry.objects.filter(pk=first.pk).update(at=limit - timedelta(seconds=2))
    Entry.objects.filter(pk=second.pk).update(at=limit)
    Entry.objects.filter(pk=third.pk).update(at=limit - timedelta(seconds=1))
    monkeypatch.setattr(chain, "_running_since", lambda: limit)
    assert seal().entry_id == first.pk
    assert list(Entry.objects.filter(hash="")) == [second, third]


def test_the_chain_is_sealed_in_bites(solvang, monkeypatch):
    monkeypatch.setattr(chain, "BITE", 2)
    written = write(solvang, 5)
    assert [seal().entry_id for _bite in range(3)] == [written[1].pk, written[3].pk, written[4].pk]
    assert verify() == []


def test_bite_by_bite_nothing_is_left(solvang, monkeypatch):
    monkeypatch.setattr(chain, "BITE", 2)
    last = write(solvang, 5)[-1]
    assert seal_all().entry_id == last.pk
    assert not Entry.objects.filter(hash="").exists()


@pytest.mark.django_db(transaction=True)
def test_sealing_is_refused_inside_a_users_transaction(solvang):
    write(solvang)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        seal()


@pytest.mark.parametrize("field", ["kind", "role", "about_model", "about_id", "origin"])
def test_a_changed_word_is_found(rows, field):
    Entry.objects.filter(pk=rows[2]).update(**{field: "x"})
    assert verify() == [Break(rows[2], "not_linked")]


@pytest.mark.parametrize(
    "change",
    [
        {"by_id": 7},
        {"child_id": 7},
        {"at": F("at") - timedelta(days=1)},
        {"data": {}},
        {"data": {"number": "2"}},
        {"hash": ""},
        {"hash": "f" * 64},
    ],
    ids=str,
)
def test_a_changed_row_is_found(rows, change):
    Entry.objects.filter(pk=rows[2]).update(**change)
    assert verify()[0] == Break(rows[2], "not_linked")


def test_a_changed_row_with_a_hash_that_fits_it_is_found_at_the_next(rows):
    """Somebody who knows the code hashes the changed row anew, but not the rest."""
    before, changed = Entry.objects.filter(pk__in=rows[1:3]).order_by("pk")
    changed.by_id = 7
    changed.hash = chain.hash_of(changed, after=before.hash)
    changed.save()
    assert verify() == [Break(rows[3], "not_linked")]


def test_a_removed_row_is_found_at_the_next(rows):
    Entry.objects.filter(pk=rows[2]).delete()
    assert verify() == [Break(rows[3], "not_linked")]


def test_the_first_row_removed_is_found(rows):
    Entry.objects.filter(pk=rows[0]).delete()
    assert verify() == [Break(rows[1], "not_linked")]


def test_an_inserted_row_is_found(solvang):
    """A transaction that was rolled back leaves a hole in the ids; somebody fills it later."""
    _before, hole, _after = (entry.pk for entry in write(solvang, 3))
    Entry.objects.filter(pk=hole).delete()
    seal_all()
    assert verify() == []
    Entry.objects.create(pk=hole, kind=KIND.code)
    seal_all()
    assert verify() == [Break(hole, "not_linked")]


def test_reordered_rows_are_found(rows):
    second, third = Entry.objects.filter(pk__in=rows[1:3])
    second.pk, third.pk = third.pk, second.pk
    second.save()
    third.save()
    assert [broken.entry_id for broken in verify()] == rows[1:4]


def test_a_tail_lost_by_accident_is_found(rows):
    Entry.objects.filter(pk__gt=rows[2]).delete()
    assert verify() == [Break(rows[4], "gone")]


def cut_tail_and_tidy_up(rows):
    """What somebody does who knows the code: shorten the log book and set the head back."""
    Entry.objects.filter(pk__gt=rows[2]).delete()
    Head.objects.update(entry_id=rows[2], hash=Entry.objects.get(pk=rows[2]).hash)


def test_a_truncated_tail_is_found_by_the_anchored_head(rows):
    anchored = seal()
    cut_tail_and_tidy_up(rows)
    assert verify() == []
    assert verify([anchored]) == [Break(rows[4], "gone")]


def test_an_emptied_log_book_is_found_by_the_anchored_head(rows):
    anchored = seal()
    Entry.objects.all().delete()
    Head.objects.all().delete()
    assert verify() == []
    assert verify([anchored]) == [Break(rows[4], "gone")]


def test_a_chain_written_anew_is_found_by_the_anchored_head(rows):
    anchored = seal()
    Entry.objects.filter(pk=rows[1]).update(by_id=7)
    Head.objects.update(entry_id=0, hash="")
    assert seal() != anchored
    assert verify() == []
    assert verify([anchored]) == [Break(rows[4], "not_as_anchored")]


@pytest.mark.django_db
def test_an_empty_log_book_holds():
    assert seal() == Anchor(0, "")
    assert verify() == []
