"""The gates of a course ask for what was done since it was received, not for what a municipality once did."""

from datetime import timedelta

import pytest

from skolespor.programme.queries import gates
from skolespor.programme.tests.test_running import ALL_THE_WAY
from skolespor.reviews.models import Round
from skolespor.reviews.rules.shown import Answer, shown_jointly, to_stored
from skolespor.tracks.models import Move, Proof, Track
from skolespor.tracks.queries.course import FORMALISED

YEARS_AGO, TODAY = -900, 0
SHOWN = {"sr_6_1": to_stored(shown_jointly(Answer(4)))}


@pytest.fixture
def reviewed(solvang, lead_trine, today):
    """A self-review that all three lines have answered together: `reviewed(-900)` was then."""

    def make(in_days):
        on = today + timedelta(days=in_days)
        lines = ("school", "authority", "placement")
        return Round.objects.create(
            municipality=solvang,
            state="closed",
            instrument={"version": "1", "themes": []},
            answer_by=on,
            begun_on=on,
            begun_by=lead_trine,
            closed_on=on,
            closed_by=lead_trine,
            results={"shown": dict.fromkeys(lines, SHOWN), "modes": dict.fromkeys(lines, "joint")},
        )

    return make


@pytest.fixture
def anchored(solvang, lead_trine, today):
    """A track that was begun on a day and became fixed practice on another."""

    def make(title, begun, became):
        track = Track.objects.create(
            municipality=solvang,
            title=title,
            why="x",
            state="at_anchored",
            agreed_on=today + timedelta(days=begun),
            begun_on=today + timedelta(days=begun),
            missing_reason="x",
            created_by=lead_trine,
            edited_by=lead_trine,
            edited_at="2026-01-01T10:00Z",
        )
        on = today + timedelta(days=became)
        facts = {"step": "anchor", "source": "at_evaluated", "target": "at_anchored"}
        move = Move.objects.create(track=track, on=on, by=lead_trine, **facts)
        for criterion in FORMALISED:
            Proof.objects.create(move=move, criterion=criterion, words="x")
        return track

    return make


def test_a_self_review_of_years_ago_does_not_lead_solvang_on(signed, goes, reviewed, today):
    goes(signed, *ALL_THE_WAY[:1])
    reviewed(YEARS_AGO)
    assert gates.not_kept(signed, "choose", today=today) == ("v_all_lines_answered",)
    reviewed(TODAY)
    assert gates.not_kept(signed, "choose", today=today) == ()


def test_fixed_practice_of_years_ago_is_not_what_this_course_came_to(
    signed, goes, anchored, today, sign_in, lead_trine
):
    goes(signed, *ALL_THE_WAY[:7])
    anchored("Gamle møder", YEARS_AGO, YEARS_AGO)
    assert gates.not_kept(signed, "follow", today=today) == ("v_formalised",)
    assert (
        "Gamle møder" not in sign_in(lead_trine).get(f"/raadgivning/{signed.pk}/").content.decode()
    )
    anchored("Svar til børnene", YEARS_AGO, TODAY)
    assert gates.not_kept(signed, "follow", today=today) == ()
    assert [one.title for one in gates.tracks(signed)] == ["Svar til børnene"]
