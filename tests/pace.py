"""What a run of the tests takes its time for, and what it does not: which tests run on both databases, and
what is not done over and over."""

import gc
import re

import pytest
from django.db import connection
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.core.roomy import roomy

ASKS_THE_DATABASE = re.compile(
    r"test_(\w+_)?(access|danish|lists|night|queue|search(es)?|sight|signals|who)\.py"
)
"""Tests of who finds what, in which order: where the two kinds of database have differed."""


def pytest_ignore_collect(collection_path, config):
    """Files of which no test would be left are not read: to look through them all takes longer than the run
    on PostgreSQL."""
    once_left_out = "not once" in config.option.markexpr
    if once_left_out and collection_path.match("test_*.py") and not on_both(collection_path):
        return True
    return None


def on_both(path):
    """Whether some test of this file may run on both, by its name or by what it says: a test that commits
    in a file that does not say so stops every other run."""
    return bool(ASKS_THE_DATABASE.fullmatch(path.name)) or "transaction" in path.read_text()


def pytest_collection_modifyitems(items):
    """On PostgreSQL every run tries what several do at the same moment, and who finds what; the rest, which
    is the same on both, the long run."""
    for item in items:
        if not (commits(item) or ASKS_THE_DATABASE.fullmatch(item.path.name)):
            item.add_marker(pytest.mark.once)
        elif not (item.get_closest_marker("once") or on_both(item.path)):
            raise pytest.UsageError(f"{item.nodeid} commits, and its file never says transaction")


def pytest_collection_finish():
    """What is imported stays until the end: to look through it for garbage, over and over, is a twentieth
    of the work of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def commits(item):
    """Whether the test writes for real, as several threads need it."""
    mark = item.get_closest_marker("django_db")
    asked = mark is not None and mark.kwargs.get("transaction", False)
    return asked or "transactional_db" in getattr(item, "fixturenames", ())


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """As in production, all that a test calls has room on the stack."""
    return roomy(item.config.pluginmanager.getplugin("runner").pytest_runtest_protocol)(
        item, nextitem
    )


@pytest.fixture(autouse=True)
def forget_who_they_are(request, monkeypatch):
    """Who somebody is (`User.kept`) is asked once until the next write or the next day, as in a request, so
    that a test that acts without one does not ask the same dozens of times; or until this is called."""
    forgotten = 0

    def forget():
        nonlocal forgotten
        forgotten += 1

    def notice(execute, sql, params, many, context):
        if not sql.startswith("SELECT"):
            forget()
        return execute(sql, params, many, context)

    def kept(user):
        facts = vars(user)
        if "kept" in facts:
            return facts["kept"]
        now = (forgotten, timezone.localdate())
        if facts.get("known_at") != now:
            facts.update(known_at=now, known={})
        return facts["known"]

    if "db" not in request.fixturenames or commits(request.node):
        yield forget
        return
    monkeypatch.setattr(User, "kept", property(kept, lambda user, to: vars(user).update(kept=to)))
    with connection.execute_wrapper(notice):
        yield forget
