"""The pages of those who see a municipality's work: what stands there, and who may open and change it."""

import csv
import io
from datetime import date

import pytest

from skolespor.reviews.models import Focus, Round, Sheet
from skolespor.reviews.queries.sheets import key_of
from skolespor.reviews.rules.shown import Mode
from skolespor.reviews.tests.conftest import TODAY
from skolespor.reviews.tests.pages import page, text


def of_round(one):
    return [
        page("round", one.pk),
        page("results_theme", one.pk, "sr_child_voice"),
        page("statement", one.pk, "sr_6_1"),
        page("before_and_now", one.pk),
        page("table", one.pk),
        page("paper", one.pk),
    ]


def test_readers_read_strangers_find_nothing_and_nobody_else_comes_in(
    compared, sign_in, lead_trine, group_gerda, leader_lis, home_helle, lead_erna, teacher_tim,
    adviser_rikke,
):  # fmt: skip
    for reader in (lead_trine, group_gerda, leader_lis, home_helle):
        browser = sign_in(reader)
        assert {browser.get(one).status_code for one in of_round(compared)} == {200}
    stranger = sign_in(lead_erna)
    assert {stranger.get(one).status_code for one in of_round(compared)} == {404}
    for nobody in (teacher_tim, adviser_rikke):
        browser = sign_in(nobody)
        assert {browser.get(one).status_code for one in of_round(compared)} == {403}
        assert browser.get(page("index")).status_code == 403


def test_who_reads_and_does_not_lead_is_refused(compared, sign_in, group_gerda, solvang, lead_erna):
    focus = Focus.objects.create(
        municipality=solvang, place=1, words="x", why="x", chosen_on=TODAY, chosen_by=group_gerda
    )
    writing = [
        page("agree", compared.pk, "sr_6_1"),
        page("close", compared.pk),
        page("drop", compared.pk),
        page("set_answer_by", compared.pk),
        page("line", compared.pk, "school"),
        page("focus_choose", solvang.pk),
        page("focus_change", focus.pk),
        page("focus_end", focus.pk),
        page("reword", solvang.pk, "sr_6_1"),
        page("add", solvang.pk, "sr_child_voice"),
    ]
    reader, stranger = sign_in(group_gerda), sign_in(lead_erna)
    for one in writing:
        assert {reader.get(one).status_code, reader.post(one).status_code} == {403}, one
        assert {stranger.get(one).status_code, stranger.post(one).status_code} == {404}, one


def test_the_first_page_shows_where_the_lines_are_farthest_apart(compared, sign_in, lead_trine):
    shown = text(sign_in(lead_trine).get(page("round", compared.pk)))
    assert "I er længst fra hinanden om »Barnets stemme«" in shown
    assert shown.index("Vi holder læringssamtaler.") < shown.index("Barnet vælger selv.")
    assert "3 trin" in shown
    assert "Middel af de tre tal ovenfor: 2,3" in shown
    assert "Ved ikke" in shown
    assert "Skole 1" not in shown


def test_before_it_is_closed_nobody_reads_an_answer(begin, asked, says, sign_in, lead_trine):
    one = begin("sr_child_voice")
    for person in asked(one, "school", 3, Mode.ONE_BY_ONE):
        says(person, sr_6_1=4, text="Hemmeligt endnu")
    browser = sign_in(lead_trine)
    answers = [browser.get(each) for each in of_round(one)]
    assert [answer.status_code for answer in answers] == [200, *[404] * 5]
    assert "Hemmeligt endnu" not in text(answers[0])
    assert "3 eller flere har sendt." in text(answers[0])


def closed_with(values, begin, asked, says, close, year):
    day = date(year, 10, 1)
    one = begin("sr_child_voice", day=day)
    people = asked(one, "school", max(len(values), 1), Mode.ONE_BY_ONE)[: len(values)]
    (lis,) = asked(one, "authority", 1, Mode.JOINT, name="Lis")
    says(lis, sr_6_1=2)
    for person, value in zip(people, values, strict=True):
        says(person, sr_6_1=value)
    return close(one, day=day)


@pytest.mark.parametrize(
    ("some", "others"),
    [([4, 5, 5], [1, 4, 5]), ([1, 1, 1], [1, 2, 5]), ([4, 4], [None, None]), ([3, 3], [])],
)
def test_what_may_not_be_told_apart_is_the_same_everywhere(some, others, begin, asked, says, close):
    """Pages, table and paper are made of the results alone: there is nothing else left. Two sets of
    answers between which nobody may see a difference have the same results."""
    results = []
    for year, values in ((2026, some), (2027, others)):
        one = closed_with(values, begin, asked, says, close, year)
        results.append(Round.objects.get(pk=one.pk).results)
    assert results[0] == results[1]
    assert not Sheet.objects.exists()


