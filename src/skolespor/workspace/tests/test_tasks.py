"""The worker: each chore at its time, and none of them can stop the others."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.utils import timezone

from skolespor.audit import chain
from skolespor.workspace.tasks import Chore, anchor_log, chores, run_due, sweep_sessions


def test_chore_is_done_at_once_and_then_when_its_time_has_come(db):
    done = []
    todo = [Chore(lambda: done.append(1), timedelta(seconds=10))]
    for clock in (0, 5, 9, 10, 19, 20):
        run_due(todo, now=clock)
    assert len(done) == 3


def test_chore_that_fails_does_not_stop_the_next(db, caplog):
    done = []

    def broken():
        raise DatabaseError("away")

    run_due([Chore(broken, timedelta(1)), Chore(lambda: done.append(1), timedelta(1))], now=0)
    assert done == [1]
    assert "broken failed: DatabaseError" in caplog.text


def test_all_chores_run_on_an_empty_house(transactional_db, tmp_path):
    settings.ANCHOR_FILE = tmp_path / "heads.csv"
    run_due(chores(), now=0)


def test_head_of_the_log_is_anchored_once_a_day(
    transactional_db, tmp_path, worker_wilma, sign_in, monkeypatch
):
    monkeypatch.setattr(chain, "MARGIN", timedelta(0))
    settings.ANCHOR_FILE = tmp_path / "heads.csv"
    sign_in(worker_wilma).get("/")
    anchor_log()
    anchor_log()
    assert len(settings.ANCHOR_FILE.read_text().splitlines()) == 1


def test_session_that_has_run_out_is_removed_with_the_search_it_holds(worker_wilma, sign_in):
    browser = sign_in(worker_wilma)
    browser.post("/boern/", {"search": "Maja"})
    sweep_sessions()
    assert Session.objects.count() == 1
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    sweep_sessions()
    assert not Session.objects.exists()
