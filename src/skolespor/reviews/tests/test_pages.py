"""The pages of those who see a municipality's work: what stands there, and who may open and change it."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from skolespor.core import drafts
from skolespor.core.errors import RuleBroken
from skolespor.core.versions import EditedMeanwhile
from skolespor.reviews.actions import agreeing, focusing, inviting, wording
from skolespor.reviews.actions.wording import Words
from skolespor.reviews.models import Agreement, Focus, OwnStatement, Round, Sheet
from skolespor.reviews.queries import focus as focus_queries
from skolespor.reviews.queries import rounds
from skolespor.reviews.queries.sheets import key_of
from skolespor.reviews.rules.shown import Mode
from skolespor.reviews.tests.conftest import TODAY


def text(answer):
    return " ".join(answer.content.decode().split())


def page(name, *parts):
    return reverse(f"reviews:{name}", args=parts)


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


def agree(compared, by, seen=0, note="Vi mener det samme om målet", value=3):
    return agreeing.agree(
        round=compared, statement="sr_6_1", value=value, note=note, seen=seen, today=TODAY, by=by
    )


def test_what_they_agree_on_keeps_what_they_do_not(compared, lead_trine, sign_in, group_gerda):
    agree(compared, lead_trine, note="Vi er uenige om, hvor tit.")
    shown = text(sign_in(group_gerda).get(page("statement", compared.pk, "sr_6_1")))
    assert "Vi er uenige om, hvor tit." in shown
    assert "3: De fleste steder" in shown


def test_who_writes_second_sees_both_texts(compared, lead_trine, director_dan, sign_in):
    agree(compared, lead_trine, note="Første udgave")
    with pytest.raises(EditedMeanwhile):
        agree(compared, director_dan, note="Anden udgave")
    sent = {"value": "2", "note": "Anden udgave", "seen": "0"}
    answer = sign_in(director_dan).post(page("agree", compared.pk, "sr_6_1"), sent)
    assert answer.status_code == 409
    assert "Første udgave" in text(answer)
    assert "Anden udgave" in text(answer)
    assert Agreement.objects.get().note == "Første udgave"
    again = sent | {"note": "Begges ord", "seen": "1"}
    sign_in(director_dan).post(page("agree", compared.pk, "sr_6_1"), again)
    assert Agreement.objects.get().note == "Begges ord"


def test_a_draft_stands_beside_what_has_been_saved_meanwhile(
    compared, lead_trine, director_dan, sign_in
):
    subject = f"{compared.pk}-sr_6_1"
    drafts.keep(
        owner_id=director_dan.pk, form="agree", subject=subject, answers={"note": "Min kladde"}
    )
    address = page("agree", compared.pk, "sr_6_1")
    assert "Sådan står der nu" not in text(sign_in(director_dan).get(address))
    agree(compared, lead_trine, note="Første udgave")
    both = text(sign_in(director_dan).get(address))
    assert "Min kladde" in both
    assert "Første udgave" in both
    sign_in(director_dan).post(address, {"value": "none", "note": "Begge", "seen": "1"})
    assert (Agreement.objects.get().value, Agreement.objects.get().note) == (None, "Begge")
    assert drafts.waiting(owner_id=director_dan.pk, form="agree", subject=subject) is None


def test_agreement_comes_after_the_answers(begin, lead_trine):
    with pytest.raises(RuleBroken) as broken:
        agree(begin("sr_child_voice"), lead_trine)
    assert broken.value.code == "round.not_closed"


def test_a_name_is_asked_about_and_the_question_shown(compared, sign_in, lead_trine):
    address = page("agree", compared.pk, "sr_6_1")
    browser = sign_in(lead_trine)
    assert "not_a_child" not in text(browser.get(address))
    sent = {"value": "2", "note": "Vi talte om Mathilde i maj", "seen": "0"}
    asked = text(browser.post(address, sent))
    assert "not_a_child" in asked
    assert "»Mathilde«" in asked
    assert browser.post(address, sent | {"not_a_child": "on"}).status_code == 302


def choose(solvang, by, words="Svar til barnet", **facts):
    return focusing.choose(
        municipality=solvang, words=words, why="Vi er uenige", today=TODAY, by=by, **facts
    )


def test_sc_45_at_most_three_focus_areas(solvang, lead_trine):
    for n in range(3):
        choose(solvang, lead_trine, words=f"Fokus {n}")
    with pytest.raises(RuleBroken) as broken:
        choose(solvang, lead_trine)
    assert broken.value.code == "focus.three"
    focusing.end(focus=Focus.objects.get(place=2), today=TODAY, by=lead_trine)
    assert choose(solvang, lead_trine).place == 2


def test_one_focus_needs_a_reason_and_two_do_not(solvang, lead_trine):
    assert not focus_queries.choice_of(solvang).is_complete
    only = choose(solvang, lead_trine)
    assert not focus_queries.choice_of(solvang).is_complete
    change = {"focus": only, "words": only.words, "why": only.why, "by": lead_trine}
    focusing.change(alone="Vi er en lille kommune", seen=1, **change)
    assert focus_queries.choice_of(solvang).is_complete
    with pytest.raises(EditedMeanwhile):
        focusing.change(alone="", seen=1, **change)
    only.refresh_from_db()
    focusing.change(alone="", seen=2, **change)
    choose(solvang, lead_trine, words="Et til")
    assert focus_queries.choice_of(solvang).is_complete


def test_the_same_is_not_chosen_twice_and_an_ended_one_not_changed(solvang, lead_trine, compared):
    found = choose(solvang, lead_trine, round=compared, theme="sr_child_voice", statement="sr_6_3")
    with pytest.raises(RuleBroken) as broken:
        choose(solvang, lead_trine, theme="sr_child_voice", statement="sr_6_3")
    assert broken.value.code == "focus.twice"
    focusing.end(focus=found, today=TODAY, by=lead_trine)
    found.refresh_from_db()
    with pytest.raises(RuleBroken) as broken:
        focusing.end(focus=found, today=TODAY, by=lead_trine)
    assert broken.value.code == "focus.ended"


def test_a_focus_is_chosen_from_a_statement(compared, sign_in, lead_trine, solvang):
    browser = sign_in(lead_trine)
    address = page("focus_choose", solvang.pk) + "?om=sr_6_3"
    assert "Barnet får svar på det, det siger." in text(browser.get(address))
    browser.post(address, {"words": "Svar til barnet", "why": "Vi er uenige"})
    found = Focus.objects.get()
    assert (found.theme, found.statement, found.round) == ("sr_child_voice", "sr_6_3", compared)
    assert focus_queries.open_focus(solvang) == [found]
    assert "Vælg ét mere" in text(browser.get(page("focus", solvang.pk)))


def test_own_words_are_asked_in_the_next_round_and_ids_stay(begin, solvang, lead_trine, ellevang):
    wording.reword(
        municipality=solvang,
        code="sr_6_1",
        words=Words(text="Vi taler med barnet."),
        seen=0,
        by=lead_trine,
    )
    added = wording.add(
        municipality=solvang,
        theme="sr_child_voice",
        words=Words(text="Vi spørger hvert forår."),
        by=lead_trine,
    )
    asked = begin("sr_child_voice").instrument["themes"][0]
    ids = [one["id"] for one in asked["statements"]]
    assert ids == ["sr_6_1", "sr_6_2", "sr_6_3", "sr_6_4", added.code]
    assert asked["statements"][0]["text"] == "Vi taler med barnet."
    there = rounds.instrument_of(ellevang).statement("sr_6_1")
    assert there.text == "Vi holder læringssamtaler."


def test_what_was_asked_stays_when_the_words_change(compared, solvang, lead_trine):
    words = Words(is_left_out=True)
    wording.reword(municipality=solvang, code="sr_6_1", words=words, seen=0, by=lead_trine)
    assert rounds.results_of(compared).instrument.statement("sr_6_1") is not None
    assert rounds.instrument_of(solvang).statement("sr_6_1") is None


def test_two_who_change_the_words_see_both(solvang, lead_trine, sign_in, director_dan):
    first = Words(text="Første udgave")
    wording.reword(municipality=solvang, code="sr_6_1", words=first, seen=0, by=lead_trine)
    answer = sign_in(director_dan).post(
        page("reword", solvang.pk, "sr_6_1"), {"text": "Anden udgave", "seen": "0"}
    )
    assert answer.status_code == 409
    assert "Første udgave" in text(answer)
    assert "Anden udgave" in text(answer)
    assert OwnStatement.objects.get().text == "Første udgave"


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


def test_the_pages_cost_the_same_for_one_theme_and_for_all(
    begin, asked, says, close, sign_in, lead_trine, count_queries
):
    costs = []
    for n, themes in enumerate([("sr_child_voice",), ()]):
        day = date(2026 + n, 10, 1)
        one = begin(*themes, day=day)
        (lis,) = asked(one, "authority", 1, Mode.JOINT, name=f"Lis{n}")
        says(lis, sr_6_1=2)
        close(one, day=day)
        browser = sign_in(lead_trine)
        browser.get(page("round", one.pk))
        costs.append(count_queries(lambda b=browser, o=one: b.get(page("round", o.pk))))
    assert costs[0] == costs[1]


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


def test_the_front_page_costs_the_same_for_one_invitation_and_for_thirty(
    begin, asked, sign_in, lead_trine, schools_sven, count_queries, ellevang, lead_erna
):
    """Somebody who answers for many lines, and earlier rounds: still the same questions."""
    browser = sign_in(schools_sven)
    one = begin("sr_child_voice")
    text_of = f"Sven Skov, {schools_sven.email}"
    inviting.invite(line=one.lines.get(line="school"), people_listed=text_of, by=lead_trine)
    browser.get(page("index"))
    few = count_queries(lambda: browser.get(page("index")))
    for line in ("authority", "placement"):
        inviting.invite(line=one.lines.get(line=line), people_listed=text_of, by=lead_trine)
    asked(one, "placement", 30)
    assert count_queries(lambda: browser.get(page("index"))) == few


@pytest.mark.parametrize("name", ["results_theme", "statement"])
def test_a_page_of_results_asks_the_same_however_much_is_agreed(
    name, compared, sign_in, lead_trine, count_queries
):
    about = "sr_child_voice" if name == "results_theme" else "sr_6_1"
    browser = sign_in(lead_trine)
    browser.get(page(name, compared.pk, about))
    few = count_queries(lambda: browser.get(page(name, compared.pk, about)))
    for number in range(1, 5):
        agreeing.agree(
            round=compared, statement=f"sr_6_{number}", value=3, note="Det er vi", seen=0,
            today=TODAY, by=lead_trine,
        )  # fmt: skip
    assert count_queries(lambda: browser.get(page(name, compared.pk, about))) == few


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
