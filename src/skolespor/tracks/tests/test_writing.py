"""What is written on a track: by whom, at the same time as others, and never about a child."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken
from skolespor.core.models import OutboxMail
from skolespor.core.versions import EditedMeanwhile
from skolespor.notices.models import Notice
from skolespor.tracks.actions import making, measuring, telling, working
from skolespor.tracks.actions.making import Plan
from skolespor.tracks.models import Track, TrackStep

SOON = date(2026, 12, 1)


def plan(**facts):
    return Plan(**{"title": "Noget nyt", "why": "Fordi vi vil."} | facts)


def kinds():
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


# Beginning


def test_a_draft_needs_only_what_and_why(solvang, lead_trine):
    track = making.create(municipality=solvang, plan=plan(), by=lead_trine)
    assert (track.state, track.begun_on, track.created_by) == (
        "at_draft",
        date(2026, 10, 5),
        lead_trine,
    )
    assert kinds() == ["tracks.created"]


def test_a_statement_brings_its_theme(solvang, lead_trine):
    track = making.create(municipality=solvang, plan=plan(statement="sr_6_3"), by=lead_trine)
    assert track.theme == "sr_child_voice"


@pytest.mark.parametrize(
    "facts",
    [
        {"theme": "sr_unknown"},
        {"statement": "sr_99_9"},
        {"theme": "sr_transitions", "statement": "sr_6_3"},
        {"deadline": date(2026, 10, 4)},
    ],
)
def test_what_the_content_does_not_know_is_refused(facts, solvang, lead_trine):
    with pytest.raises(RuleBroken):
        making.create(municipality=solvang, plan=plan(**facts), by=lead_trine)
    assert not Track.objects.exists()


def test_the_owner_is_told_without_a_word_of_the_track(draft, schools_sven, lead_trine):
    draft(owner=schools_sven, title="Et hemmeligt spor")
    assert [one.kind for one in Notice.objects.filter(user=schools_sven)] == ["tracks.made_owner"]
    assert not any("hemmeligt" in mail.body + mail.subject for mail in OutboxMail.objects.all())
    draft(owner=lead_trine)
    assert not Notice.objects.filter(user=lead_trine).exists()


@pytest.mark.parametrize("who", ["lead_erna", "teacher_tim", "worker_wilma", "adviser_rikke"])
def test_nobody_owns_it_who_cannot_see_it(who, request, solvang, lead_trine):
    job = request.getfixturevalue(who).jobs.get()
    with pytest.raises(PermissionDenied):
        making.create(municipality=solvang, plan=plan(owner=job), by=lead_trine)


# Putting right


def test_whoever_saves_second_is_shown_both(draft, lead_trine, director_dan):
    track = draft()
    seen = track.version
    making.edit(track=track, plan=plan(title="Den ene"), seen=seen, by=lead_trine)
    with pytest.raises(EditedMeanwhile) as meanwhile:
        making.edit(track=track, plan=plan(title="Den anden"), seen=seen, by=director_dan)
    assert meanwhile.value.current.title == "Den ene"
    assert Track.objects.get().title == "Den ene"


def test_what_is_agreed_stays_complete_or_says_why(agreed, lead_trine, schools_sven):
    track = agreed()
    kept = {"owner": schools_sven.jobs.get(), "deadline": SOON}
    with pytest.raises(RuleBroken) as broken:
        making.edit(track=track, plan=plan(**kept), seen=track.version, by=lead_trine)
    assert broken.value.field == "missing_reason"
    making.edit(
        track=track,
        plan=plan(**kept, missing_reason="Tegnet finder vi i maj."),
        seen=track.version,
        by=lead_trine,
    )
    assert Track.objects.get().missing_reason == "Tegnet finder vi i maj."


def test_an_owner_who_has_left_may_stay_while_other_words_are_put_right(
    agreed, lead_trine, schools_sven
):
    track = agreed()
    job = schools_sven.jobs.get()
    schools_sven.jobs.update(until=date(2026, 10, 4))
    job.refresh_from_db()
    words = plan(owner=job, deadline=SOON, signs="x", missing_reason="Ny ejer kommer i maj.")
    making.edit(track=track, plan=words, seen=track.version, by=lead_trine)
    assert Track.objects.get().title == "Noget nyt"


def test_an_old_deadline_may_stay(draft, lead_trine, time_machine):
    track = draft(deadline=date(2026, 10, 20))
    time_machine.move_to("2026-11-05 10:00")
    same = plan(deadline=date(2026, 10, 20))
    making.edit(track=track, plan=same, seen=track.version, by=lead_trine)
    with pytest.raises(RuleBroken):
        other = plan(deadline=date(2026, 10, 21))
        making.edit(track=track, plan=other, seen=track.version, by=lead_trine)


def test_the_practice_is_described_with_an_ordinary_link(running, schools_sven):
    track = running()
    given = {"procedure_text": "Sådan gør vi.", "next_review": SOON, "by": schools_sven}
    with pytest.raises(RuleBroken):
        making.describe(track=track, procedure_link="javascript:x", seen=track.version, **given)
    link = "https://solvang.example/praksis"
    seen = track.version
    making.describe(track=track, procedure_link=link, seen=seen, **given)
    assert Track.objects.get().procedure_link == link
    with pytest.raises(EditedMeanwhile):
        making.describe(track=track, procedure_link="", seen=seen, **given)


# No child


def writes(track, text, step, **more):
    """Every action that takes free text, with the text in it."""
    status = {"going": "well", "done": text, "seen": "x", "next": "x"}
    judged = {"worked": "yes", "done": "x", "seen": "x", "child_view": text}
    measure = {"title": "x", "counts": "other", "unit": "x", "source": "x", "seen": 0}
    described = {"procedure_link": "", "next_review": None, "seen": track.version}
    edited = {"owner": track.owner, "deadline": SOON, "signs": text}
    return [
        lambda by: making.edit(track=track, plan=plan(**edited), seen=track.version, by=by, **more),
        lambda by: making.describe(track=track, procedure_text=text, by=by, **described, **more),
        lambda by: working.add_step(track=track, text=text, who="x", due_on=SOON, by=by, **more),
        lambda by: working.edit_step(
            step=step, text="x", who=text, due_on=SOON, seen=step.version, by=by, **more
        ),
        lambda by: working.add_partner(track=track, line="school", name=text, by=by, **more),
        lambda by: working.add_meeting(
            track=track, on=SOON, title="x", looks_at=text, by=by, **more
        ),
        lambda by: measuring.set_measure(track=track, definition=text, by=by, **measure, **more),
        lambda by: telling.write_status(track=track, by=by, **status, **more),
        lambda by: telling.evaluate(track=track, by=by, **judged, **more),
    ]


@pytest.fixture
def step(running, lead_trine):
    track = running()
    return working.add_step(track=track, text="x", who="y", due_on=SOON, by=lead_trine)


@pytest.mark.parametrize("number", range(9))
def test_no_text_holds_a_number_or_a_name_that_nobody_has_answered_for(number, step, lead_trine):
    track = step.track
    before = Entry.objects.count()
    for text, code in (("Barnet med 010113-1234", "text.cpr"), ("Vi hjælper Emil", "text.name")):
        with pytest.raises(RuleBroken) as broken:
            writes(track, text, step)[number](lead_trine)
        assert broken.value.code == code
    assert Entry.objects.count() == before


@pytest.mark.parametrize("number", range(9))
def test_what_is_confirmed_is_logged_as_a_number_never_as_a_word(number, step, lead_trine):
    writes(step.track, "Vi spørger Emilie", step, not_a_child=True)[number](lead_trine)
    confirmed = Entry.objects.get(kind="tracks.names_confirmed")
    assert confirmed.data == {"count": 1}
    assert not any("Emilie" in str(one.data) for one in Entry.objects.all())


def test_a_new_track_too_and_names_of_the_municipality_are_not_asked_about(
    solvang, lead_trine, schools_sven, engskolen
):
    with pytest.raises(RuleBroken):
        making.create(municipality=solvang, plan=plan(focus="Hjælp til Emil"), by=lead_trine)
    words = plan(why="Vi aftaler det med Sven Skov på Engskolen.")
    assert making.create(municipality=solvang, plan=words, by=lead_trine)


# Steps, partners and meetings


def test_a_step_is_ticked_once_and_the_tick_can_be_undone(step, schools_sven, lead_trine):
    working.tick(step=step, by=schools_sven)
    working.tick(step=step, by=lead_trine)
    done = TrackStep.objects.get()
    assert (done.done_on, done.done_by) == (date(2026, 10, 5), schools_sven)
    for _n in range(2):
        working.untick(step=step, by=schools_sven)
    assert TrackStep.objects.get().done_on is None
    assert kinds().count("tracks.step_done") == kinds().count("tracks.step_undone") == 1


def test_a_step_is_not_done_tomorrow(step, schools_sven):
    with pytest.raises(RuleBroken):
        working.tick(step=step, on=date(2026, 10, 6), by=schools_sven)


def test_a_step_that_somebody_else_has_changed_is_shown(step, schools_sven, lead_trine):
    given = {"who": "y", "due_on": SOON, "seen": step.version}
    working.edit_step(step=step, text="Den ene", by=schools_sven, **given)
    with pytest.raises(EditedMeanwhile):
        working.edit_step(step=step, text="Den ene", by=lead_trine, **given)
    assert TrackStep.objects.get().text == "Den ene"


def test_what_is_removed_is_gone_once(step, schools_sven):
    track = step.track
    partner = working.add_partner(track=track, line="authority", name="Teamet", by=schools_sven)
    meeting = working.add_meeting(
        track=track, on=SOON, title="Møde", looks_at="Alt", by=schools_sven
    )
    for _n in range(2):
        working.remove_step(step=step, by=schools_sven)
        working.remove_partner(partner=partner, by=schools_sven)
        working.remove_meeting(meeting=meeting, by=schools_sven)
    for kind in ("step", "partner", "meeting"):
        assert kinds().count(f"tracks.{kind}_removed") == 1


# Status


def test_status_answers_the_day_that_was_due(running, schools_sven, time_machine):
    track = running(on=date(2026, 6, 1))
    status = telling.write_status(
        track=track, going="slowly", done="a", seen="b", next="c", by=schools_sven
    )
    assert (status.due_on, status.on) == (date(2026, 9, 1), date(2026, 10, 5))


def test_no_status_on_a_draft_and_none_of_tomorrow(draft, running, lead_trine):
    words = {"going": "well", "done": "a", "seen": "b", "next": "c", "by": lead_trine}
    with pytest.raises(RuleBroken):
        telling.write_status(track=draft(), **words)
    with pytest.raises(RuleBroken):
        telling.write_status(track=running(), on=date(2026, 10, 6), **words)


# Who


@pytest.mark.parametrize("number", range(9))
@pytest.mark.parametrize("who", ["lead_erna", "group_gerda", "leader_lis", "adviser_rikke"])
def test_others_than_the_owner_and_those_who_lead_write_nothing(number, who, request, step):
    with pytest.raises(PermissionDenied):
        writes(step.track, "x", step)[number](request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["lead_erna", "schools_sven", "group_gerda"])
def test_only_those_who_lead_begin_a_track(who, request, solvang):
    with pytest.raises(PermissionDenied):
        making.create(municipality=solvang, plan=plan(), by=request.getfixturevalue(who))


def test_the_owner_stops_writing_when_the_job_ends(step, schools_sven):
    schools_sven.jobs.update(until=date(2026, 10, 4))
    with pytest.raises(PermissionDenied):
        working.tick(step=step, by=schools_sven)


def test_the_owner_does_not_change_what_was_agreed(step, schools_sven):
    with pytest.raises(PermissionDenied):
        making.edit(track=step.track, plan=plan(), seen=step.track.version, by=schools_sven)
