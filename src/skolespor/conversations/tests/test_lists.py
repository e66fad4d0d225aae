"""Conversations as lists, as dots, and what waits for one adult."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from skolespor.accounts.permissions import Permission
from skolespor.children import access as children
from skolespor.children.models import Child
from skolespor.children.queries.page import header
from skolespor.children.tests.pages import words
from skolespor.children.timeline import Shape
from skolespor.conversations.actions import outcome, talking
from skolespor.conversations.actions.talking import Heard
from skolespor.conversations.queries.lists import mine, of_child
from skolespor.conversations.queries.timeline import timeline
from skolespor.conversations.states import State
from skolespor.conversations.tests.pages import address, begun, offered
from skolespor.deadlines.actions import handling
from skolespor.deadlines.models import Deadline
from skolespor.promises.actions.saying import Words

pytestmark = pytest.mark.once

TODAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-16 10:00", tick=False)


@pytest.fixture
def tim(teacher_tim):
    return teacher_tim


def head(child, reader):
    way = children.way_in(reader, Permission.CHILD_VIEW, child.pk)
    return header(child, reader=reader, way=way)


def hold_one(child, adult, on=TODAY):
    talk = begun(child, adult, TODAY)
    talking.write_down(conversation=talk, heard=Heard(on, [Words("Det går godt.")]), by=adult)
    return talk


def declined(child, adult):
    made = offered(child, adult, TODAY)
    later = TODAY + timedelta(days=28)
    outcome.decline(conversation=made, on=TODAY, by=adult, next_offer_on=later)
    return made


def test_what_is_to_be_done_stands_before_what_is_over(maja, tim, coordinator_karen):
    over, waits = declined(maja, tim), offered(maja, tim, TODAY)
    found = of_child(head(maja, tim))
    assert [(line.conversation, line.state, line.is_mine) for line in found.open] == [
        (waits, State.OFFERED, True)
    ]
    assert [line.conversation for line in found.over] == [over]
    assert found.may_offer
    others = of_child(head(maja, coordinator_karen))
    assert not others.open[0].is_mine


def test_who_may_know_the_days(everybody, maja):
    hold_one(maja, everybody["teacher_tim"])
    knows = {
        who: len(of_child(head(maja, everybody[who])).open)
        for who in (
            "teacher_tim",
            "coordinator_karen",
            "worker_wilma",
            "foster_freja",
            "mother_mie",
            "leader_lis",
            "maja_herself",
        )
    }
    assert set(knows.values()) == {1}
    assert not of_child(head(maja, everybody["worker_wilma"])).may_offer


def test_the_section_is_empty_in_words(sign_in, tim, maja):
    page = words(sign_in(tim).get(address("child", maja)))
    assert "Ingen samtaler endnu. Spørg barnet, hvem det helst vil tale med." in page


def test_the_section_says_what_to_do_next(sign_in, tim, maja, time_machine, worker_wilma):
    offered(maja, tim, TODAY)
    time_machine.move_to("2026-11-18 10:00", tick=False)
    page = words(sign_in(tim).get(address("child", maja)))
    assert "Dagen er gået. Talte I sammen, eller skal I finde en ny dag?" in page
    assert "Gør klar" in page
    page = words(sign_in(worker_wilma).get(address("child", maja)))
    assert "Dagen er gået." not in page and "Gør klar" not in page
    assert "16-11-2026 med Tim Toft" in page


def test_who_may_not_know_names_reads_the_day(sign_in, maja, tim, mother_mie):
    hold_one(maja, tim)
    page = words(sign_in(mother_mie).get(address("child", maja)))
    assert "16-11-2026" in page


@pytest.mark.long
def test_pages_cost_the_same_for_many(sign_in, count_queries, maja, tim):
    browser = sign_in(tim)
    hold_one(maja, tim)
    url = address("child", maja)
    browser.get(url)
    once = count_queries(lambda: browser.get(url))
    for _n in range(5):
        hold_one(maja, tim)
        declined(maja, tim)
    assert count_queries(lambda: browser.get(url)) == once


def test_mine_is_what_i_am_to_hold_soon_or_to_read(maja, tim, coordinator_karen):
    to_read = hold_one(maja, tim)
    declined(maja, tim)
    finished = hold_one(maja, tim)
    talking.read_to_the_child(conversation=finished, by=tim)
    soon = offered(maja, tim, date(2026, 11, 30))
    offered(maja, coordinator_karen, TODAY)
    assert mine(reader=tim) == [to_read, soon]
    outcome.decline(conversation=soon, on=TODAY, by=tim, next_offer_on=date(2026, 12, 14))
    offered(maja, tim, date(2026, 12, 1))
    assert mine(reader=tim) == [to_read], "the first of December is not soon"
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    assert mine(reader=tim) == []


@pytest.mark.long
def test_what_waits_costs_the_same_for_many(maja, tim, count_queries):
    def ask():
        return [str(one.child) for one in mine(reader=tim)]

    hold_one(maja, tim)
    once = count_queries(ask)
    for _n in range(5):
        hold_one(maja, tim)
    assert len(ask()) == 6
    assert count_queries(ask) == once


def test_nothing_waits_for_one_whose_job_has_ended(maja, tim):
    offered(maja, tim, TODAY)
    tim.jobs.update(until=date(2026, 11, 15))
    assert mine(reader=tim) == []


def test_a_dot_for_each_talk_and_never_for_a_no(everybody, maja):
    tim = everybody["teacher_tim"]
    hold_one(maja, tim, on=date(2026, 11, 10))
    declined(maja, tim)
    dots = timeline(head(maja, tim)).dots
    assert [(dot.day, dot.label, dot.shape) for dot in dots] == [
        (date(2026, 11, 10), "Læringssamtale", Shape.SQUARE)
    ]
    own = timeline(head(maja, everybody["maja_herself"])).dots
    assert [dot.label for dot in own] == ["Snak om skolen"]
    assert timeline(head(maja, everybody["worker_wilma"])).dots == dots


def test_no_dots_for_who_may_not_know_where_the_child_is(maja, tim):
    hold_one(maja, tim)
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    maja.refresh_from_db()
    assert timeline(head(maja, tim)).dots == ()


@pytest.mark.parametrize("who", ["teacher_tim", "worker_wilma"])
def test_dots_stand_on_the_first_page(sign_in, everybody, maja, who):
    hold_one(maja, everybody["teacher_tim"])
    page = words(sign_in(everybody[who]).get(f"/boern/{maja.pk}/"))
    assert "Læringssamtale" in page


def test_a_deadline_about_a_talk_leads_to_the_voice_and_may_be_closed_with_a_sentence(
    sign_in, maja, tim
):
    hold_one(maja, tim)
    item = Deadline.objects.get(child=maja, rule="dl_child_checks_summary")
    page = words(sign_in(tim).get(reverse("deadlines:item", args=[item.pk])))
    assert "Gå til »Stemmen«" in page and address("child", maja) in page
    assert "Det er klaret" in page
    handling.done(item=item, day=TODAY, text="Vi læste det på papir.", by=tim)
    item.refresh_from_db()
    assert item.state == "done"
