"""Tracks of Solvang, made through the actions of those who lead its work."""

from datetime import date
from decimal import Decimal

import pytest

from skolespor.tracks.actions import making, measuring, moving, telling, working
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


@pytest.fixture
def full(running, lead_trine, schools_sven):
    """One with everything on it: title given, all else the same."""

    def make(**facts):
        track = running(on=date(2026, 2, 1), **facts)
        for number in range(2):
            working.add_step(
                track=track, text="Skriv", who="Sven Skov", due_on=date(2026, 11, 1), by=lead_trine
            )
            working.add_partner(track=track, line="school", name="Skolerne", by=lead_trine)
            working.add_meeting(
                track=track, on=date(2026, 12, 1), title="Møde", looks_at="Tal", by=lead_trine
            )
            words = {"going": "slowly", "done": "a", "seen": "b", "next": "c"}
            on = date(2026, 3 + number, 1)
            telling.write_status(track=track, on=on, by=schools_sven, **words)
        measure = measuring.set_measure(
            track=track,
            title="Samtaler",
            counts="share",
            unit="procent",
            definition="Alle børn",
            source="Optælling",
            seen=0,
            by=schools_sven,
        )
        for month, value in ((3, "25"), (6, None), (9, "62.5")):
            measuring.write_value(
                measure=measure,
                since=date(2026, month - 2, 1),
                until=date(2026, month, 28),
                value=Decimal(value) if value else None,
                n=40,
                is_few=not value,
                by=schools_sven,
            )
        return track

    return make
