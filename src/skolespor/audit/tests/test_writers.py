"""Many write at once while one seals: nobody waits for another, and the chain holds."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from skolespor.audit import chain, log
from skolespor.audit.models import Entry

KIND = log.Kind("audit.test_writers", "Prøve")
only_on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite lets one writer in at a time: the question only arises in PostgreSQL",
)
pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20
"""Seconds until a test gives up; nothing here takes more than a moment."""


def write(solvang, rows=1):
    try:
        with transaction.atomic():
            for number in range(rows):
                log.record(KIND, by=None, about=solvang, number=number)
    finally:
        connection.close()


class Unfinished:
    """A transaction in another connection that has written a row and does not end."""

    def __init__(self, solvang):
        self.has_written, self.may_end = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self.work, args=[solvang])

    def work(self, solvang):
        try:
            with transaction.atomic():
                log.record(KIND, by=None, about=solvang, number=0)
                self.has_written.set()
                assert self.may_end.wait(PATIENCE)
        finally:
            connection.close()

    def __enter__(self):
        self.thread.start()
        assert self.has_written.wait(PATIENCE)
        return self

    def __exit__(self, *problem):
        self.may_end.set()
        self.thread.join(PATIENCE)


@only_on_postgresql
def test_sealing_waits_for_the_oldest_running_transaction(solvang):
    with Unfinished(solvang):
        write(solvang, rows=3)
        assert chain.seal_all().entry_id == 0
        assert Entry.objects.filter(hash="").count() == 3
    sealed_within_patience(4)
    assert chain.verify() == []


def sealed_within_patience(count):
    """The margin of the sealer is a tenth of a second."""
    for _try in range(PATIENCE * 10):
        chain.seal_all()
        if Entry.objects.exclude(hash="").count() == count:
            return
        threading.Event().wait(0.1)
    raise AssertionError("rows were never sealed")


@only_on_postgresql
def test_rows_from_before_the_oldest_transaction_are_sealed_meanwhile(solvang):
    write(solvang, rows=2)
    threading.Event().wait(chain.MARGIN.total_seconds() * 2)
    with Unfinished(solvang):
        write(solvang)
        chain.seal_all()
        assert [bool(entry.hash) for entry in Entry.objects.order_by("pk")] == [True, True, False]


@only_on_postgresql
def test_a_writer_that_does_not_end_keeps_no_other_waiting(solvang):
    with Unfinished(solvang) as slow, ThreadPoolExecutor(8) as writers:
        done = [writers.submit(write, solvang, rows=5) for _writer in range(8)]
        for one in done:
            one.result(timeout=PATIENCE)
        assert not slow.may_end.is_set()
        assert Entry.objects.count() == 40


@pytest.mark.parametrize("times", [20, pytest.param(80, marks=pytest.mark.long)])
def test_eight_writers_and_a_sealer_at_once_make_one_chain_that_holds(solvang, times):
    is_over, heads = threading.Event(), []

    def keep_sealing():
        try:
            while not is_over.is_set():
                heads.append(chain.seal())
        finally:
            connection.close()

    sealer = threading.Thread(target=keep_sealing)
    sealer.start()
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, [solvang] * times, [3] * times))
    is_over.set()
    sealer.join(PATIENCE)
    sealed_within_patience(3 * times)
    assert chain.verify(heads) == []
    assert len(set(Entry.objects.values_list("hash", flat=True))) == 3 * times


def test_two_sealers_at_once_seal_each_row_once(solvang):
    write(solvang, rows=50)
    threading.Event().wait(chain.MARGIN.total_seconds() * 2)

    def seal_alone(_number):
        try:
            return chain.seal()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as sealers:
        heads = list(sealers.map(seal_alone, range(4)))
    assert len(set(heads)) == 1
    assert chain.verify(heads) == []
