"""Answering: together without losing a word, one by one without leaving a trace."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from skolespor.core.errors import RuleBroken
from skolespor.reviews.actions import answering, inviting
from skolespor.reviews.models import Answerer, LineInRound, Sheet
from skolespor.reviews.queries import answering as queries
from skolespor.reviews.queries import rounds, waiting
from skolespor.reviews.queries.sheets import key_of
from skolespor.reviews.rules.given import Given
from skolespor.reviews.rules.shown import Mode


def broken_by(work, **facts):
    with pytest.raises(RuleBroken) as broken:
        work(**facts)
    return broken.value.code


def write(answerer, seen, begun=None, **answers):
    """As a page sends it: all that stands there, and what stood there when it was opened."""
    return answering.answer(
        answerer=answerer,
        given=answers,
        begun_with={pk: one.mark for pk, one in (begun or {}).items()},
        seen=seen,
        is_confirmed=True,
    )


def stored(answerer):
    return {pk: one["value"] for pk, one in Sheet.objects.get(pk=key_of(answerer)).answers.items()}


NOTHING = {f"sr_6_{n}": Given() for n in range(1, 5)}


def test_ten_who_write_together_lose_nothing(begin, asked):
    """All ten have the same page open, and each sends it with one answer of their own."""
    themes = begin()
    people = asked(themes, "school", 10, Mode.JOINT)
    ids = [s["id"] for theme in themes.instrument["themes"] for s in theme["statements"]][:10]
    empty = {pk: Given() for pk in ids}
    for n, (person, mine) in enumerate(zip(people, ids, strict=True)):
        page = {**empty, mine: Given(True, n % 5 + 1, f"Skrevet af {person.name}")}
        assert write(person, seen=0, begun=empty, **page) == []
    sheet = Sheet.objects.get()
    assert {pk: one["text"] for pk, one in sheet.answers.items()} == {
        pk: f"Skrevet af {person.name}" for pk, person in zip(ids, people, strict=True)
    }
    assert {one["by"] for one in sheet.answers.values()} == {one.name for one in people}


@pytest.mark.django_db(transaction=True)
def test_ten_who_press_at_the_same_moment_lose_nothing(begin, asked):
    one = begin("sr_child_voice", "sr_parents", "sr_transitions")
    people = asked(one, "school", 10, Mode.JOINT)
    ids = [s["id"] for theme in one.instrument["themes"] for s in theme["statements"]][:10]
    start = threading.Barrier(10)

    def work(person, pk):
        try:
            start.wait()
            mine = {pk: Given(True, 3, person.name)}
            return write(person, seen=0, begun={pk: Given()}, **mine)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        assert list(threads.map(work, people, ids)) == [[]] * 10
    assert len(Sheet.objects.get().answers) == 10


def test_two_who_write_the_same_answer_see_both(begin, asked):
    anna, bo = asked(begin("sr_child_voice"), "school", 2, Mode.JOINT)
    assert write(anna, 0, NOTHING, sr_6_1=Given(True, 4, "Annas")) == []
    (clash,) = write(
        bo, 0, NOTHING, sr_6_1=Given(True, 2, "Bos"), sr_6_2=Given(True, 3, "Også Bos")
    )
    assert (clash.statement, clash.by) == ("sr_6_1", anna.name)
    assert (clash.theirs.text, clash.mine.text) == ("Annas", "Bos")
    assert stored(anna) == {"sr_6_1": 4, "sr_6_2": 3}


def test_who_has_seen_the_other_answer_may_change_it(begin, asked):
    anna, bo = asked(begin("sr_child_voice"), "school", 2, Mode.JOINT)
    write(anna, 0, NOTHING, sr_6_1=Given(True, 4))
    seen = queries.mine(bo)
    assert write(bo, seen.version, seen.stored, sr_6_1=Given(True, 2)) == []
    assert stored(anna) == {"sr_6_1": 2}


def test_what_is_saved_on_the_way_is_not_in_ones_own_way(begin, asked):
    (anna,) = asked(begin("sr_child_voice"), "school", 1, Mode.JOINT)
    for text in ("V", "Vi", "Vi gør"):
        assert write(anna, 0, NOTHING, sr_6_1=Given(True, 4, text)) == []
    assert write(anna, 0, NOTHING, sr_6_1=Given()) == []
    assert stored(anna) == {"sr_6_1": None}
    assert not Sheet.objects.get().answers["sr_6_1"]["is_given"]


def test_one_by_one_nobody_reads_the_sheet_of_another(begin, asked, says):
    anna, bo = asked(begin("sr_child_voice"), "school", 2, Mode.ONE_BY_ONE)
    says(anna, sr_6_1=4, send=False, text="Mit eget")
    assert queries.mine(bo).stored == {}
    assert queries.mine(anna).stored["sr_6_1"] == Given(True, 4, "Mit eget")
    assert {one["by"] + one["who"] for one in Sheet.objects.get().answers.values()} == {""}


def test_what_one_has_sent_one_by_one_is_read_by_nobody_and_not_changed(begin, asked, says):
    (anna,) = asked(begin("sr_child_voice"), "school", 1, Mode.ONE_BY_ONE)
    says(anna, sr_6_1=4)
    mine = queries.mine(anna)
    assert (mine.stored, mine.is_handed_in) == ({}, True)
    assert broken_by(says, answerer=anna, sr_6_1=1) == "sheet.sent_in"
    assert broken_by(answering.take_back, answerer=anna) == "sheet.sent_in"


def test_a_shared_answer_is_taken_back_and_sent_again(begin, asked, says):
    anna, bo = asked(begin("sr_child_voice"), "school", 2, Mode.JOINT)
    says(anna, sr_6_1=4)
    assert broken_by(says, answerer=bo, sr_6_1=1) == "sheet.sent_in"
    answering.take_back(answerer=bo)
    says(bo, sr_6_2=1)
    assert stored(anna) == {"sr_6_1": 4, "sr_6_2": 1}


def test_without_an_answer_nothing_is_sent(begin, asked):
    (anna,) = asked(begin("sr_child_voice"), "school", 1, Mode.JOINT)
    assert broken_by(answering.hand_in, answerer=anna) == "sheet.empty"


def test_before_the_line_has_chosen_nobody_answers(begin, asked, says):
    (anna,) = asked(begin("sr_child_voice"), "school", 1)
    assert broken_by(says, answerer=anna, sr_6_1=4) == "line.no_mode"


def test_the_first_who_is_invited_chooses_and_nobody_else(begin, asked, lead_trine, group_gerda):
    anna, bo = asked(begin("sr_child_voice"), "school", 2)
    with pytest.raises(PermissionDenied):
        answering.choose_mode(line=bo.line, mode=Mode.JOINT, answerer=bo)
    with pytest.raises(PermissionDenied):
        answering.choose_mode(line=bo.line, mode=Mode.JOINT, by=group_gerda)
    answering.choose_mode(line=anna.line, mode=Mode.JOINT, answerer=anna)
    inviting.let_choose(answerer=bo, by=lead_trine)
    answering.choose_mode(line=bo.line, mode=Mode.ONE_BY_ONE, answerer=bo)
    assert LineInRound.objects.get(pk=bo.line_id).mode == Mode.ONE_BY_ONE
    with pytest.raises(PermissionDenied):
        answering.choose_mode(line=anna.line, mode=Mode.JOINT, answerer=anna)


def test_a_statement_that_is_not_asked_is_not_answered(begin, asked):
    (anna,) = asked(begin("sr_child_voice"), "school", 1, Mode.JOINT)
    write(anna, 0, sr_1_1=Given(True, 4), nonsense=Given(True, 2))
    assert Sheet.objects.get().answers == {}


def test_a_text_with_a_number_is_refused_and_one_with_a_name_asked_about(begin, asked):
    (anna,) = asked(begin("sr_child_voice"), "school", 1, Mode.JOINT)

    def says(text, is_confirmed=False):
        answering.answer(
            answerer=anna,
            given={"sr_6_1": Given(True, 4, text)},
            begun_with={},
            seen=0,
            is_confirmed=is_confirmed,
        )

    assert broken_by(says, text="Barnet 010112-1234 fik svar", is_confirmed=True) == "text.cpr"
    assert broken_by(says, text="Vi spurgte Mathilde om det") == "text.name"
    says("Vi spurgte Mathilde om det", is_confirmed=True)
    assert Sheet.objects.get().confirmed == 1


def test_withdrawn_unsent_is_deleted_and_sent_counts(begin, asked, says, close, lead_trine):
    one = begin("sr_child_voice")
    *people, late = asked(one, "school", 4, Mode.ONE_BY_ONE)
    for person in people:
        says(person, sr_6_1=3)
    says(late, sr_6_1=3, send=False)
    for person in (people[0], late):
        inviting.withdraw(answerer=person, by=lead_trine)
    assert Sheet.objects.count() == 3
    with pytest.raises(PermissionDenied):
        says(late, sr_6_1=3)
    assert rounds.results_of(close(one)).shown["school"]["sr_6_1"].low == 3


def test_while_it_is_open_it_is_only_told_whether_there_are_three(begin, asked, says, lead_trine):
    one = begin("sr_child_voice")
    people = asked(one, "school", 4, Mode.ONE_BY_ONE)
    told = []
    for person in people:
        says(person, sr_6_1=3)
        told.append(next(s.enough for s in rounds.standings(one) if s.line.line == "school"))
    assert told == [False, False, True, True]
    inviting.withdraw(answerer=people[0], by=lead_trine)
    assert next(s.enough for s in rounds.standings(one) if s.line.line == "school")


def test_no_column_leads_from_a_sheet_to_a_person(begin, asked, says):
    one = begin("sr_child_voice")
    for person in asked(one, "school", 3, Mode.ONE_BY_ONE):
        says(person, sr_6_1=4, text=person.name)
    columns = {field.name for field in Sheet._meta.concrete_fields}
    assert columns == {"key", "line", "answers", "confirmed", "version", "is_handed_in"}
    kept = [field.name for field in Answerer._meta.concrete_fields]
    assert not [name for name in kept if "sheet" in name or "answered" in name or "seen" in name]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM reviews_sheet")
        rows = str(cursor.fetchall())
    assert "Skole" not in rows
    assert "sr_6_1" not in rows


def test_what_waits_for_somebody_with_an_account(
    begin, lead_trine, schools_sven, says, count_queries
):
    one = begin("sr_child_voice")
    held = one.lines.get(line="school")
    text = f"Sven Skov, {schools_sven.email}"
    inviting.invite(line=held, people_listed=text, by=lead_trine)
    (asked,) = waiting.to_answer(reader=schools_sven)
    assert asked.user == schools_sven
    assert count_queries(lambda: waiting.to_answer(reader=schools_sven)) == 4
    assert waiting.to_answer(reader=lead_trine) == []
    answering.choose_mode(line=held, mode=Mode.ONE_BY_ONE, by=lead_trine)
    sven = queries.answerer_with_account(asked.pk, reader=schools_sven)
    says(sven, sr_6_1=3)
    assert waiting.to_answer(reader=schools_sven) == []
