"""»Frister«: my list, the child's page, one item, and what each role sees of them."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from skolespor.audit.models import Entry
from skolespor.children import events as child_events
from skolespor.core.models import Draft
from skolespor.deadlines.actions.facts import happened, withdrawn
from skolespor.deadlines.actions.keeping import keep_all
from skolespor.deadlines.models import Deadline, Handling
from skolespor.deadlines.tests.pages import words

TODAY = date(2026, 11, 23)
INDEX, FILE = reverse("deadlines:index"), reverse("deadlines:file")
ANSWER, VISIT = "Barnet vil tale med dig", "Besøg barnet"


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(f"{TODAY} 10:00", tick=False)


@pytest.fixture
def late(maja, worker_wilma):
    """An item of the case worker's that is overdue by four days."""
    happened("child_asks_case_worker", maja, date(2026, 11, 16), "it")
    return Deadline.objects.get(child=maja, rule="dl_case_worker_answers_child")


def at(page, item):
    return reverse(f"deadlines:{page}", args=[item.pk])


def of(child):
    return reverse("deadlines:child", args=[child.pk])


# The list


def test_my_list_says_what_for_whom_and_how_late(sign_in, worker_wilma, late):
    page = words(sign_in(worker_wilma).get(INDEX))
    assert "Overskredet" in page
    assert f"19-11-2026 4 dage over {ANSWER}" in page
    assert "Maja Ager , Lindeskolen" in page


def test_nothing_due_says_so(sign_in, worker_wilma, maja):
    assert "Ingen frister at vise her lige nu." in words(sign_in(worker_wilma).get(INDEX))


def test_what_lies_further_ahead_is_one_choice_away(sign_in, worker_wilma, maja):
    keep_all(today=TODAY)
    wilma = sign_in(worker_wilma)
    assert VISIT not in words(wilma.get(INDEX))
    page = words(wilma.get(INDEX, {"when": "all"}))
    assert "Senere" in page
    assert VISIT in page


def test_the_leader_sees_what_is_overdue_with_others(sign_in, leader_lis, coordinator_karen, late):
    for user in (leader_lis, coordinator_karen):
        client = sign_in(user)
        assert ANSWER not in words(client.get(INDEX))
        assert ANSWER in words(client.get(INDEX, {"whose": "overseen"}))


def test_nobody_else_can_ask_for_it(sign_in, teacher_tim, worker_otto, worker_erik, late):
    for user in (teacher_tim, worker_otto, worker_erik):
        assert ANSWER not in words(sign_in(user).get(INDEX, {"whose": "overseen"}))


def test_a_choice_that_does_not_exist_is_as_if_it_were_not_made(sign_in, worker_wilma, late):
    page = sign_in(worker_wilma).get(INDEX, {"when": "x", "whose": "y", "side": "z"})
    assert ANSWER in words(page)


def test_the_list_as_a_file(sign_in, worker_wilma, late):
    answer = sign_in(worker_wilma).get(FILE)
    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert row == [
        "19-11-2026",
        ANSWER,
        "Maja",
        "Ager",
        "Lindeskolen",
        "Børne- og ungerådgiver",
        "4",
    ]
    assert head[0] == "Frist"
    assert Entry.objects.filter(kind=child_events.EXPORTED.code, child_id=late.child_id).exists()


def test_a_protected_child_stands_in_no_list_of_those_who_may_not_know(
    sign_in, worker_wilma, leader_lis, maja, late
):
    maja.is_protected = True
    maja.save()
    for user in (worker_wilma, leader_lis):
        client = sign_in(user)
        assert ANSWER not in words(client.get(INDEX))
        assert ANSWER not in words(client.get(INDEX, {"whose": "overseen"}))
        assert client.get(at("item", late)).status_code == 404
    maja.exemptions.create(user=worker_wilma)
    assert ANSWER in words(sign_in(worker_wilma).get(INDEX))


