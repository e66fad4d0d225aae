"""The child puts right what it has said, or takes it away, on its own pages."""

from datetime import date

import pytest
from django.urls import reverse

from skolespor.core.drafts import keep
from skolespor.core.models import Draft
from skolespor.promises.access import seen_by
from skolespor.promises.actions import saying
from skolespor.promises.actions.saying import Words, promise, say
from skolespor.promises.rules import Sharing, What
from skolespor.workspace.rules.own_words import day_for_child
from skolespor.workspace.tests.own import SEAT, THURSDAY, address, read, words

pytestmark = pytest.mark.once

WINDOW = "Jeg vil gerne sidde ved vinduet."


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-19 10:00", tick=False)


@pytest.fixture
def browser(at_her_screen):
    return at_her_screen


@pytest.fixture
def agreed(maja, teacher_tim):
    return promise(
        child=maja,
        text="Tim flytter din plads.",
        agreed_for=THURSDAY,
        owner=teacher_tim,
        adult=teacher_tim,
        made_on=THURSDAY,
        by=teacher_tim,
    )


def send(browser, one, text=WINDOW, seen=1):
    answers = {"text": text, "seen": seen}
    return browser.post(address("own_reword", one.pk), answers, follow=True)


def test_she_puts_it_right_and_the_earlier_words_are_kept(browser, wish):
    one = wish()
    assert SEAT in read(browser, "own_reword", one.pk)
    page = words(send(browser, one))
    assert "Tak. Det er gemt." in page and WINDOW in page and SEAT not in page
    assert [kept.text for kept in one.wordings.all()] == [SEAT]


def test_nothing_written_is_nothing_saved(browser, wish):
    one = wish()
    page = words(send(browser, one, text="   "))
    assert "Skriv lidt." in page
    one.refresh_from_db()
    assert one.text == SEAT


def test_when_her_teacher_mends_it_meanwhile_she_sees_both(browser, wish, teacher_tim):
    one = wish()
    saying.reword(statement=one, text="Ved tavlen, tak.", seen=1, by=teacher_tim)
    page = send(browser, one)
    assert "Det er lige blevet rettet." in words(page) and "Ved tavlen, tak." in words(page)
    assert WINDOW in page.content.decode()
    send(browser, one, seen=2)
    one.refresh_from_db()
    assert one.text == WINDOW


def test_what_she_began_to_write_is_there_when_she_comes_back(browser, wish, maja_herself):
    one = wish()
    keep(
        owner_id=maja_herself.pk,
        form="own-reword",
        subject=f"mig-{one.pk}",
        answers={"text": WINDOW},
    )
    assert WINDOW in browser.get(address("own_reword", one.pk)).content.decode()
    send(browser, one)
    assert not Draft.objects.exists()


def test_she_takes_it_away_and_nobody_reads_it_any_more(browser, wish, coordinator_karen):
    one = wish()
    page = read(browser, "own_remove", one.pk)
    assert SEAT in page and "De voksne kan heller ikke læse det her." in page
    assert seen_by(coordinator_karen).filter(pk=one.pk).exists()
    page = words(browser.post(address("own_remove", one.pk), follow=True))
    assert "Det er fjernet." in page and SEAT not in page
    assert not seen_by(coordinator_karen).filter(pk=one.pk).exists()
    assert browser.get(address("own_reword", one.pk)).status_code == 404


def test_a_drawing_is_taken_away_as_well(browser, maja, teacher_tim, maja_herself):
    line = {"c": "red", "s": 6, "p": [[1, 2], [3, 4]]}
    sheet = {"w": 1000, "h": 700, "strokes": [line], "signs": []}
    drawn = Words("", What.DRAWING, Sharing.BETWEEN_US, drawing=sheet)
    one = say(child=maja, words=drawn, adult=teacher_tim, said_on=THURSDAY, by=maja_herself)
    page = browser.get(address("own_said")).content.decode()
    assert address("own_remove", one.pk) in page and address("own_reword", one.pk) not in page
    browser.post(address("own_remove", one.pk))
    assert "Din tegning" not in read(browser, "own_said")


def test_what_adults_have_promised_is_not_hers_to_take_away(browser, agreed):
    assert address("own_remove", agreed.pk) not in browser.get(address("own_said")).content.decode()
    for page in ("own_reword", "own_remove"):
        assert browser.get(address(page, agreed.pk)).status_code == 404


def test_the_pages_of_the_adults_lead_her_to_her_own(browser, wish):
    """There stands what adults have decided before anybody has told her."""
    one = wish()
    about = [one.child_id, one.pk]
    assert browser.get(reverse("promises:statement", args=about)).url == address("own_said")
    for page in ("reword", "sharing", "withdraw"):
        assert browser.get(reverse(f"promises:{page}", args=about)).status_code == 403


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (THURSDAY, "i dag"),
        (date(2026, 11, 20), "i morgen"),
        (date(2026, 11, 18), "i går"),
        (date(2026, 11, 30), "mandag den 30. november"),
        (date(2026, 5, 24), "søndag den 24. maj"),
        (date(2026, 5, 22), "fredag den 22. maj 2026"),
        (date(2027, 5, 18), "tirsdag den 18. maj 2027"),
        (None, ""),
    ],
)
def test_a_day_is_said_as_one_says_it(day, said):
    assert day_for_child(day, today=THURSDAY) == said
