"""The share of answers that reached a child in time: what counts, who sees it, and when it is hidden."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from skolespor.promises.actions import answering
from skolespor.promises.actions.saying import Words, promise, say, withdraw
from skolespor.promises.queries.told import Told, told_in_time
from skolespor.promises.rules import Sharing, What

TODAY = date(2026, 11, 20)
ASKED = date(2026, 9, 1)
LAST = ASKED + timedelta(days=14)


@pytest.fixture(autouse=True)
def on(time_machine):
    """Moves to a day, and begins on `TODAY`."""

    def move(day):
        time_machine.move_to(f"{day} 10:00", tick=False)

    move(TODAY)
    return move


@pytest.fixture
def asks(teacher_tim):
    """A child asks Tim for something: `asks(maja)`."""

    def make(child, said_on=ASKED, what=What.WISH, sharing=Sharing.MAY_SHARE):
        words = Words("Jeg vil gerne sidde ved siden af Ida.", what, sharing)
        return say(child=child, words=words, adult=teacher_tim, said_on=said_on, by=teacher_tim)

    return make


@pytest.fixture
def promised(teacher_tim):
    def make(child, agreed_for, made_on=ASKED):
        return promise(
            child=child,
            text="Tim spørger Ida.",
            agreed_for=agreed_for,
            owner=teacher_tim,
            adult=teacher_tim,
            made_on=made_on,
            by=teacher_tim,
        )

    return make


@pytest.fixture
def tells(teacher_tim):
    """Tim decides, and tells the child on a day."""

    def tell(statement, told_on):
        sentence = "Ida siger ja, og du sidder der fra i morgen."
        told = {"statement": statement, "told_on": told_on, "how": "talked", "by": teacher_tim}
        if statement.what != What.AGREEMENT:
            answering.decide(
                statement=statement, decision="yes_we_do", reason=sentence, by=teacher_tim
            )
        answering.told(**told, text=sentence)

    return tell


@pytest.fixture
def six(maja, new_child, sits, teacher_tim):
    """Maja and five more children of Solvang, with Tim around each."""
    more = [new_child(name, "Ager") for name in ("Ask", "Bo", "Cilje", "Dina", "Ea")]
    for child in more:
        sits(teacher_tim, child)
    return [maja, *more]


def counted(leader, today=TODAY):
    found = told_in_time(reader=leader, today=today)
    return found.answers, found.in_time


def test_an_answer_on_the_fourteenth_day_is_in_time_and_on_the_fifteenth_it_is_not(
    asks, tells, maja, leader_lis
):
    tells(asks(maja), LAST)
    assert counted(leader_lis) == (1, 1)
    tells(asks(maja), LAST + timedelta(days=1))
    assert counted(leader_lis) == (2, 1)
    asks(maja)
    assert counted(leader_lis) == (3, 1)


def test_what_was_agreed_for_later_is_in_time_on_the_agreed_day(promised, tells, maja, leader_lis):
    agreed = ASKED + timedelta(days=30)
    tells(promised(maja, agreed), agreed)
    tells(promised(maja, agreed), agreed + timedelta(days=1))
    tells(promised(maja, ASKED), LAST)
    assert counted(leader_lis) == (3, 2)


def test_it_counts_from_the_day_after_its_last_day_and_for_a_year(asks, maja, leader_lis, on):
    asks(maja)
    for day, answers in (
        (LAST, 0),
        (LAST + timedelta(days=1), 1),
        (LAST + timedelta(days=365), 1),
        (LAST + timedelta(days=366), 0),
    ):
        on(day)
        assert counted(leader_lis, day) == (answers, 0), day


def test_what_asks_for_no_answer_and_what_was_a_mistake_do_not_count(
    asks, maja, leader_lis, teacher_tim
):
    asks(maja, what=What.WORDS)
    withdraw(statement=asks(maja), reason="Det var et andet barn.", by=teacher_tim)
    assert counted(leader_lis) == (0, 0)


def test_what_is_told_the_case_worker_counts_and_so_does_what_stays_between_two(
    asks, maja, leader_lis
):
    asks(maja, what=What.WORDS, sharing=Sharing.TO_CASE_WORKER)
    asks(maja, sharing=Sharing.BETWEEN_US)
    assert counted(leader_lis) == (2, 0)


def test_a_leader_counts_the_own_municipality_and_others_count_nothing(
    asks, maja, leader_lis, leader_lone, teacher_tim, worker_wilma
):
    asks(maja)
    assert counted(leader_lis) == (1, 0)
    assert counted(leader_lone) == (0, 0)
    for reader in (teacher_tim, worker_wilma):
        assert told_in_time(reader=reader, today=TODAY) is None


def page(sign_in, reader):
    return sign_in(reader).get(reverse("promises:mine")).content.decode()


def test_of_four_children_the_leader_sees_no_number(six, asks, tells, leader_lis, sign_in):
    for child in six[:4]:
        tells(asks(child), LAST)
    html = page(sign_in, leader_lis)
    assert "Vi viser ikke tal for færre end 5 børn." in html and "nåede frem" not in html
    assert "4 svar" not in html


def test_of_six_children_the_leader_sees_the_number_its_period_and_what_it_counts(
    six, asks, tells, leader_lis, sign_in
):
    for child in six:
        statement = asks(child)
        if child != six[0]:
            tells(statement, LAST)
    html = page(sign_in, leader_lis)
    assert "5 af 6 svar nåede frem til barnet i tide: 83 %." in html
    assert "20-11-2025 til 19-11-2026" in html and "6 svar til 6 børn" in html


def test_a_leader_without_answers_reads_that_there_are_none(leader_lis, sign_in):
    assert "Ingen svar skulle være givet det sidste år." in page(sign_in, leader_lis)


def test_who_does_not_lead_sees_nothing_of_it(asks, maja, teacher_tim, sign_in):
    asks(maja)
    assert "Får børn svar inden" not in page(sign_in, teacher_tim)


def test_a_share_is_the_part_that_came_in_time():
    told = Told(TODAY, TODAY, answers=8, in_time=6, children=5)
    assert (told.share, told.is_hidden) == (0.75, False)
    assert Told(TODAY, TODAY, answers=8, in_time=6, children=4).is_hidden
