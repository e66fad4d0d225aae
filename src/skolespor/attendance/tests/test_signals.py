"""»Fravær kræver svar«: one person is asked, answers, and is left in peace."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from skolespor.attendance.actions.night import keep_attendance
from skolespor.attendance.actions.signals import follow_up, tell_leaders
from skolespor.attendance.models import AbsenceDay, FollowUp, Registered, Signal
from skolespor.attendance.tests.pages import address
from skolespor.audit.models import Entry
from skolespor.children.tests.pages import words
from skolespor.core.errors import RuleBroken
from skolespor.deadlines.actions.keeping import keep_all
from skolespor.deadlines.models import Deadline, Fact
from skolespor.notices.models import Notice

MONDAY = date(2026, 11, 16)
INDEX, FILE = reverse("attendance:signals"), reverse("attendance:signals_csv")
FIRST = date(2026, 10, 19)
"""Maja's first day at Lindeskolen this year: by the third Monday there have been 21 school days."""


@pytest.fixture(autouse=True)
def go(time_machine):
    def to(day):
        time_machine.move_to(f"{day} 10:00", tick=False)

    to(MONDAY)
    return to


@pytest.fixture
def away(maja, ellevang):
    """Maja begins after the autumn holiday; absence as the school registers it."""
    maja.enrolments.update(since=FIRST)

    def on(*days, category="sickness", child=maja):
        for day in days:
            AbsenceDay.objects.create(
                child=child,
                day=day,
                share=1,
                category=category,
                institution="900201",
                sender=ellevang,
            )
        registered, _new = Registered.objects.get_or_create(
            sender=ellevang, institution="900201", school_year=2026
        )
        registered.days = sorted({*registered.days, *map(str, days)})
        registered.save()

    return on


@pytest.fixture
def mondays(away):
    """Three absent Mondays of 21 school days: 14.3 per cent."""
    away(date(2026, 10, 26), date(2026, 11, 9), MONDAY)


def told(user, kind="attendance.absence_signal"):
    return Notice.objects.filter(user=user, kind=kind).count()


def nights(*days):
    for day in days:
        keep_attendance(today=day)
        keep_all(today=day)


def test_sc_29_exactly_one_is_asked_and_once(maja, mondays, teacher_tim, coordinator_karen):
    nights(MONDAY, MONDAY)
    signal = Signal.objects.get()
    assert (signal.level, signal.days, signal.receiver) == (10, 3, teacher_tim)
    assert (told(teacher_tim), told(coordinator_karen)) == (1, 0)
    assert Notice.objects.filter(kind="attendance.absence_signal").count() == 1
    assert Entry.objects.filter(kind="attendance.signalled", child_id=maja.pk).count() == 1


def test_sc_29_no_word_when_somebody_has_followed_up(maja, mondays, teacher_tim, foster_freja):
    follow_up(child=maja, text="Ringede til Freja. Maja har ondt i maven.", by=teacher_tim)
    nights(MONDAY)
    assert not Signal.objects.exists()
    assert not Notice.objects.filter(kind="attendance.absence_signal").exists()
    assert Entry.objects.filter(kind="attendance.followed_up", child_id=maja.pk).count() == 1


def test_the_answer_closes_the_question(maja, mondays, teacher_tim):
    nights(MONDAY)
    done = follow_up(child=maja, text="Ringede til Freja.", by=teacher_tim)
    signal = Signal.objects.get()
    assert (signal.is_open, signal.answer) == (False, done)
    assert (done.level, done.days) == (10, 3)
    nights(MONDAY, date(2026, 11, 30))
    assert Signal.objects.count() == 1


def test_the_next_level_asks_again(maja, mondays, away, teacher_tim, go):
    nights(MONDAY)
    follow_up(child=maja, text="Ringede til Freja.", by=teacher_tim)
    away(date(2026, 11, 17))  # 4 of 22: more than 15 per cent
    nights(date(2026, 11, 17))
    assert Signal.objects.get(is_open=True).level == 15
    assert told(teacher_tim) == 2


