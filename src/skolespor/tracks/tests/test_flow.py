"""From draft to fixed practice: who takes a step, what it needs, and what the second one is told."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken
from skolespor.notices.models import Notice
from skolespor.tracks.actions import making, measuring, moving, telling, working
from skolespor.tracks.models import Move, Proof, Track
from skolespor.tracks.queries.choices import criteria, focus_limit
from skolespor.tracks.states import AGREED, ANCHORED, DRAFT, EVALUATED, RUNNING, STOPPED

ALL = [id for id, _label in criteria()]


def state_of(track):
    return Track.objects.get(pk=track.pk).state


@pytest.fixture
def evaluated(running, lead_trine):
    """Makes one that has been looked at; with everything that fixed practice needs, or less."""

    def make(child_view="Børn siger, at de bliver hørt.", is_ready=True, **facts):
        track = running(**facts)
        telling.evaluate(
            track=track, worked="yes", done="x", seen="y", child_view=child_view, by=lead_trine
        )
        if is_ready:
            ready(track, lead_trine)
        return track

    return make


def ready(track, by):
    making.describe(
        track=track,
        procedure_text="Sådan gør vi.",
        procedure_link="",
        next_review=date(2027, 10, 1),
        seen=track.version,
        by=by,
    )
    working.add_meeting(
        track=track, on=date(2026, 12, 1), title="Ledermøde", looks_at="Tallet", by=by
    )
    measuring.set_measure(
        track=track,
        title="Antal samtaler",
        counts="other",
        unit="samtaler",
        definition="Alle",
        source="Skolerne",
        seen=0,
        by=by,
    )


# Agreed


def test_sc_45_each_focus_becomes_a_track_with_owner_deadline_and_sign(
    draft, lead_trine, schools_sven
):
    """At most three focus areas; each becomes a track, and none is agreed on without owner, deadline and
    sign, or a reason."""
    assert focus_limit() == 3
    themes = ("sr_child_voice", "sr_transitions", "sr_leadership")
    for theme in themes:
        track = draft(theme=theme, owner=schools_sven, focus="Barnets stemme")
        assert track.state == DRAFT
        moving.agree(track=track, by=lead_trine)
        assert (track.state, track.owner.user, track.deadline) == (
            AGREED,
            schools_sven,
            date(2027, 5, 1),
        )
        assert track.signs == "Børnene er spurgt"
    for facts in ({"owner": None}, {"deadline": None}, {"signs": ""}):
        short = draft(theme=themes[0], **{"owner": schools_sven} | facts)
        with pytest.raises(RuleBroken) as broken:
            moving.agree(track=short, by=lead_trine)
        assert broken.value.code == "track.incomplete"
        assert state_of(short) == DRAFT


def test_what_is_missing_may_be_replaced_by_a_reason_that_stands_on_the_track(draft, lead_trine):
    track = draft(owner=None)
    moving.agree(track=track, reason="Ejeren begynder i maj.", by=lead_trine)
    track.refresh_from_db()
    assert (track.state, track.missing_reason) == (AGREED, "Ejeren begynder i maj.")
    assert track.agreed_on == date(2026, 10, 5)


def test_the_database_too_asks_for_a_reason(agreed):
    track = agreed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Track.objects.filter(pk=track.pk).update(deadline=None)


def test_an_owner_whose_job_has_ended_is_none(draft, lead_trine, schools_sven):
    track = draft(owner=schools_sven)
    schools_sven.jobs.update(until=date(2026, 10, 4))
    with pytest.raises(RuleBroken) as broken:
        moving.agree(track=track, by=lead_trine)
    assert "en ejer, der arbejder i kommunen i dag" in broken.value.message


# Under way and looked at


def test_a_track_goes_the_whole_way_and_the_history_says_who_and_when(evaluated, lead_trine):
    track = evaluated()
    moving.anchor(track=track, criteria=ALL, by=lead_trine)
    assert state_of(track) == ANCHORED
    steps = [(one.step, one.target, one.by) for one in Move.objects.order_by("pk")]
    assert steps == [
        ("agree", AGREED, lead_trine),
        ("start", RUNNING, lead_trine),
        ("evaluate", EVALUATED, lead_trine),
        ("anchor", ANCHORED, lead_trine),
    ]
    proofs = dict(Proof.objects.values_list("criterion", "words"))
    assert proofs == {
        "fc_procedure": "Sådan gør vi.",
        "fc_calendar": "01-12-2026",
        "fc_owner_line": "Sven Skov, Skoleforvaltning",
        "fc_measure": "Antal samtaler",
        "fc_child_view": "Børn siger, at de bliver hørt.",
        "fc_next_review": "01-10-2027",
    }
    kinds = Entry.objects.filter(kind="tracks.moved").order_by("pk")
    assert [one.data["step"] for one in kinds] == ["agree", "start", "evaluate", "anchor"]


def test_no_track_is_looked_at_without_an_evaluation(running, lead_trine):
    track = running()
    with pytest.raises(RuleBroken) as broken:
        moving.evaluate(track=track, by=lead_trine)
    assert broken.value.code == "track.not_evaluated"
    assert state_of(track) == RUNNING


def test_an_old_evaluation_does_not_count_when_the_track_is_taken_up_again(
    evaluated, lead_trine, time_machine
):
    track = evaluated()
    time_machine.move_to("2026-11-05 10:00")
    moving.resume(track=track, why="Det holdt ikke.", by=lead_trine)
    with pytest.raises(RuleBroken):
        moving.evaluate(track=track, by=lead_trine)
    assert state_of(track) == RUNNING


def test_fixed_practice_needs_every_criterion_or_a_reason(evaluated, lead_trine):
    track = evaluated(child_view="", is_ready=False)
    with pytest.raises(RuleBroken) as broken:
        moving.anchor(track=track, criteria=["fc_child_view"], by=lead_trine)
    assert broken.value.code == "track.not_proved"
    with pytest.raises(RuleBroken) as broken:
        moving.anchor(track=track, criteria=["fc_owner_line"], by=lead_trine)
    assert broken.value.code == "track.not_formalised"
    assert state_of(track) == EVALUATED
    moving.anchor(
        track=track, criteria=["fc_owner_line"], reason="Resten kommer i maj.", by=lead_trine
    )
    assert (state_of(track), Proof.objects.count()) == (ANCHORED, 1)
    assert Move.objects.latest("pk").why == "Resten kommer i maj."


def test_the_tovholder_alone_is_no_owner_of_fixed_practice(evaluated, lead_trine):
    track = evaluated(owner=lead_trine)
    with pytest.raises(RuleBroken) as broken:
        moving.anchor(track=track, criteria=ALL, by=lead_trine)
    assert "Vælg en leder i linjen som ejer." in broken.value.message


@pytest.mark.parametrize("leader", ["schools_sven", "leader_lis", "home_helle", "head_hans"])
def test_leaders_of_all_three_lines_may_own_it(leader, request, evaluated, lead_trine):
    track = evaluated(owner=request.getfixturevalue(leader))
    moving.anchor(track=track, criteria=ALL, by=lead_trine)
    assert state_of(track) == ANCHORED


def test_it_may_stop_and_says_why_and_nothing_more_is_written(running, lead_trine, schools_sven):
    track = running()
    with pytest.raises(RuleBroken):
        moving.stop(track=track, why=" ", by=lead_trine)
    moving.stop(track=track, why="Vi gør noget andet.", by=lead_trine)
    assert state_of(track) == STOPPED
    with pytest.raises(RuleBroken) as broken:
        working.add_step(track=track, text="x", who="y", due_on=date(2027, 1, 1), by=schools_sven)
    assert broken.value.code == "track.is_over"
    with pytest.raises(RuleBroken):
        moving.resume(track=track, why="Alligevel, jo.", by=lead_trine)


# Too late


def test_the_second_who_takes_a_step_is_told_who_was_first(
    agreed, lead_trine, director_dan, time_machine
):
    track = agreed()
    seen_by_dan = Track.objects.get(pk=track.pk)
    moving.start(track=track, by=lead_trine)
    with pytest.raises(RuleBroken) as broken:
        moving.start(track=seen_by_dan, by=director_dan)
    assert broken.value.code == "track.too_late"
    assert broken.value.message == (
        "Det nåede du ikke: Sporet er nu »I gang«. Trine Tofte flyttede det 05-10-2026."
    )
    assert Move.objects.filter(step="start").count() == 1


@pytest.mark.parametrize("step", ["agree", "anchor", "evaluate"])
def test_every_step_is_refused_from_another_state(step, agreed, lead_trine):
    track = agreed()
    given = {"anchor": {"criteria": []}}.get(step, {})
    with pytest.raises(RuleBroken):
        getattr(moving, step)(track=track, by=lead_trine, **given)
    assert state_of(track) == AGREED


def test_a_step_is_decided_today_or_before_and_in_order(agreed, lead_trine):
    track = agreed(on=date(2026, 9, 1))
    for day in (date(2026, 10, 6), date(2026, 8, 31)):
        with pytest.raises(RuleBroken):
            moving.start(track=track, on=day, by=lead_trine)
    moving.start(track=track, on=date(2026, 9, 1), by=lead_trine)
    assert Move.objects.latest("pk").on == date(2026, 9, 1)


# Proposals


def test_the_owner_proposes_and_those_who_lead_decide(
    running, schools_sven, lead_trine, director_dan
):
    track = running()
    moving.propose(track=track, step="stop", why="Det virker ikke her.", by=schools_sven)
    told = Notice.objects.filter(kind="tracks.step_proposed")
    assert {one.user for one in told} == {lead_trine, director_dan}
    with pytest.raises(RuleBroken) as broken:
        moving.propose(track=track, step="stop", why="Hører I efter?", by=schools_sven)
    assert broken.value.code == "track.proposed"
    moving.stop(track=track, why="Ejeren foreslår det.", by=lead_trine)
    assert not track.proposals.filter(answered_at=None).exists()


def test_a_proposal_may_be_declined_and_another_one_made(running, schools_sven, lead_trine):
    track = running()
    moving.propose(track=track, step="stop", why="Det virker ikke her.", by=schools_sven)
    for _n in range(2):
        moving.decline(track=track, by=lead_trine)
    assert Entry.objects.filter(kind="tracks.declined").count() == 1
    moving.propose(track=track, step="stop", why="Stadig ikke.", by=schools_sven)
    assert state_of(track) == RUNNING


def test_a_step_that_cannot_be_taken_cannot_be_proposed(running, schools_sven):
    with pytest.raises(RuleBroken) as broken:
        moving.propose(track=running(), step="agree", why="Lad os det.", by=schools_sven)
    assert broken.value.code == "track.too_late"


def test_the_owners_evaluation_is_a_proposal(running, schools_sven, lead_trine):
    track = running()
    words = {"worked": "partly", "done": "x", "seen": "y", "child_view": ""}
    telling.evaluate(track=track, by=schools_sven, **words)
    assert state_of(track) == RUNNING
    assert track.proposals.get().step == "evaluate"
    telling.evaluate(track=track, by=schools_sven, **words)
    assert track.evaluations.count() == 2
    moving.evaluate(track=track, by=lead_trine)
    assert state_of(track) == EVALUATED


# Who


STEPS = {
    "agree": {},
    "start": {},
    "evaluate": {},
    "anchor": {"criteria": []},
    "resume": {"why": "Fordi vi vil."},
    "stop": {"why": "Fordi vi vil."},
    "decline": {},
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", ["lead_erna", "schools_sven", "group_gerda", "adviser_rikke"])
def test_only_those_who_lead_this_municipality_take_a_step(step, who, request, agreed):
    track = agreed()
    with pytest.raises(PermissionDenied):
        getattr(moving, step)(track=track, by=request.getfixturevalue(who), **STEPS[step])
    assert state_of(track) == AGREED


@pytest.mark.parametrize("who", ["lead_erna", "lead_trine", "group_gerda", "leader_lis"])
def test_only_the_owner_proposes(who, request, agreed):
    with pytest.raises(PermissionDenied):
        moving.propose(
            track=agreed(), step="stop", why="Fordi vi vil.", by=request.getfixturevalue(who)
        )
