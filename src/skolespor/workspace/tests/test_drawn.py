"""What Maja has drawn is there to look at wherever her words stand, for those whom she has chosen."""

from datetime import date

import pytest
from django.urls import reverse

from skolespor.conversations.actions.talking import Heard, write_down
from skolespor.conversations.tests.pages import begun
from skolespor.promises.actions.saying import Words
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, What

pytestmark = pytest.mark.once

DAY = date(2026, 11, 16)
HEART = {"k": "heart", "c": "red", "x": 500, "y": 350, "r": 70}
LINE = {"c": "blue", "s": 14, "p": [[100, 100], [200, 250]]}
SHEET = {"w": 1000, "h": 700, "strokes": [LINE], "signs": [HEART]}
SHOWN = 'd="M100 100L200 250"'
IN_WORDS = "En tegning, barnet selv har lavet, med hjerte"


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-16 10:00", tick=False)


@pytest.fixture
def drawn(maja, teacher_tim):
    """Maja has drawn it for Tim while they talked."""
    talk = begun(maja, teacher_tim, DAY)
    words = Words(what=What.DRAWING, sharing=Sharing.BETWEEN_US, drawing=SHEET, is_own_hand=True)
    write_down(conversation=talk, heard=Heard(DAY, [words]), by=teacher_tim)
    return Statement.objects.get(what=What.DRAWING)


def pages(drawn):
    child = drawn.child_id
    talk = drawn.ref.removeprefix("conversation-")
    return [
        reverse("workspace:child", args=[child]),
        reverse("conversations:child", args=[child]),
        reverse("conversations:show", args=[child, talk]),
        reverse("promises:statement", args=[child, drawn.pk]),
    ]


def test_her_teacher_sees_it_wherever_her_words_stand(sign_in, drawn, teacher_tim):
    browser = sign_in(teacher_tim)
    for page in pages(drawn):
        html = browser.get(page).content.decode()
        assert SHOWN in html, page
        assert IN_WORDS in html, page


def test_she_sees_it_herself(sign_in, drawn, maja_herself):
    browser = sign_in(maja_herself)
    for page in (pages(drawn)[2], reverse("workspace:own_said")):
        html = browser.get(page).content.decode()
        assert SHOWN in html, page


def test_nobody_else_sees_that_there_is_one(sign_in, drawn, coordinator_karen):
    browser = sign_in(coordinator_karen)
    for page in pages(drawn):
        assert SHOWN not in browser.get(page).content.decode()