@pytest.mark.long
def test_a_list_of_thirty_costs_as_much_as_one(
    sign_in, worker_wilma, maja, late, new_child, sits, count_queries
):
    wilma = sign_in(worker_wilma)
    wilma.get(INDEX)
    alone = count_queries(lambda: wilma.get(INDEX))
    for number in range(29):
        child = new_child(f"Barn {number}")
        sits(worker_wilma, child)
        happened("child_asks_case_worker", child, date(2026, 11, 16), "it")
    page = wilma.get(INDEX)
    assert words(page).count(ANSWER) == 30
    assert count_queries(lambda: wilma.get(INDEX)) == alone


# The child's page


def test_the_childs_page_shows_mine_first_and_then_the_others(
    sign_in, worker_wilma, teacher_tim, maja, late
):
    keep_all(today=TODAY)
    page = words(sign_in(worker_wilma).get(of(maja)))
    assert page.index(ANSWER) < page.index("Andres") < page.index("To læringssamtaler")


def test_a_foster_parent_sees_what_it_is_told_of_and_no_more(
    sign_in, foster_freja, maja, worker_wilma, late
):
    happened("conversation_held", maja, date(2026, 11, 20), "it")
    happened("return_home", maja, date(2026, 11, 20), "it")
    happened("placement_change_considered", maja, date(2026, 11, 20), "it")
    page = words(sign_in(foster_freja).get(of(maja)))
    assert "Hent en udtalelse fra det nuværende sted" in page
    assert ANSWER not in page
    assert "Lad barnet rette teksten" not in page


def test_closed_ones_can_be_read(sign_in, worker_wilma, maja, late):
    wilma = sign_in(worker_wilma)
    wilma.post(at("done", late), {"day": "23-11-2026", "text": "Vi talte sammen."})
    page = words(wilma.get(of(maja)))
    assert "Lukkede frister det seneste år" in page
    assert "Klaret" in page


def test_strangers_find_no_page(sign_in, worker_otto, worker_erik, director_dan, maja, late):
    for user in (worker_otto, worker_erik, director_dan):
        client = sign_in(user)
        assert client.get(of(maja)).status_code == 404
        assert client.get(at("item", late)).status_code == 404
        assert client.post(at("done", late)).status_code == 404


# One item


def test_the_item_says_the_rule_the_paragraph_and_how_the_day_came_out(sign_in, worker_wilma, maja):
    happened("placement_start", maja, date(2026, 9, 21), "it", rule="dl_statutory_follow_up_first")
    item = Deadline.objects.get(child=maja, rule="dl_statutory_follow_up_first")
    page = words(sign_in(worker_wilma).get(at("item", item)))
    assert "Senest 21-12-2026 om 28 dage" in page
    assert "Barnets lov § 95, stk. 2" in page
    assert "Barnet flytter ind: 21-09-2026" in page
    assert "senest 3 måneder efter" in page
    assert "Wilma Winther" in page


def test_a_law_that_is_not_checked_is_never_shown_as_if_it_were(sign_in, worker_wilma, maja):
    happened("notification_received", maja, TODAY, "it")
    item = Deadline.objects.get(rule="dl_notification_receipt")
    assert "ikke efterprøvet" in words(sign_in(worker_wilma).get(at("item", item)))


def test_every_look_is_in_the_log(sign_in, worker_wilma, late):
    sign_in(worker_wilma).get(at("item", late))
    entry = Entry.objects.get(kind="deadlines.seen")
    assert (entry.child_id, entry.data["step"]) == (late.child_id, "deadlines:item")


def test_a_guessed_number_is_404_and_in_the_log(sign_in, worker_wilma, late):
    assert sign_in(worker_wilma).get(reverse("deadlines:item", args=[10**18])).status_code == 404
    assert Entry.objects.filter(kind="accounts.refused").exists()


def test_what_is_withdrawn_or_over_says_why(sign_in, worker_wilma, maja, late):
    withdrawn("child_asks_case_worker", maja, "it")
    assert "Det skete ikke." in words(sign_in(worker_wilma).get(at("item", late)))
    happened("child_asks_case_worker", maja, date(2026, 11, 16), "it", until=date(2026, 11, 20))
    assert "Det, fristen hørte til, er slut." in words(sign_in(worker_wilma).get(at("item", late)))