def test_five_further_days_ask_again_at_the_same_level(maja, away, teacher_tim, go):
    """The level is 20 at the follow-up, and stays there."""
    days = [FIRST + timedelta(days=n) for n in range(5)]
    away(*days, date(2026, 11, 13))
    keep_attendance(today=MONDAY)
    follow_up(child=maja, text="Ringede til Freja.", by=teacher_tim)
    assert FollowUp.objects.get().level == 20
    away(date(2026, 11, 20), date(2026, 11, 25), date(2026, 12, 4), date(2026, 12, 9))
    nights(date(2026, 12, 9))
    assert not Signal.objects.filter(is_open=True).exists()
    away(date(2026, 12, 11))
    nights(date(2026, 12, 11))
    assert Signal.objects.get(is_open=True).level == 20


def test_the_day_that_was_set_asks_again(maja, mondays, teacher_tim):
    again = date(2026, 11, 20)
    follow_up(child=maja, text="Ringede til Freja.", again_on=again, by=teacher_tim)
    nights(date(2026, 11, 19))
    assert not Signal.objects.exists()
    nights(again)
    assert Signal.objects.filter(is_open=True).count() == 1


def test_a_correction_takes_the_question_back(maja, mondays, teacher_tim):
    nights(MONDAY)
    AbsenceDay.objects.filter(day=MONDAY).delete()
    nights(MONDAY)
    assert not Signal.objects.get().is_open
    assert Entry.objects.filter(kind="attendance.signal_over").count() == 1


def test_without_a_teacher_the_coordinator_is_asked_and_a_new_teacher_takes_over(
    maja, mondays, coordinator_karen, is_named, teacher_nora
):
    nights(MONDAY)
    assert Signal.objects.get().receiver == coordinator_karen
    is_named(teacher_nora, maja)
    nights(MONDAY)
    assert Signal.objects.get().receiver == teacher_nora
    assert told(teacher_nora) == 1


def test_nobody_there_is_nobody_asked(maja, mondays):
    nights(MONDAY)
    assert Signal.objects.get().receiver is None


def test_of_a_protected_child_only_who_may_know_is_asked(
    maja, mondays, teacher_tim, coordinator_karen, lindeskolen
):
    maja.is_protected = True
    maja.save()
    nights(MONDAY)
    assert Signal.objects.get().receiver is None
    maja.exemptions.create(user=coordinator_karen)
    nights(MONDAY)
    assert Signal.objects.get().receiver == coordinator_karen


def test_leaders_hear_once_a_week_of_what_has_waited_a_week(
    maja, mondays, head_hanne, leader_lis, head_hans, teacher_tim
):
    nights(MONDAY)
    for day in range(16, 30):
        tell_leaders(today=date(2026, 11, day))
    kind = "attendance.signals_unanswered"
    assert told(head_hanne, kind) == told(leader_lis, kind) == 1
    assert told(head_hans, kind) == told(teacher_tim, kind) == 0
    tell_leaders(today=date(2026, 11, 30))
    assert told(head_hanne, kind) == 2


def test_who_sees_what_is_done_may_answer_and_nobody_else(
    maja, mondays, foster_freja, worker_otto, teacher_nora, head_hanne, mother_mie
):
    for user in (worker_otto, teacher_nora, head_hanne, mother_mie):
        with pytest.raises(PermissionDenied):
            follow_up(child=maja, text="Ringede hjem i dag.", by=user)
    follow_up(child=maja, text="Maja er hjemme med feber.", by=foster_freja)


def test_a_word_is_no_answer(maja, mondays, teacher_tim):
    with pytest.raises(RuleBroken):
        follow_up(child=maja, text="ok", by=teacher_tim)
    assert not FollowUp.objects.exists()


# Other routes


