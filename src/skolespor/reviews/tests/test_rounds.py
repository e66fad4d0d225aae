"""A round: begun, answered, closed for good, and what the three lines are shown of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken
from skolespor.reviews.actions import answering, inviting, rounds
from skolespor.reviews.models import Answerer, LineInRound, Round, Sheet
from skolespor.reviews.queries import rounds as queries
from skolespor.reviews.queries import waiting
from skolespor.reviews.rules.shown import Mode, Why, Within
from skolespor.reviews.rules.spread import by_theme, compare, most_apart_first
from skolespor.reviews.tests.conftest import LAST_DAY, TODAY


def broken_by(work, **facts):
    with pytest.raises(RuleBroken) as broken:
        work(**facts)
    return broken.value.code


def test_sc_45_the_three_answers_side_by_side(compared):
    results = queries.results_of(compared)
    found = compare(results.instrument, results.shown)
    first = most_apart_first(found)[0]
    values = {line: one.low for line, one in first.lines.items()}
    assert values == {"school": 4, "authority": 2, "placement": 1}
    assert (first.distance, first.is_flagged, first.mean) == (3, True, 2.3)
    assert first.lines["school"].by == ""
    assert first.lines["school"].within == Within.SOME
    assert (first.lines["authority"].by, first.lines["placement"].by) == ("Myndighed 1", "Hjem 1")
    unknown = next(one for one in found if one.statement.id == "sr_6_2").lines["placement"]
    assert unknown.why == Why.DONT_KNOW
    (theme,) = by_theme(results.instrument, found)
    assert theme.lines == {"school": 4, "authority": 3, "placement": 2.5}
    assert results.answered == {"school": True, "authority": True, "placement": True}


def test_sc_45_two_answers_one_by_one_are_not_shown_and_count_as_none(begin, asked, says, close):
    one = begin("sr_child_voice")
    for person in asked(one, "school", 2, Mode.ONE_BY_ONE):
        says(person, sr_6_1=4, text="Det kan alle se")
    results = queries.results_of(close(one))
    assert {shown.why for shown in results.shown["school"].values()} == {Why.TOO_FEW}
    assert results.answered["school"] is False
    assert "Det kan alle se" not in str(one.results)


def test_sc_45_the_choice_cannot_be_changed_after_the_first_answer(begin, asked, says, lead_trine):
    one = begin("sr_child_voice")
    (anna,) = asked(one, "school", 1, Mode.ONE_BY_ONE)
    answering.choose_mode(line=anna.line, mode=Mode.JOINT, by=lead_trine)
    anna.line.refresh_from_db()
    says(anna, sr_6_1=4, send=False)
    code = broken_by(answering.choose_mode, line=anna.line, mode=Mode.ONE_BY_ONE, by=lead_trine)
    assert code == "line.locked"
    assert LineInRound.objects.get(pk=anna.line_id).mode == Mode.JOINT


def test_one_round_at_a_time(begin):
    begin()
    assert broken_by(begin) == "round.one_at_a_time"


def test_a_round_asks_only_the_chosen_themes(begin):
    one = begin("sr_child_voice", "sr_parents")
    assert [theme["id"] for theme in one.instrument["themes"]] == ["sr_child_voice", "sr_parents"]


def test_only_who_leads_the_work_begins_closes_and_gives_up(
    begin, solvang, group_gerda, lead_erna, schools_sven
):
    one = begin()
    for somebody in (group_gerda, lead_erna, schools_sven):
        with pytest.raises(PermissionDenied):
            begin(by=somebody)
        for work in (rounds.close, rounds.drop):
            with pytest.raises(PermissionDenied):
                work(round=one, today=TODAY, by=somebody)
        with pytest.raises(PermissionDenied):
            rounds.set_answer_by(round=one, answer_by=LAST_DAY, today=TODAY, by=somebody)


def test_closing_deletes_every_sheet_and_every_link(begin, asked, says, close):
    one = begin("sr_child_voice")
    for person in asked(one, "school", 3, Mode.ONE_BY_ONE):
        says(person, sr_6_1=4)
    assert Sheet.objects.count() == 3
    close(one)
    assert not Sheet.objects.exists()
    assert not Answerer.objects.exclude(fingerprint="").exists()


def test_a_closed_round_is_closed_for_good(compared, lead_trine, asked, says):
    assert broken_by(rounds.close, round=compared, today=TODAY, by=lead_trine) == "round.closed"
    assert broken_by(rounds.drop, round=compared, today=TODAY, by=lead_trine) == (
        "flow.not_from_here"
    )
    held = compared.lines.get(line="school")
    text = "Ny Ny, ny@example.dk"
    assert (
        broken_by(inviting.invite, line=held, people_listed=text, by=lead_trine) == "round.closed"
    )
    someone = Answerer.objects.filter(line=held).select_related("line__round").first()
    assert broken_by(says, answerer=someone, sr_6_1=1) == "round.closed"


def test_a_round_in_which_nobody_has_sent_anything_is_not_closed(begin, close):
    one = begin()
    assert broken_by(close, one=one) == "round.no_answers"


def test_what_was_not_sent_does_not_count_one_by_one_but_does_together(begin, asked, says, close):
    one = begin("sr_child_voice")
    *sent, late = asked(one, "school", 4, Mode.ONE_BY_ONE)
    for person in sent:
        says(person, sr_6_1=3)
    says(late, sr_6_1=3, sr_6_2=3, send=False, text="Ikke sendt")
    (lis,) = asked(one, "authority", 1, Mode.JOINT, name="Lis")
    says(lis, sr_6_1=2, send=False)
    results = queries.results_of(close(one))
    assert results.shown["school"]["sr_6_1"].low == 3
    assert results.shown["authority"]["sr_6_1"].low == 2
    assert "Ikke sendt" not in str(one.results)


def test_giving_up_shows_and_keeps_nothing(begin, asked, says, lead_trine):
    one = begin("sr_child_voice")
    for person in asked(one, "school", 3, Mode.ONE_BY_ONE):
        says(person, sr_6_1=4)
    rounds.drop(round=one, today=TODAY, by=lead_trine)
    assert not Sheet.objects.exists()
    assert queries.round_of(one.pk, reader=lead_trine) is None
    assert Round.objects.get(pk=one.pk).results == {}


def test_a_line_that_is_not_there_says_so(begin, asked, says, close):
    one = begin("sr_child_voice")
    (lis,) = asked(one, "authority", 1, Mode.JOINT)
    says(lis, sr_6_1=2)
    results = queries.results_of(close(one))
    assert results.shown["placement"]["sr_6_1"].why == Why.NOT_ANSWERED
    assert results.answered == {"school": False, "authority": True, "placement": False}


def test_texts_of_a_line_without_names_come_in_another_order_for_each_statement(
    begin, asked, says, close
):
    one = begin("sr_child_voice", "sr_parents", "sr_ppr", "sr_leadership", "sr_transitions")
    ids = [s["id"] for theme in one.instrument["themes"] for s in theme["statements"]]
    for n, person in enumerate(asked(one, "school", 8, Mode.ONE_BY_ONE)):
        says(person, text=f"{n}", **dict.fromkeys(ids, 3))
    shown = queries.results_of(close(one)).shown["school"]
    orders = {one.texts for one in shown.values()}
    assert all(sorted(order) == [str(n) for n in range(8)] for order in orders)
    assert len(orders) > 5


def test_the_log_knows_the_line_but_not_who_answered_or_when(begin, asked, says):
    one = begin("sr_child_voice")
    people = asked(one, "school", 3, Mode.ONE_BY_ONE)
    before = Entry.objects.count()
    for person in people:
        says(person, sr_6_1=4)
    (line,) = Entry.objects.order_by("pk")[before:]
    assert (line.kind, line.by_id, line.about_model) == (
        "reviews.has_answers",
        None,
        "reviews.LineInRound",
    )


def test_a_round_is_seen_by_those_with_a_part_in_the_work_there(
    compared, lead_trine, director_dan, group_gerda, schools_sven, leader_lis, home_helle, head_hanne,
    lead_erna, adviser_rikke, teacher_tim,
):  # fmt: skip
    for reader in (lead_trine, director_dan, group_gerda, schools_sven, leader_lis, home_helle):
        assert queries.round_of(compared.pk, reader=reader) == compared
    for stranger in (lead_erna, adviser_rikke, teacher_tim, head_hanne):
        assert queries.round_of(compared.pk, reader=stranger) is None


def test_nothing_of_a_former_round_is_worked_out_again(compared, begin, asked, says, close):
    """Who leaves takes nothing out of what has been shown."""
    before = Round.objects.get(pk=compared.pk).results
    year = date(2027, 10, 1)
    again = begin("sr_child_voice", day=year)
    for person in asked(again, "school", 3, Mode.ONE_BY_ONE):
        says(person, sr_6_1=5)
    close(again, day=year)
    assert Round.objects.get(pk=compared.pk).results == before
    assert queries.closed_before(again) == compared
    assert queries.closed_before(compared) is None


def test_the_day_moves_and_the_links_with_it(begin, asked, lead_trine):
    one = begin()
    asked(one, "school", 1)
    later = date(2026, 11, 20)
    rounds.set_answer_by(round=one, answer_by=later, today=TODAY, by=lead_trine)
    assert Answerer.objects.get().expires_on == date(2026, 12, 4)


def test_the_page_of_a_round_costs_the_same_however_many_are_invited(
    begin, asked, sign_in, lead_trine, count_queries
):
    one = begin("sr_child_voice")
    asked(one, "school", 1)
    browser = sign_in(lead_trine)
    page = reverse("reviews:line", args=[one.pk, "school"])
    browser.get(page)
    few = count_queries(lambda: browser.get(page))
    asked(one, "school", 30)
    assert count_queries(lambda: browser.get(page)) == few
    assert count_queries(lambda: queries.standings(one)) <= 5


def test_it_is_time_again_after_a_year(compared, lead_trine, group_gerda, lead_erna):
    assert waiting.to_repeat(reader=lead_trine, today=date(2027, 9, 30)) == []
    (due,) = waiting.to_repeat(reader=lead_trine, today=date(2027, 10, 1))
    assert due.due == date(2027, 10, 1)
    for other in (group_gerda, lead_erna):
        assert waiting.to_repeat(reader=other, today=date(2027, 10, 1)) == []


def test_a_round_over_its_day_waits_for_who_leads_it(begin, lead_trine, group_gerda):
    one = begin()
    assert waiting.over_time(reader=lead_trine, today=LAST_DAY) == []
    late = date(2026, 10, 23)
    assert waiting.over_time(reader=lead_trine, today=late) == [one]
    assert waiting.over_time(reader=group_gerda, today=late) == []


def test_what_the_programme_asks_which_lines_have_answered(compared, solvang, ellevang):
    closed_on = compared.closed_on
    assert waiting.lines_answered(solvang, since=closed_on) == {
        "school": True,
        "authority": True,
        "placement": True,
    }
    later = closed_on + timedelta(days=1)
    assert waiting.lines_answered(solvang, since=later) == {}, "an earlier round does not count"
    assert waiting.lines_answered(ellevang, since=closed_on) == {}
