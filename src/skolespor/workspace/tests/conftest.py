"""Maja, her adults and her own screen."""

import pytest

from skolespor.promises.actions.saying import Words, say
from skolespor.promises.rules import Sharing, What
from skolespor.workspace.tests.own import SEAT, THURSDAY


@pytest.fixture
def around(maja, teacher_tim, coordinator_karen, worker_wilma, foster_freja, mother_mie):
    """Maja's adults."""
    return maja


@pytest.fixture
def at_her_screen(sign_in, around, maja_herself):
    return sign_in(maja_herself)


@pytest.fixture
def wish(maja, around, teacher_tim):
    def make(sharing=Sharing.MAY_SHARE, what=What.WISH, text=SEAT, on=THURSDAY):
        told = Words(text, what, sharing)
        return say(child=maja, words=told, adult=teacher_tim, said_on=on, by=teacher_tim)

    return make