def test_unlawful_absence_is_the_head_teachers_and_a_correction_withdraws_the_limit(
    maja, away, head_hanne
):
    """From 19 October on the quarter has 46 school days, with the coming ones: 15 % are seven."""
    days = [FIRST + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8)]
    away(*days, category="unlawful")
    nights(MONDAY)
    limits = dict(
        Deadline.objects.filter(child=maja, rule__startswith="dl_absence_unlawful").values_list(
            "rule", "state"
        )
    )
    assert limits == {"dl_absence_unlawful_10": "open", "dl_absence_unlawful_15": "open"}
    on = Deadline.objects.get(rule="dl_absence_unlawful_15").happened_on
    AbsenceDay.objects.filter(day=days[-1]).update(category="sickness")
    nights(MONDAY)
    limits = dict(
        Deadline.objects.filter(child=maja, rule__startswith="dl_absence_unlawful").values_list(
            "rule", "state"
        )
    )
    assert limits == {"dl_absence_unlawful_10": "open", "dl_absence_unlawful_15": "withdrawn"}
    assert on == days[-1]
    assert Deadline.objects.get(rule="dl_absence_unlawful_10").owner == "head_teacher"


def test_unlawful_absence_of_the_last_week_asks_for_a_call_home(maja, away, head_hanne):
    away(date(2026, 10, 26), date(2026, 11, 13), category="unlawful")
    nights(MONDAY)
    call = Deadline.objects.get(rule="dl_absence_contact_home")
    assert (call.due, call.state) == (date(2026, 11, 13), "open")
    nights(date(2026, 11, 23))
    call.refresh_from_db()
    assert call.state == "ended"


def test_a_call_home_is_asked_for_once_and_not_about_what_was_no_unlawful_absence(
    maja, away, head_hanne
):
    away(date(2026, 11, 12), category="unlawful")
    nights(date(2026, 11, 12))
    away(date(2026, 11, 13), category="unlawful")
    nights(date(2026, 11, 13))
    call = Deadline.objects.get(rule="dl_absence_contact_home")
    assert (call.due, call.state) == (date(2026, 11, 13), "open")
    AbsenceDay.objects.filter(category="unlawful").update(category="sickness")
    nights(MONDAY)
    call.refresh_from_db()
    assert call.state == "withdrawn"


def test_a_correction_half_a_year_later_takes_the_limit_back(maja, away, head_hanne):
    days = [FIRST + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8)]
    away(*days, category="unlawful")
    nights(MONDAY)
    AbsenceDay.objects.update(category="sickness")
    nights(date(2027, 5, 3))
    found = Deadline.objects.filter(rule__startswith="dl_absence_unlawful")
    assert {item.state for item in found} == {"withdrawn"}


def test_fifteen_days_of_illness_ask_for_teaching(maja, away, head_hanne):
    days = [
        FIRST + timedelta(days=n) for n in range(19) if (FIRST + timedelta(days=n)).weekday() < 5
    ]
    away(*days)
    nights(date(2026, 11, 6))
    item = Deadline.objects.get(rule="dl_sick_teaching")
    assert (item.due, item.owner) == (date(2026, 11, 6), "head_teacher")
    assert not Deadline.objects.filter(rule__startswith="dl_absence_unlawful").exists()


def test_the_same_night_twice_tells_nothing_twice(maja, mondays, teacher_tim, head_hanne):
    nights(MONDAY, MONDAY)
    facts = list(Fact.objects.order_by("pk").values())
    entries = Entry.objects.count()
    nights(MONDAY)
    assert list(Fact.objects.order_by("pk").values()) == facts
    assert Entry.objects.count() == entries


# Pages


def test_the_teacher_sees_the_question_answers_and_is_left_in_peace(
    sign_in, maja, mondays, teacher_tim
):
    nights(MONDAY)
    tim = sign_in(teacher_tim)
    page = words(tim.get(address("child", maja)))
    assert "Fravær kræver svar" in page
    assert (
        "Maja har været væk 3 dage i dette skoleår, mere end 10 %. Du er spurgt 16-11-2026." in page
    )
    answer = tim.post(
        address("follow_up", maja), {"text": "Ringede til Freja.", "again_on": ""}, follow=True
    )
    page = words(answer)
    assert "Det er skrevet. Nu er her stille." in page
    assert "Ringede til Freja." in page
    assert "Fravær kræver svar" not in page
    assert "Maja Ager" not in words(tim.get(INDEX))


