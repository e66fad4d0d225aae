"""Tracks of Solvang, made through the actions of those who lead its work."""

from datetime import date

import pytest

from skolespor.tracks.actions import making, moving
from skolespor.tracks.actions.making import Plan

TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def october(time_machine):
    time_machine.move_to(f"{TODAY} 10:00", tick=False)


@pytest.fixture
def draft(lead_trine, solvang):
    """Makes a draft: `draft(owner=sven, signs="")`."""

    def make(title="Børnene bliver spurgt", owner=None, by=None, place=None, **facts):
        plan = {"signs": "Børnene er spurgt", "deadline": date(2027, 5, 1)} | facts
        job = owner.jobs.get() if owner else None
        return making.create(
            municipality=place or solvang,
            plan=Plan(title=title, why="Tallene siger det.", owner=job, **plan),
            by=by or lead_trine,
            on=date(2026, 1, 5),
        )

    return make


@pytest.fixture
def agreed(draft, lead_trine, schools_sven):
    """Makes one that was agreed on a day, with Sven as its owner."""

    def make(on=date(2026, 9, 1), owner=schools_sven, **facts):
        track = draft(owner=owner, **facts)
        moving.agree(track=track, by=lead_trine, on=on)
        return track

    return make


@pytest.fixture
def running(agreed, lead_trine):
    def make(on=date(2026, 9, 1), **facts):
        track = agreed(on=on, **facts)
        moving.start(track=track, by=lead_trine, on=on)
        return track

    return make
