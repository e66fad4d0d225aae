"""What waits for whom, and who is told at night."""

from datetime import date

import pytest

from skolespor.accounts.models import LocalRule
from skolespor.audit.models import Entry
from skolespor.core.models import OutboxMail
from skolespor.notices.models import Notice
from skolespor.tracks.actions import moving, telling
from skolespor.tracks.actions.night import tell_about_tracks
from skolespor.tracks.queries import waiting
from skolespor.tracks.queries.track import standing_of
from skolespor.tracks.rules.rhythm import RULE

JUNE = date(2026, 6, 1)


def titles(found):
    return [one.track.title for one in found]


def kinds(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def test_the_owner_owes_a_status_three_months_after_the_agreement(
    running, schools_sven, time_machine
):
    track = running(on=date(2026, 7, 5))
    assert standing_of(track).due == date(2026, 10, 5)
    assert titles(waiting.status_due(reader=schools_sven)) == [track.title]
    time_machine.move_to("2026-10-04 10:00")
    assert waiting.status_due(reader=schools_sven) == []


def test_a_status_moves_the_next_one(running, schools_sven):
    track = running(on=JUNE)
    telling.write_status(track=track, going="well", done="a", seen="b", next="c", by=schools_sven)
    assert standing_of(track).due == date(2027, 1, 5)
    assert waiting.status_due(reader=schools_sven) == []


def test_a_municipality_has_its_own_rhythm(running, solvang, admin_inge):
    track = running(on=JUNE)
    LocalRule.objects.create(
        municipality=solvang, rule=RULE, n=6, valid_from=date(2026, 10, 1), set_by=admin_inge
    )
    assert standing_of(track).due == date(2026, 12, 1)


def test_it_waits_for_those_who_lead_after_fourteen_days(
    running, lead_trine, lead_erna, group_gerda, time_machine
):
    track = running(on=date(2026, 6, 21))
    assert titles(waiting.status_late(reader=lead_trine)) == [track.title]
    for other in (lead_erna, group_gerda):
        assert waiting.status_late(reader=other) == []
    time_machine.move_to("2026-10-04 10:00")
    assert waiting.status_late(reader=lead_trine) == []


def test_nobody_waits_for_a_draft_or_for_what_has_stopped(draft, running, lead_trine, schools_sven):
    draft(owner=schools_sven)
    moving.stop(track=running(on=JUNE), why="Vi gør noget andet.", by=lead_trine)
    assert waiting.status_due(reader=schools_sven) == []
    assert waiting.status_late(reader=lead_trine) == []


@pytest.mark.parametrize(
    "ends",
    [{"until": date(2026, 10, 4)}, {"until": date(2026, 10, 5), "closed_at": "2026-10-05T08:00Z"}],
)
def test_a_track_whose_owner_has_gone_has_nobody(ends, running, lead_trine, schools_sven):
    track = running()
    schools_sven.jobs.update(**ends)
    standing = waiting.without_owner(reader=lead_trine)[0]
    assert (standing.track, standing.owner, standing.had.user) == (track, None, schools_sven)
    assert waiting.status_due(reader=schools_sven) == []


def test_proposals_wait_for_those_who_lead(running, lead_trine, lead_erna, schools_sven):
    track = running()
    moving.propose(track=track, step="stop", why="Det virker ikke.", by=schools_sven)
    assert [one.track for one in waiting.proposals(reader=lead_trine)] == [track]
    assert waiting.proposals(reader=lead_erna) == []


# The night


def test_the_owner_is_told_on_the_day_and_those_who_lead_14_days_later(
    running, schools_sven, lead_trine, director_dan, lead_erna
):
    running(on=date(2026, 7, 5), title="Et spor med et navn")
    Notice.objects.all().delete()
    tell_about_tracks(today=date(2026, 9, 27))
    assert not Notice.objects.exists()
    for day in (28, 29):
        tell_about_tracks(today=date(2026, 9, day))
    assert kinds(schools_sven) == ["tracks.status_soon"]
    tell_about_tracks(today=date(2026, 10, 5))
    assert kinds(schools_sven) == ["tracks.status_soon", "tracks.status_due"]
    tell_about_tracks(today=date(2026, 10, 18))
    assert kinds(lead_trine) == []
    tell_about_tracks(today=date(2026, 10, 19))
    assert kinds(lead_trine) == kinds(director_dan) == ["tracks.status_late"]
    assert kinds(lead_erna) == []
    mails = "".join(mail.body + mail.subject for mail in OutboxMail.objects.all())
    assert "Et spor" not in mails


def test_twice_the_same_night_changes_nothing(running, schools_sven, lead_trine):
    running(on=JUNE)
    tell_about_tracks(today=date(2026, 10, 5))
    before = [list(model.objects.values()) for model in (Notice, OutboxMail, Entry)]
    tell_about_tracks(today=date(2026, 10, 5))
    assert [list(model.objects.values()) for model in (Notice, OutboxMail, Entry)] == before


def test_those_who_lead_are_told_at_once_when_nobody_has_the_ball(
    running, schools_sven, lead_trine
):
    running()
    schools_sven.jobs.update(until=date(2026, 10, 4))
    for day in (5, 5, 6):
        tell_about_tracks(today=date(2026, 10, day))
    assert kinds(lead_trine) == ["tracks.without_owner"]


@pytest.mark.long
def test_every_question_costs_the_same_for_one_and_thirty(
    running, schools_sven, lead_trine, count_queries
):
    asked = (
        lambda: waiting.status_due(reader=schools_sven),
        lambda: waiting.status_late(reader=lead_trine),
        lambda: waiting.without_owner(reader=lead_trine),
        lambda: waiting.proposals(reader=lead_trine),
    )
    one_more(running, schools_sven)
    first = [count_queries(ask) for ask in asked]
    for _n in range(29):
        one_more(running, schools_sven)
    assert [count_queries(ask) for ask in asked] == first
    assert len(waiting.status_late(reader=lead_trine)) == 30


def one_more(running, by):
    track = running(on=date(2026, 2, 1))
    words = {"going": "well", "done": "a", "seen": "b", "next": "c"}
    telling.write_status(track=track, on=date(2026, 3, 1), by=by, **words)
    moving.propose(track=track, step="stop", why="Det virker ikke.", by=by)
