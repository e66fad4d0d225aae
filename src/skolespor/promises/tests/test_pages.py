"""The pages about what a child has said: who reads them, and what one does there."""

from datetime import date

import pytest
from django.urls import reverse

from skolespor.core.models import Draft
from skolespor.promises.actions import answering
from skolespor.promises.actions.owners import keep_promises
from skolespor.promises.actions.saying import Words, promise, reword, say
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, What

DAY = date(2026, 11, 2)
CANARY = {
    Sharing.MAY_SHARE: "Kanariefuglen synger for alle.",
    Sharing.BETWEEN_US: "Kanariefuglen synger kun for os.",
    Sharing.TO_CASE_WORKER: "Kanariefuglen synger for rådgiveren.",
}


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-02 10:00", tick=False)


@pytest.fixture
def said(maja, teacher_tim, coordinator_karen, worker_wilma):
    """Maja has said one thing under each of her three choices, as a wish."""
    return {
        sharing: say(
            child=maja,
            words=Words(text, What.WISH, sharing),
            adult=teacher_tim,
            said_on=DAY,
            by=teacher_tim,
        )
        for sharing, text in CANARY.items()
    }


def text_of(answer):
    return answer.content.decode()


def at(name, statement=None, child=None):
    return reverse(
        f"promises:{name}", args=[statement.child_id, statement.pk] if statement else [child.pk]
    )


def pages(child, said):
    yield reverse("workspace:today")
    yield reverse("workspace:child", args=[child.pk])
    yield reverse("conversations:child", args=[child.pk])
    yield reverse("promises:mine") + "?whose=all"
    yield reverse("promises:file") + "?whose=all"
    for statement in said.values():
        yield at("statement", statement)


READERS = {
    "teacher_tim": {Sharing.MAY_SHARE, Sharing.BETWEEN_US, Sharing.TO_CASE_WORKER},
    "coordinator_karen": {Sharing.MAY_SHARE},
    "worker_wilma": {Sharing.MAY_SHARE, Sharing.TO_CASE_WORKER},
    "foster_freja": {Sharing.MAY_SHARE},
    "mother_mie": {Sharing.MAY_SHARE},
    "leader_lis": set(),
    "head_hanne": set(),
    "worker_otto": set(),
    "coordinator_kim": set(),
    "foster_frank": set(),
    "admin_inge": set(),
    "log_tove": set(),
    "director_dan": set(),
}


OFTEN = {"teacher_tim", "worker_wilma", "leader_lis"}
"""Who may know all of it, some of it and none; tried in every run, all others in the long one."""


@pytest.mark.parametrize(
    "name",
    [name if name in OFTEN else pytest.param(name, marks=pytest.mark.long) for name in READERS],
)
def test_a_canary_is_heard_by_exactly_those_whom_the_child_has_chosen(
    request, sign_in, maja, said, name
):
    reader = request.getfixturevalue(name)
    browser = sign_in(reader)
    heard = {
        sharing
        for url in pages(maja, said)
        for body in [text_of(browser.get(url, follow=True))]
        for sharing, words in CANARY.items()
        if words in body
    }
    assert heard == READERS[name]


def test_who_may_not_know_it_finds_no_such_page(sign_in, said, coordinator_karen, leader_lis):
    hidden = said[Sharing.BETWEEN_US]
    for reader in (coordinator_karen, leader_lis):
        assert sign_in(reader).get(at("statement", hidden)).status_code == 404


def test_who_reads_and_may_not_answer_gets_403(sign_in, said, foster_freja):
    shared, freja = said[Sharing.MAY_SHARE], sign_in(foster_freja)
    assert freja.get(at("statement", shared)).status_code == 200
    for name in ("decide", "told", "owner", "reword", "sharing", "withdraw"):
        assert freja.get(at(name, shared)).status_code == 403
    assert freja.post(at("discussed", shared)).status_code == 403


def test_the_teacher_writes_what_maja_said_and_asks_who_may_know(sign_in, maja, teacher_tim):
    tim = sign_in(teacher_tim)
    page = text_of(tim.get(at("write", child=maja)))
    assert "Kun min voksne og mig" in page and "Nogle gange har dine forældre" in page
    answer = tim.post(
        at("write", child=maja),
        {"text": "", "what": "words", "said_on": "02-11-2026", "sharing": "between_us"},
    )
    assert "Skriv det, barnet har sagt." in text_of(answer)
    tim.post(
        at("write", child=maja),
        {
            "text": "Jeg vil ha mere idræt.",
            "what": "wish",
            "said_on": "02-11-2026",
            "sharing": "may_share",
        },
    )
    written = Statement.objects.get()
    assert (written.text, written.adult, written.sharing) == (
        "Jeg vil ha mere idræt.",
        teacher_tim,
        "may_share",
    )