def test_the_table_holds_what_the_page_shows_and_no_more(compared, sign_in, group_gerda):
    answer = sign_in(group_gerda).get(page("table", compared.pk))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + 4 * 3
    of_first = {row[2]: (row[3], row[4]) for row in rows[1:4]}
    assert {value for value, _how in of_first.values()} == {"4", "2", "1"}
    assert {"Svaret sammen, skrevet af Myndighed 1"} <= {how for _value, how in of_first.values()}
    assert "Skole 1" not in answer.content.decode()


def test_the_paper_is_a_pdf_that_is_tagged(compared, sign_in, group_gerda):
    answer = sign_in(group_gerda).get(page("paper", compared.pk))
    assert answer.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in answer.content
    assert b"/Lang" in answer.content


def test_a_statement_that_is_not_there_is_no_page(solvang, compared, sign_in, lead_trine):
    browser = sign_in(lead_trine)
    for address in (
        page("reword", solvang.pk, "nonsense"),
        page("reword", solvang.pk, "own_9"),
        page("add", solvang.pk, "nonsense"),
        page("statement", compared.pk, "sr_1_1"),
        page("results_theme", compared.pk, "sr_6_1"),
    ):
        assert browser.get(address).status_code == 404, address


def test_before_and_now_shows_only_what_both_show(
    compared, begin, asked, says, close, sign_in, group_gerda
):
    day = date(2027, 10, 1)
    one = begin("sr_child_voice", day=day)
    (authority,) = asked(one, "authority", 1, Mode.JOINT, name="Myndighed")
    says(authority, sr_6_1=3, sr_6_2=2)
    close(one, day=day)
    shown = text(sign_in(group_gerda).get(page("before_and_now", one.pk)))
    assert "2 → 3, 1 trin op" in shown
    assert "3 → 2, 1 trin ned" in shown
    assert "svarede på en anden måde dengang" in shown
    first = text(sign_in(group_gerda).get(page("before_and_now", compared.pk)))
    assert "Der er kun én runde" in first


def test_the_whole_way_through_the_pages(sign_in, lead_trine, solvang, browser, newest_link):
    """Begun, invited, chosen, answered together, sent, closed, read."""
    trine = sign_in(lead_trine)
    trine.post(page("begin", solvang.pk), {"themes": ["sr_child_voice"], "answer_by": "22-10-2026"})
    one = Round.objects.get()
    assert trine.get(page("round", one.pk)).status_code == 200
    trine.post(page("line", one.pk, "authority"), {"people": "Lis Lund, lis@example.dk"})
    link = newest_link("lis@example.dk")
    phone = browser()
    phone.post(link)
    assert "Hvordan svarer I?" in text(phone.get(f"{link}svar/"))
    phone.post(f"{link}svar/", {"mode": "joint"})
    phone.post(f"{link}tema/1/", {"value_sr_6_1": "2", "text_sr_6_1": "I to sager af ti"})
    assert "Send svarene?" in text(phone.get(f"{link}send/"))
    phone.post(f"{link}send/")
    assert "Tak, svarene er sendt" in text(phone.get(f"{link}svar/"))
    assert "Det fælles svar er sendt." in text(trine.get(page("line", one.pk, "authority")))
    assert "De her linjer vil stå uden svar" in text(trine.get(page("close", one.pk)))
    trine.post(page("close", one.pk))
    shown = text(trine.get(page("statement", one.pk, "sr_6_1")))
    assert "I to sager af ti" in shown
    assert "skrevet af Lis Lund" in shown


def test_key_of_a_shared_sheet_is_the_lines(begin, asked):
    anna, bo = asked(begin("sr_child_voice"), "school", 2, Mode.JOINT)
    assert key_of(anna) == key_of(bo)


def test_a_line_with_a_gap_is_drawn_with_words(compared, sign_in, lead_trine):
    shown = text(sign_in(lead_trine).get(page("statement", compared.pk, "sr_6_2")))
    assert '<text class="scale-gap" x="30" y="66" dy="4">A: Ved ikke</text>' in shown
    assert "Anbringelsessted: Ved ikke." in shown
    assert "Middel" not in shown


def test_giving_up_takes_more_than_one_press(begin, sign_in, lead_trine):
    one = begin("sr_child_voice")
    browser = sign_in(lead_trine)
    assert browser.post(page("drop", one.pk)).status_code == 200
    assert browser.get(page("round", one.pk)).status_code == 200
    assert browser.post(page("drop", one.pk), {"sure": "on"}).status_code == 302
    assert browser.get(page("round", one.pk)).status_code == 404
