"""Maja is ten, Tim is her contact teacher, and he has offered her a conversation."""

import pytest

from skolespor.conversations.actions import screens
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.screens import living


@pytest.fixture
def talk(maja, teacher_tim, today):
    """Offered by Tim, not begun."""
    return Conversation.objects.create(
        child=maja, adult=teacher_tim, band="age_10_13", offered_on=today, offered_by=teacher_tim
    )


@pytest.fixture
def token(talk, teacher_tim):
    """What Maja's browser holds when Tim has given her the screen."""
    return screens.hand_over(conversation=talk, by=teacher_tim)


@pytest.fixture
def screen(token):
    return living(token)


@pytest.fixture
def clock(time_machine):
    """Noon on a school day; `clock.shift(timedelta(minutes=61))` lets time go."""
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)
    return time_machine
