"""Who opens the pages of tracks: those who work there read, the owner works, who leads decides."""

from datetime import date

import pytest

from skolespor.audit.models import Entry
from skolespor.tracks.models import Track
from skolespor.tracks.tests.pages import ALL, CREATE, INDEX, NEW, YEAR, text, to

READ = ("track",)
WORK = ("describe", "add_step", "add_partner", "add_meeting", "measure", "add_value", "status")
LEAD = ("edit", "stop")


@pytest.mark.parametrize("name", [*READ, *WORK, *LEAD, "evaluate", "propose"])
def test_strangers_find_nothing_and_readers_write_nothing(
    name, sign_in, client, lead_erna, group_gerda, teacher_tim, adviser_rikke, full
):
    track = full()
    address = to(name, track)
    assert sign_in(lead_erna).get(address).status_code == 404
    assert sign_in(lead_erna).post(address, {"x": ""}).status_code == 404
    reads = 200 if name in READ else 403
    assert sign_in(group_gerda).get(address).status_code == reads
    assert sign_in(teacher_tim).get(address).status_code == 403
    assert sign_in(adviser_rikke).get(address).status_code == 403
    assert client.get(address).status_code == 302
    assert Entry.objects.filter(kind="accounts.refused", by_id=lead_erna.pk).count() == 2


@pytest.mark.parametrize("name", LEAD)
def test_the_owner_does_not_lead(name, sign_in, schools_sven, full):
    assert sign_in(schools_sven).get(to(name, full())).status_code == 403


@pytest.mark.parametrize("name", WORK)
def test_the_owner_works(name, sign_in, schools_sven, full):
    assert sign_in(schools_sven).get(to(name, full())).status_code == 200


@pytest.mark.parametrize("address", [INDEX, ALL, YEAR, CREATE])
def test_the_board_is_for_those_with_a_part_in_the_work(
    address, sign_in, client, teacher_tim, worker_wilma, foster_freja, adviser_rikke
):
    for user in (teacher_tim, worker_wilma, foster_freja, adviser_rikke):
        assert sign_in(user).get(address).status_code == 403
    assert client.get(address).status_code == 302


def test_only_those_who_lead_begin_a_track(sign_in, group_gerda, schools_sven, lead_erna, solvang):
    for user in (group_gerda, schools_sven):
        assert sign_in(user).get(CREATE).status_code == 403
        assert sign_in(user).post(CREATE, NEW).status_code == 403
    erna = sign_in(lead_erna)
    assert erna.get(CREATE, {"kommune": solvang.pk}).status_code == 404
    assert not Track.objects.exists()


def test_nobody_sees_the_tracks_of_another_municipality(sign_in, lead_erna, full, solvang):
    full(title="Solvangs eget spor")
    erna = sign_in(lead_erna)
    for address in (INDEX, ALL, YEAR):
        for asked in ({}, {"kommune": solvang.pk}):
            assert "Solvangs eget spor" not in text(erna.get(address, asked))


def test_who_works_in_two_municipalities_chooses(sign_in, lead_trine, ellevang, full, today):
    full(title="Solvangs eget spor")
    lead_trine.jobs.create(
        organisation=ellevang, role=lead_trine.jobs.get().role, since=date(2026, 1, 1)
    )
    trine = sign_in(lead_trine)
    page = text(trine.get(INDEX))
    assert "Handlespor i Ellevang" in page
    assert "Solvangs eget spor" not in page
    other = Track.objects.get().municipality_id
    assert "Solvangs eget spor" in text(trine.get(INDEX, {"kommune": other}))
    trine.post(f"{CREATE}?kommune={ellevang.pk}", NEW)
    assert Track.objects.latest("pk").municipality == ellevang


def test_a_thing_of_another_track_is_not_found(sign_in, lead_trine, full):
    one, other = full(), full()
    step = other.steps.first()
    assert sign_in(lead_trine).post(to("tick", one, step.pk)).status_code == 404
    assert sign_in(lead_trine).get(to("edit_step", one, step.pk)).status_code == 404