def test_done_with_a_sentence(sign_in, worker_wilma, late):
    wilma = sign_in(worker_wilma)
    answer = wilma.post(
        at("done", late), {"day": "20-11-2026", "text": "Jeg ringede til Maja."}, follow=True
    )
    page = words(answer)
    assert "Det er skrevet." in page
    assert "Klaret 20-11-2026" in page
    assert "Jeg ringede til Maja." in page
    assert "af Wilma Winther" in page


def test_a_refused_answer_says_why_and_keeps_what_was_typed(sign_in, worker_wilma, late):
    wilma = sign_in(worker_wilma)
    page = words(wilma.post(at("done", late), {"day": "23-11-2026", "text": "ja"}))
    assert "Skriv med en sætning, hvad der er gjort." in page
    page = wilma.post(at("done", late), {"day": "24-11-2026", "text": "Jeg ringede."})
    assert "Dagen er ikke kommet endnu." in words(page)
    assert "Jeg ringede." in page.content.decode()
    assert not Handling.objects.exists()


def test_what_is_typed_is_there_after_a_lost_session(sign_in, worker_wilma, late):
    wilma = sign_in(worker_wilma)
    draft = reverse("workspace:draft", args=["deadline-doneform", late.pk])
    wilma.post(draft, {"text": "Jeg ringede til"})
    assert "Jeg ringede til" in sign_in(worker_wilma).get(at("done", late)).content.decode()
    wilma.post(at("done", late), {"day": "23-11-2026", "text": "Jeg ringede til Maja."})
    assert not Draft.objects.exists()


def test_put_off_set_aside_and_opened_again(sign_in, worker_wilma, late):
    wilma = sign_in(worker_wilma)
    off = {"until": "26-11-2026", "text": "Maja er på lejr."}
    assert "udsat til og med 26-11-2026" in words(wilma.post(at("put_off", late), off, follow=True))
    aside = {"text": "Maja har fortrudt."}
    assert "Lagt væk: gælder ikke her" in words(
        wilma.post(at("set_aside", late), aside, follow=True)
    )
    assert "Fristen er åben igen." in words(wilma.post(at("reopen", late), follow=True))
    late.refresh_from_db()
    assert late.state == "open"


def test_readers_may_not_write_and_are_told_who_does(sign_in, foster_freja, maja, worker_wilma):
    happened("placement_change_considered", maja, TODAY, "it")
    item = Deadline.objects.get(rule="dl_statement_from_current_place")
    freja = sign_in(foster_freja)
    page = words(freja.get(at("item", item)))
    assert "Det er ikke dig, der lukker fristen." in page
    assert "Udsæt" not in page
    for name in ("done", "put_off", "set_aside", "reopen"):
        assert freja.post(at(name, item)).status_code == 403


def test_what_blocks_offers_nothing_but_evidence(sign_in, worker_wilma, maja):
    happened("placement_change_considered", maja, TODAY, "it")
    item = Deadline.objects.get(rule="dl_statement_from_current_place")
    page = words(sign_in(worker_wilma).get(at("item", item)))
    assert "Den kan ikke udsættes." in page
    assert "Gælder ikke her" not in page
    answer = sign_in(worker_wilma).post(
        at("put_off", item), {"until": "24-11-2026", "text": "Vi venter lidt."}
    )
    assert "Den frist kan ikke udsættes." in words(answer)


def test_the_head_teacher_opens_the_schools_own_without_a_page_of_the_child(
    sign_in, head_hanne, head_hans, maja
):
    happened("quarter_absence_computed", maja, TODAY, "2026-4", rule="dl_absence_unlawful_15")
    item = Deadline.objects.get(rule="dl_absence_unlawful_15")
    hanne = sign_in(head_hanne)
    assert "15 % ulovligt fravær" in words(hanne.get(INDEX))
    assert of(maja) not in hanne.get(at("item", item)).content.decode()
    answer = hanne.post(
        at("done", item),
        {"day": "23-11-2026", "text": "Jeg har underrettet.", "municipality": "9001"},
        follow=True,
    )
    assert "Solvang fik besked" in words(answer)
    assert sign_in(head_hans).get(at("item", item)).status_code == 404
