"""Tim, Maja's contact teacher, has offered her a talk, begun one, and written one down."""

from datetime import time

import pytest

from skolespor.conversations.actions import talking
from skolespor.conversations.actions.talking import Heard
from skolespor.conversations.tests.adult.said import SECRET, SHARED, TODAY
from skolespor.conversations.tests.pages import begun, offered
from skolespor.promises.actions.saying import Words
from skolespor.promises.rules import Sharing, What


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-16 10:00", tick=False)


@pytest.fixture
def tim(teacher_tim):
    return teacher_tim


@pytest.fixture
def his(sign_in, tim):
    """Tim's browser."""
    return sign_in(tim)


@pytest.fixture
def offer(maja, tim):
    return offered(maja, tim, TODAY, planned_at=time(10, 15), place="Biblioteket")


@pytest.fixture
def talk(maja, tim):
    return begun(maja, tim, TODAY)


@pytest.fixture
def held(talk, tim, coordinator_karen):
    said = [
        Words(SECRET, theme="th_class_and_friends"),
        Words(SHARED, What.WISH, Sharing.MAY_SHARE),
    ]
    heard = Heard(TODAY, [*said, Words("6", question="one_to_ten_10_13")], ["th_class_and_friends"])
    talking.write_down(conversation=talk, heard=heard, by=tim)
    return talk