def test_a_day_to_come_is_refused_and_nothing_is_lost(sign_in, maja, teacher_tim):
    data = {"text": "Jeg vil noget.", "what": "words", "said_on": "03-11-2026"}
    answer = sign_in(teacher_tim).post(at("write", child=maja), data | {"sharing": "between_us"})
    assert "Dagen må ikke ligge i fremtiden." in text_of(answer)
    assert "Jeg vil noget." in text_of(answer)


def test_from_wish_to_answer_on_pages(sign_in, said, coordinator_karen):
    wish, karen = said[Sharing.MAY_SHARE], sign_in(coordinator_karen)
    karen.post(at("discussed", wish))
    assert "Skriv, hvad I beslutter" in text_of(karen.get(at("statement", wish)))
    answer = karen.post(at("decide", wish), {"decision": "not_now", "reason": "Nej"})
    assert "Skriv med en sætning" in text_of(answer)
    karen.post(at("decide", wish), {"decision": "not_now", "reason": "Der er ikke penge i år."})
    assert "Skriv, hvad barnet fik at vide" in text_of(karen.get(at("statement", wish)))
    answer = karen.post(at("told", wish), {"told_on": "", "how": "talked"})
    assert "Skriv den dag, barnet fik det at vide." in text_of(answer)
    karen.post(at("told", wish), {"told_on": "02-11-2026", "how": "talked"})
    wish.refresh_from_db()
    assert (wish.step, wish.told_by) == ("told_child", coordinator_karen)
    assert "Fortalt til barnet 02-11-2026" in text_of(karen.get(at("statement", wish)))


def test_it_is_passed_on_to_somebody_who_may_know(
    sign_in, said, coordinator_karen, teacher_tim, foster_freja
):
    wish, karen = said[Sharing.MAY_SHARE], sign_in(coordinator_karen)
    assert karen.post(at("owner", wish), {"owner": foster_freja.pk}).status_code == 302
    wish.refresh_from_db()
    assert wish.owner == foster_freja
    closed = said[Sharing.BETWEEN_US]
    answer = sign_in(teacher_tim).post(at("owner", closed), {"owner": coordinator_karen.pk})
    assert "Vælg en af mulighederne på listen." in text_of(answer)


def test_two_who_put_the_same_words_right_see_both(sign_in, said, teacher_tim, maja_herself):
    wish, tim = said[Sharing.BETWEEN_US], sign_in(teacher_tim)
    reword(statement=wish, text="Mine egne ord.", seen=1, by=maja_herself)
    answer = tim.post(at("reword", wish), {"text": "Tims ord.", "seen": 1})
    assert answer.status_code == 409
    assert "Mine egne ord." in text_of(answer) and "Tims ord." in text_of(answer)


def test_when_the_adult_is_gone_the_next_asks_the_child_and_reads_nothing(
    sign_in, said, teacher_tim, coordinator_karen
):
    hidden = said[Sharing.BETWEEN_US]
    teacher_tim.jobs.update(until=date(2026, 11, 1))
    keep_promises(today=DAY)
    karen = sign_in(coordinator_karen)
    start = text_of(karen.get(reverse("workspace:today")))
    assert "Spørg barnet, hvem der må vide det" in start
    assert CANARY[Sharing.BETWEEN_US] not in start
    page = karen.get(at("unheard", hidden))
    assert "Ordene står ikke her." in text_of(page)
    assert CANARY[Sharing.BETWEEN_US] not in text_of(page)
    karen.post(at("unheard", hidden), {"sharing": "may_share", "seen": "between_us"})
    assert CANARY[Sharing.BETWEEN_US] in text_of(karen.get(at("statement", hidden)))


def test_a_draft_is_its_writers_own_and_gone_when_it_is_sent(sign_in, maja, teacher_tim):
    tim = sign_in(teacher_tim)
    key = ["statement-sayform", str(maja.pk)]
    tim.post(reverse("workspace:draft", args=key), {"text": "Halvt skrevet"})
    assert "Halvt skrevet" in text_of(tim.get(at("write", child=maja)))
    data = {"text": "Helt skrevet.", "what": "words", "said_on": "02-11-2026"}
    tim.post(at("write", child=maja), data | {"sharing": "between_us"})
    assert not Draft.objects.exists()


def test_leaders_see_how_much_is_late_and_not_a_word(sign_in, said, maja, leader_lis, time_machine):
    time_machine.move_to("2026-11-20 10:00", tick=False)
    lis = sign_in(leader_lis)
    assert "2 svar til børn er over tiden" in text_of(lis.get(reverse("workspace:today")))
    page = text_of(lis.get(reverse("conversations:child", args=[maja.pk])))
    assert "2 ting venter på svar, 2 er over tiden." in page


