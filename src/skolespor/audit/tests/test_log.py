"""The log book holds codes and numbers, in the transaction of the thing it tells about."""

import pytest
from django.db import transaction

from skolespor.audit import log
from skolespor.audit.models import Entry
from skolespor.audit.queries import reads_of

SEEN = log.Kind("audit.test_seen", "Nogen så noget", reads=True)
DONE = log.Kind("audit.test_done", "Nogen gjorde noget")


def line(about, kind=SEEN, by=None, **facts):
    return log.entry(kind, by=by, about=about, **facts)


def test_a_line_says_who_what_about_whom_and_why(solvang, worker_wilma, maja):
    written = log.record(
        SEEN,
        by=worker_wilma,
        about=solvang,
        child_id=maja.pk,
        role="case_worker",
        origin="127.0.0.1",
        step="workspace:child",
        seat=17,
    )
    entry = Entry.objects.get(pk=written.pk)
    assert (entry.kind, entry.by_id, entry.role) == (
        "audit.test_seen",
        worker_wilma.pk,
        "case_worker",
    )
    assert (entry.about_model, entry.about_id) == ("accounts.Organisation", str(solvang.pk))
    assert (entry.child_id, entry.origin) == (maja.pk, "127.0.0.1")
    assert entry.data == {"step": "workspace:child", "seat": 17}
    assert entry.at is not None
    assert entry.hash == ""


@pytest.mark.parametrize(
    "value",
    [
        "Maja er ked af det",
        "Ærø",
        "kode\n2026-11-21 WARNING",
        "\x1b[31mrød",
        "a" * 81,
        "010112-1234",
        "0101121234",
        1011212340,
        "seat:010112-1234",
        '{"a":1}',
    ],
)
@pytest.mark.parametrize("field", ["note", "role", "origin"])
def test_free_text_line_breaks_and_person_numbers_are_refused(solvang, field, value):
    with pytest.raises(ValueError, match="never free text"):
        line(solvang, **{field: value})


@pytest.mark.parametrize(
    "value", ["", 0, 17, True, "workspace:child", "fe80::1%eth0", "127.0.0.1", "2026-11-21", "8.a"]
)
def test_codes_and_numbers_are_let_in(solvang, value):
    assert line(solvang, note=value).data == {"note": value}


def test_a_list_is_written_in_one_insert(solvang, django_assert_num_queries):
    with django_assert_num_queries(1):
        log.write(line(solvang, child_id=number) for number in range(50))
    assert Entry.objects.count() == 50


def test_what_was_undone_is_not_in_the_log_book(solvang):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        log.record(DONE, by=None, about=solvang)
        _ = 1 / 0
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_outside_a_transaction(solvang):
    with pytest.raises(RuntimeError, match="transaction"):
        log.record(DONE, by=None, about=solvang)


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="registered twice"):
        log.Kind("audit.test_seen", "Igen")


def test_the_familys_extract_holds_reads_of_the_child_and_its_doubles_newest_first(solvang):
    for child_id, kind in [(1, SEEN), (2, SEEN), (3, SEEN), (1, DONE), (1, SEEN), (None, SEEN)]:
        log.record(kind, by=None, about=solvang, child_id=child_id)
    assert [entry.child_id for entry in reads_of([1, 3])] == [1, 3, 1]