def test_typed_words_survive_a_refusal_and_a_lost_session(sign_in, maja, mondays, teacher_tim):
    tim = sign_in(teacher_tim)
    page = words(
        tim.post(address("follow_up", maja), {"text": "Ringede hjem.", "again_on": "16-11-2026"})
    )
    assert "Vælg en dag efter i dag" in page
    assert "Ringede hjem." in page
    tim.post(reverse("workspace:draft", args=["follow-up", maja.pk]), {"text": "Ringede til"})
    assert "Ringede til" in words(sign_in(teacher_tim).get(address("follow_up", maja)))


def test_strangers_find_nothing_and_readers_may_not_write(
    sign_in, maja, mondays, worker_otto, teacher_nora, mother_mie
):
    for user in (worker_otto, teacher_nora):
        assert sign_in(user).get(address("follow_up", maja)).status_code == 404
    assert sign_in(mother_mie).post(address("follow_up", maja)).status_code == 403


def test_the_list_is_for_those_who_follow_and_for_leaders_as_facts(
    sign_in, maja, mondays, teacher_tim, head_hanne, coordinator_karen, worker_otto, head_hans
):
    nights(MONDAY)
    for user in (teacher_tim, head_hanne, coordinator_karen):
        page = words(sign_in(user).get(INDEX))
        assert "Maja Ager" in page
        assert "Tim" in page
    for user in (worker_otto, head_hans):
        assert "Intet fravær venter på svar." in words(sign_in(user).get(INDEX))
    assert address("child", maja) not in words(sign_in(head_hanne).get(INDEX))


def test_the_list_as_a_file(sign_in, maja, mondays, teacher_tim):
    nights(MONDAY)
    answer = sign_in(teacher_tim).get(FILE)
    _head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert row[:6] == ["Maja", "Ager", "Lindeskolen", "3", "10 %", "16-11-2026"]


def test_a_protected_child_is_in_no_list_of_those_who_may_not_know(
    sign_in, maja, mondays, teacher_tim, coordinator_karen, leader_lis, head_hanne
):
    nights(MONDAY)
    maja.is_protected = True
    maja.save()
    for user in (teacher_tim, coordinator_karen, leader_lis, head_hanne):
        for page in (INDEX, FILE):
            assert "Maja" not in words(sign_in(user).get(page))
    maja.exemptions.create(user=coordinator_karen)
    assert "Maja Ager" in words(sign_in(coordinator_karen).get(INDEX))


def test_who_leads_a_home_is_told_of_absence_only_with_a_seat(
    sign_in, kalle, away, home_helle, head_hans, sits
):
    Signal.objects.create(child=kalle, school_year=2026, level=10, days=3, raised_on=MONDAY)
    helle = sign_in(home_helle)
    for page in (INDEX, FILE):
        assert "Kalle" not in words(helle.get(page))
        assert "Kalle" in words(sign_in(head_hans).get(page))
    sits(home_helle, kalle)
    assert "Kalle Krog" in words(helle.get(INDEX))


def test_a_list_of_twenty_costs_as_much_as_one(
    sign_in, maja, mondays, worker_wilma, new_child, sits, count_queries
):
    nights(MONDAY)
    wilma = sign_in(worker_wilma)
    wilma.get(INDEX)
    alone = count_queries(lambda: wilma.get(INDEX))
    for number in range(20):
        child = new_child(f"Barn {number}")
        sits(worker_wilma, child)
        Signal.objects.create(child=child, school_year=2026, level=10, days=3, raised_on=MONDAY)
    assert words(wilma.get(INDEX)).count("Barn ") == 20
    assert count_queries(lambda: wilma.get(INDEX)) == alone