def test_a_file_holds_no_words(sign_in, said, coordinator_karen):
    file = text_of(sign_in(coordinator_karen).get(reverse("promises:file") + "?whose=all"))
    assert "Maja Ager" in file and "Kanariefuglen" not in file


@pytest.mark.long
def test_many_statements_cost_what_one_does(
    sign_in, maja, teacher_tim, coordinator_karen, count_queries
):
    karen = sign_in(coordinator_karen)
    shared = Words("Jeg vil gerne.", What.WISH, Sharing.MAY_SHARE)

    def tell():
        say(child=maja, words=shared, adult=teacher_tim, said_on=DAY, by=teacher_tim)

    tell()
    for url in [
        reverse("conversations:child", args=[maja.pk]),
        reverse("promises:mine") + "?whose=all",
        reverse("workspace:today"),
    ]:
        karen.get(url)
        before = count_queries(lambda url=url: karen.get(url))
        for _number in range(5):
            tell()
        assert count_queries(lambda url=url: karen.get(url)) == before


def test_an_agreement_stands_with_who_promised_it(sign_in, maja, teacher_tim, foster_freja):
    agreed = promise(
        child=maja,
        text="Freja øver tabeller med Maja.",
        agreed_for=date(2026, 11, 9),
        owner=foster_freja,
        adult=teacher_tim,
        made_on=DAY,
        by=teacher_tim,
    )
    freja = sign_in(foster_freja)
    assert "Freja øver tabeller" in text_of(freja.get(reverse("workspace:today")))
    freja.post(
        at("told", agreed),
        {"told_on": "02-11-2026", "how": "talked", "text": "Vi øvede hver dag."},
    )
    agreed.refresh_from_db()
    assert agreed.told_text == "Vi øvede hver dag."


def test_the_filter_shows_children_who_wait_as_far_as_one_may_know_it(
    sign_in, said, teacher_tim, leader_lis
):
    def waiting(reader):
        browser, url = sign_in(reader), reverse("workspace:children")
        return text_of(browser.post(url, {"now": "waits"}, follow=True))

    assert "Maja Ager" in waiting(teacher_tim)
    assert "Maja Ager" not in waiting(leader_lis)


SHEET = {"w": 1000, "h": 700, "strokes": [{"c": "red", "s": 6, "p": [[1, 2], [3, 4]]}], "signs": []}
LINE = 'd="M1 2L3 4"'


def test_a_drawing_is_seen_by_those_whom_maja_lets_see_it(
    sign_in, maja, teacher_tim, coordinator_karen
):
    drawn = Words("", What.DRAWING, Sharing.BETWEEN_US, drawing=SHEET)
    one = say(child=maja, words=drawn, adult=teacher_tim, said_on=DAY, by=teacher_tim)
    shown = (reverse("workspace:child", args=[maja.pk]), at("statement", one))
    tim, karen = sign_in(teacher_tim), sign_in(coordinator_karen)
    assert all(LINE in text_of(tim.get(url)) for url in shown)
    assert not any(LINE in text_of(karen.get(url)) for url in shown)


def test_what_waits_stands_once_on_stemmen(sign_in, said, maja, teacher_tim):
    page = text_of(sign_in(teacher_tim).get(reverse("conversations:child", args=[maja.pk])))
    assert page.count(CANARY[Sharing.MAY_SHARE]) == 1


def test_the_answer_among_the_newest_words_is_not_said_twice(
    sign_in, said, maja, coordinator_karen
):
    wish = said[Sharing.MAY_SHARE]
    answering.decide(
        statement=wish, decision="yes_we_do", reason="Ja, det gør vi.", by=coordinator_karen
    )
    answering.told(statement=wish, told_on=DAY, how="talked", by=coordinator_karen)
    page = text_of(sign_in(coordinator_karen).get(reverse("workspace:child", args=[maja.pk])))
    assert page.count(CANARY[Sharing.MAY_SHARE]) == 1


def test_the_list_says_you_to_whoever_answers(sign_in, said, teacher_tim, coordinator_karen):
    assert "Du svarer" in text_of(sign_in(coordinator_karen).get(reverse("promises:mine")))


def test_who_sees_only_numbers_is_told_so(sign_in, said, maja, leader_lis):
    page = text_of(sign_in(leader_lis).get(reverse("conversations:child", args=[maja.pk])))
    assert "Du ser, hvor meget Maja venter på. Ordene ser du ikke." in page
    assert "og det har vi svaret" not in page


def test_one_thing_has_one_way_back(sign_in, said, teacher_tim):
    page = text_of(sign_in(teacher_tim).get(at("statement", said[Sharing.MAY_SHARE])))
    assert page.count('class="back-link"') == 1
