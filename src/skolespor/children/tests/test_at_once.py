"""The same thing done by several at the same moment happens once, also on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from skolespor.accounts.roles import Role
from skolespor.children.actions.break_glass import break_glass
from skolespor.children.actions.caseload import assign, hand_over
from skolespor.children.actions.corrections import correct
from skolespor.children.actions.facts import end_custody, protect, record_custody
from skolespor.children.actions.seats import give_seat, name_staff
from skolespor.children.actions.spells import end_placement, leave_school
from skolespor.children.models import (
    BreakGlass,
    Correction,
    Naming,
    NetworkSeat,
    ProtectionExemption,
)
from skolespor.core.errors import RuleBroken

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(do):
    """What each of four gets who do the same at the same moment, in alphabetical order."""

    def in_a_connection_of_its_own(_n):
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as browsers:
        return sorted(browsers.map(in_a_connection_of_its_own, range(4)))


def answers_of(action, **facts):
    """ "done", or the code of the broken rule, for each of four. Rows are read anew by each."""

    def do():
        fresh = {
            name: type(fact)._base_manager.get(pk=fact.pk) if hasattr(fact, "_meta") else fact
            for name, fact in facts.items()
        }
        try:
            action(**fresh)
        except RuleBroken as broken:
            return broken.code
        return "done"

    return at_once(do)


def test_a_child_gets_one_case_worker(leader_lis, worker_otto, maja):
    facts = {"child": maja, "job": worker_otto.jobs.get(), "by": leader_lis}
    assert answers_of(assign, **facts) == ["caseload.owned"] * 3 + ["done"]
    assert NetworkSeat.objects.filter(child=maja, job__user=worker_otto).count() == 1


def test_the_glass_is_broken_once(worker_otto, maja):
    facts = {"child": maja, "reason": "Politiet har ringet nu", "by": worker_otto}
    assert answers_of(break_glass, **facts) == ["done"] + ["glass.needless"] * 3
    assert BreakGlass.objects.count() == 1


def test_protection_sent_twice_is_no_error(worker_wilma, maja):
    facts = {"child": maja, "users": [], "organisations": [], "by": worker_wilma}
    assert answers_of(protect, **facts) == ["done"] * 4
    assert ProtectionExemption.objects.get().user == worker_wilma


def test_a_stay_ends_once(worker_wilma, maja, today):
    facts = {"placement": maja.placements.get(), "last_day": today, "by": worker_wilma}
    said = answers_of(end_placement, end_reason="moved_to_other_place", **facts)
    assert said == ["already.done"] * 3 + ["done"]


def test_a_school_is_left_once(worker_wilma, maja, today):
    facts = {"enrolment": maja.enrolments.get(), "last_day": today, "by": worker_wilma}
    assert answers_of(leave_school, end_cause="moved", **facts) == ["already.done"] * 3 + ["done"]


def test_custody_ends_once(worker_wilma, maja, today):
    custody = record_custody(
        child=maja,
        name="Mie Møller",
        relation="mother",
        is_shared=False,
        source="statement",
        since=today,
        by=worker_wilma,
    )
    facts = {"custody": custody, "last_day": today, "by": worker_wilma}
    assert answers_of(end_custody, **facts) == ["already.done"] * 3 + ["done"]


def test_a_seat_is_given_once(worker_wilma, worker_otto, maja):
    facts = {"child": maja, "job": worker_otto.jobs.get(), "by": worker_wilma}
    assert answers_of(give_seat, **facts) == ["done"] + ["seat.twice"] * 3
    assert NetworkSeat.objects.filter(job__user=worker_otto).count() == 1


def test_a_teacher_is_named_once(head_hanne, teacher_nora, maja, lindeskolen, seat_of):
    teacher_nora.jobs.update(organisation=lindeskolen)
    facts = {"seat": seat_of(maja, lindeskolen), "job": teacher_nora.jobs.get(), "by": head_hanne}
    said = answers_of(name_staff, role=Role.CONTACT_TEACHER, **facts)
    assert said == ["done"] + ["naming.twice"] * 3
    assert Naming.objects.count() == 1


def test_a_caseload_goes_over_once(leader_lis, worker_wilma, worker_otto, maja, today):
    facts = {"giver": worker_wilma.jobs.get(), "receiver": worker_otto.jobs.get()}
    said = answers_of(hand_over, last_day=today, by=leader_lis, **facts)
    assert said == ["caseload.empty"] * 3 + ["done"]
    assert NetworkSeat.objects.filter(job__user=worker_otto).count() == 1


def test_the_second_correction_waits_for_the_first_and_is_told(worker_wilma, maja):
    facts = {"spell": maja.placements.get(), "seen": maja.version, "by": worker_wilma}
    said = answers_of(correct, address="Skovvej 9", reason="Det er nummer ni", **facts)
    assert said == ["child.changed"] * 3 + ["done"]
    assert Correction.objects.count() == 1


def test_a_button_pressed_by_two_is_no_fault(head_hanne, teacher_tim, maja, sign_in):
    address = reverse("children:end_naming", args=[Naming.objects.get().pk])
    browsers = [sign_in(head_hanne) for _each in range(4)]
    said = at_once(lambda: browsers.pop().post(address).status_code)
    assert said[0] == 302
    assert set(said[1:]) <= {404, 409}
    assert not Naming.objects.filter(closed_at=None).exists()
