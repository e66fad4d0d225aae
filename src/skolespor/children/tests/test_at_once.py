"""The same thing done by several at the same moment happens once, also on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from skolespor.children.actions.break_glass import break_glass
from skolespor.children.actions.caseload import assign
from skolespor.children.actions.facts import protect
from skolespor.children.models import BreakGlass, Child, NetworkSeat, ProtectionExemption
from skolespor.core.errors import RuleBroken

pytestmark = pytest.mark.django_db(transaction=True)


def answers_of(action, child, **facts):
    """What each of four gets who do the same at once: "done", or the code of the broken rule."""

    def do(_n):
        try:
            action(child=Child.objects.get(pk=child.pk), **facts)
        except RuleBroken as broken:
            return broken.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(4) as browsers:
        return sorted(browsers.map(do, range(4)))


def test_a_child_gets_one_case_worker(leader_lis, worker_otto, maja):
    facts = {"job": worker_otto.jobs.get(), "by": leader_lis}
    assert answers_of(assign, maja, **facts) == ["caseload.owned"] * 3 + ["done"]
    assert NetworkSeat.objects.filter(child=maja, job__user=worker_otto).count() == 1


def test_the_glass_is_broken_once(worker_otto, maja):
    facts = {"reason": "Politiet har ringet nu", "by": worker_otto}
    assert answers_of(break_glass, maja, **facts) == ["done"] + ["glass.needless"] * 3
    assert BreakGlass.objects.count() == 1


def test_protection_sent_twice_is_no_error(worker_wilma, maja):
    facts = {"users": [], "organisations": [], "by": worker_wilma}
    assert answers_of(protect, maja, **facts) == ["done"] * 4
    assert ProtectionExemption.objects.get().user == worker_wilma
