"""The pages of tracks: what they show, and what becomes of what one does on them."""

import re
from datetime import date

from skolespor.audit.models import Entry
from skolespor.core import drafts
from skolespor.tracks.actions import making, moving, telling
from skolespor.tracks.models import Track
from skolespor.tracks.tests.pages import ALL, CREATE, INDEX, NEW, STATUS, YEAR, text, to

# The board


def test_the_board_shows_each_state_with_its_tracks(sign_in, group_gerda, draft, full):
    draft(title="En kladde")
    full(title="Et spor, der er i gang")
    page = text(sign_in(group_gerda).get(INDEX))
    for words in (
        "Handlespor i Solvang",
        "Kladde (1)",
        "Aftalt (0)",
        "I gang (1)",
        "Stoppet (0)",
        "Et spor, der er i gang Mangler status siden 01-07-2026",
        "Bolden: Sven Skov",
        "Det går trægt",
    ):
        assert words in page
    assert "Nyt handlespor" not in page


def test_an_empty_board_says_what_to_do(sign_in, lead_trine, group_gerda):
    page = text(sign_in(lead_trine).get(INDEX))
    assert "Ingen handlespor endnu. Begynd med det, I er mest uenige om." in page
    assert "Skriv det første spor" in page
    assert "Skriv det første spor" not in text(sign_in(group_gerda).get(INDEX))
    for address, words in ((ALL, "Her er ingen spor"), (YEAR, "Der er ingen spor at vise")):
        assert words in text(sign_in(lead_trine).get(address))


def test_a_long_column_leads_to_the_list_and_many_at_once_are_asked_about(
    sign_in, lead_trine, running
):
    for number in range(10):
        running(title=f"Spor {number}")
    page = text(sign_in(lead_trine).get(INDEX))
    assert "og 2 til" in page
    assert "I har 10 spor på én gang." in page


def test_a_track_without_an_owner_says_so(sign_in, lead_trine, schools_sven, running):
    track = running()
    schools_sven.jobs.update(until=date(2026, 10, 4))
    trine = sign_in(lead_trine)
    assert "Ingen har bolden. Vælg en ny ejer." in text(trine.get(INDEX))
    page = text(trine.get(to("track", track)))
    assert "Ingen. Sven Skov arbejder her ikke mere." in page
    assert "Vælg en ny ejer" in page


def test_the_list_is_paged_and_shows_one_state(sign_in, lead_trine, draft, running):
    for number in range(31):
        draft(title=f"Kladde {number:02}")
    running(title="I gang nu")
    trine = sign_in(lead_trine)
    assert "I gang nu" in text(trine.get(ALL))
    assert "Kladde 00" in text(trine.get(ALL, {"side": 2}))
    page = text(trine.get(ALL, {"tilstand": "at_running"}))
    assert "I gang nu" in page
    assert "Kladde 05" not in page
    assert trine.get(ALL, {"tilstand": "x", "kommune": "y", "side": "z"}).status_code == 200


def test_the_year_is_a_picture_and_a_table(sign_in, group_gerda, full):
    full(title="Et spor")
    gerda = sign_in(group_gerda)
    answer = gerda.get(YEAR)
    page = text(answer)
    assert "juli 2026 til juni 2027" in page
    assert "01-11-2026 Et spor Skridt Skriv" in page
    assert "01-12-2026 Et spor Møde Møde: Tal" in page
    assert "01-05-2027 Et spor Frist" in page
    assert answer.content.decode().count('role="img"') == 2
    later = text(gerda.get(YEAR, {"fra": "2030-01"}))
    assert "Der er ingen skridt, møder eller frister i de måneder." in later
    assert gerda.get(YEAR, {"fra": "i går"}).status_code == 200


# One track


def test_the_page_shows_all_of_it_to_a_reader_without_anything_to_press(sign_in, group_gerda, full):
    track = full(theme="sr_child_voice", focus="Barnets stemme")
    page = text(sign_in(group_gerda).get(to("track", track)))
    for words in (
        "Sven Skov (Skoleforvaltning, skole)",
        "0 af 2 skridt er gjort.",
        "Børnene er spurgt",
        "færre end 5 børn",
        "62,5 procent",
        "Myndighed Ingen endnu",
        "Vi ser på: Tal",
        "Trine Tofte: fra »Aftalt« til »I gang«.",
    ):
        assert words in page
    for word in ("Gjort:", "Skriv status", "Ret sporet", "Stop sporet", "Fjern"):
        assert word not in page


def test_each_one_gets_what_they_came_to_do(sign_in, lead_trine, schools_sven, draft, full):
    track = full()
    owner = text(sign_in(schools_sven).get(to("track", track)))
    assert "Skriv status Evaluer sporet Foreslå et trin" in owner
    assert "Ret sporet" not in owner
    assert "Skriv status Evaluer sporet Ret sporet Stop sporet" in text(
        sign_in(lead_trine).get(to("track", track))
    )
    page = text(sign_in(lead_trine).get(to("track", draft())))
    assert "Aftal sporet Ret sporet Stop sporet" in page


def test_a_status_takes_one_form(sign_in, schools_sven, full):
    track, sven = full(), sign_in(schools_sven)
    assert "Det skrev I sidst, 01-04-2026" in text(sven.get(to("status", track)))
    page = text(sven.post(to("status", track), STATUS, follow=True))
    assert "Det er gemt." in page
    assert "Næste status er 05-01-2027." in page
    assert track.statuses.latest("pk").by == schools_sven


def test_a_name_is_asked_about_and_nothing_typed_is_lost(sign_in, schools_sven, full):
    track, sven = full(), sign_in(schools_sven)
    typed = STATUS | {"seen": "Det hjalp Emil"}
    assert "Det er ikke navnet på et barn" not in text(sven.get(to("status", track)))
    answer = sven.post(to("status", track), typed)
    assert "Det her ligner navne: »Emil«." in text(answer)
    assert "Det er ikke navnet på et barn" in text(answer)
    assert "Det hjalp Emil" in answer.content.decode()
    answer = sven.post(to("status", track), typed | {"not_a_child": "on"}, follow=True)
    assert "Det er gemt." in text(answer)
    assert Entry.objects.get(kind="tracks.names_confirmed").data == {"count": 1}


def test_a_draft_never_answers_whether_a_name_is_a_childs(sign_in, lead_trine, solvang):
    key = {"owner_id": lead_trine.pk, "form": "track-new", "subject": str(solvang.pk)}
    drafts.keep(**key, answers=NEW | {"not_a_child": "on"})
    html = sign_in(lead_trine).get(CREATE).content.decode()
    assert 'name="not_a_child"' not in html


def test_two_who_write_at_the_same_time_see_both_texts(sign_in, lead_trine, director_dan, draft):
    track = draft()
    first = NEW | {"title": "Den første titel", "version": track.version}
    sign_in(lead_trine).post(to("edit", track), first)
    second = NEW | {"title": "Den anden titel", "version": 1}
    dan = sign_in(director_dan)
    answer = dan.post(to("edit", track), second)
    assert answer.status_code == 409
    page = text(answer)
    assert "En anden har gemt imens" in page
    assert "Hvad vil vi ændre? Den første titel" in page
    assert "Hvad vil vi ændre? Den anden titel" in page
    assert "af Trine Tofte" in page
    together = second | {"version": Track.objects.get().version}
    dan.post(to("edit", track), together)
    assert Track.objects.get().title == "Den anden titel"


def test_a_draft_older_than_what_was_saved_shows_both(
    sign_in, lead_trine, director_dan, draft, time_machine
):
    track = draft()
    key = {"owner_id": lead_trine.pk, "form": "track-edit", "subject": str(track.pk)}
    drafts.keep(**key, answers=NEW | {"title": "Min kladde"})
    time_machine.move_to("2026-10-05 11:00")
    other = making.Plan(title="Dans ord", why="x")
    making.edit(track=track, plan=other, seen=1, by=director_dan, not_a_child=True)
    trine = sign_in(lead_trine)
    answer = trine.get(to("edit", track))
    assert "Du ser din kladde." in text(answer)
    assert "Min kladde" in answer.content.decode()
    version = re.search(r'name="version" value="(-?\d+)"', answer.content.decode())[1]
    sent = trine.post(to("edit", track), NEW | {"title": "Min kladde", "version": version})
    assert sent.status_code == 409
    assert "Dans ord" in text(sent)


def test_what_is_typed_is_kept_until_it_is_sent(sign_in, lead_trine, solvang):
    key = {"owner_id": lead_trine.pk, "form": "track-new", "subject": str(solvang.pk)}
    drafts.keep(**key, answers={"title": "Halvt skrevet"})
    trine = sign_in(lead_trine)
    assert "Halvt skrevet" in trine.get(CREATE).content.decode()
    trine.post(CREATE, NEW)
    assert drafts.waiting(**key) is None
    assert Track.objects.get().title == "Børnene bliver spurgt"


def test_a_new_track_begins_from_the_self_review(sign_in, lead_trine):
    trine = sign_in(lead_trine)
    answer = trine.get(CREATE, {"udsagn": "sr_6_3"})
    assert "Idéer til »Barnets stemme«" in text(answer)
    assert "Læringssamtale to gange om året" in text(answer)
    assert '<option value="sr_6_3" selected>' in answer.content.decode()
    assert "Idéer til" not in text(trine.get(CREATE, {"tema": "findes ikke", "kommune": "9"}))


def test_the_second_who_takes_a_step_reads_it_in_danish(sign_in, lead_trine, director_dan, agreed):
    track = agreed()
    trine, dan = sign_in(lead_trine), sign_in(director_dan)
    assert "Sæt sporet i gang?" in text(dan.get(to("start", track)))
    trine.post(to("start", track), {"x": ""})
    answer = dan.post(to("start", track), {"x": ""})
    assert "Det nåede du ikke: Sporet er nu »I gang«. Trine Tofte flyttede det" in text(answer)
    page = text(dan.get(to("start", track), follow=True))
    assert "Det kan ikke gøres nu: Sporet er »I gang«." in page


def test_agreeing_shows_what_is_missing(sign_in, lead_trine, draft):
    track, trine = draft(), sign_in(lead_trine)
    page = text(trine.get(to("agree", track)))
    assert "Hvorfor aftaler I sporet alligevel?" in page
    assert "Ejeren skriver status hver 3. måned." in page
    assert "Der mangler en ejer" in text(trine.post(to("agree", track), {"missing_reason": ""}))
    reason = {"missing_reason": "Hun begynder i maj."}
    assert "Sporet er aftalt." in text(trine.post(to("agree", track), reason, follow=True))


def test_fixed_practice_shows_what_proves_it_and_nothing_is_ticked_beforehand(
    sign_in, lead_trine, full
):
    track = full()
    telling.evaluate(
        track=track, worked="yes", done="x", seen="y", child_view="De siger det", by=lead_trine
    )
    trine = sign_in(lead_trine)
    answer = trine.get(to("anchor", track))
    page = text(answer)
    assert "Det viser det: 01-12-2026" in page
    assert "Mangler. Skriv beskrivelsen, link til den, eller læg den op som fil." in page
    assert "checked" not in answer.content.decode()
    ticked = {"criteria": ["fc_calendar"], "reason": "Resten kommer snart."}
    page = text(trine.post(to("anchor", track), ticked, follow=True))
    assert "Sporet er forankret." in page
    assert "Den ligger i en kalender eller et årshjul. 01-12-2026" in page


def test_a_step_is_ticked_and_unticked_with_one_press(sign_in, schools_sven, full):
    track, sven = full(), sign_in(schools_sven)
    step = track.steps.earliest("pk")
    assert "1 af 2 skridt er gjort." in text(sven.post(to("tick", track, step.pk), follow=True))
    assert "0 af 2 skridt er gjort." in text(sven.post(to("untick", track, step.pk), follow=True))
    assert sven.get(to("tick", track, step.pk)).status_code == 405


def test_what_is_removed_is_asked_about_first(sign_in, schools_sven, full):
    track, sven = full(), sign_in(schools_sven)
    for name, thing in (
        ("remove_step", track.steps.first()),
        ("remove_partner", track.partners.first()),
        ("remove_meeting", track.meetings.first()),
        ("withdraw_value", track.measures.get().values.first()),
    ):
        address = to(name, track, thing.pk)
        assert sven.get(address).status_code == 200
        assert sven.post(address, {"x": ""}).status_code == 302
        assert sven.get(address).status_code == 404


def test_a_stopped_track_is_read_and_not_written(sign_in, lead_trine, full):
    track = full()
    moving.stop(track=track, why="Vi gør noget andet.", by=lead_trine)
    trine = sign_in(lead_trine)
    page = text(trine.get(to("track", track)))
    assert "Vi gør noget andet." in page
    assert "Skriv et skridt" not in page
    assert "Der kan ikke skrives mere" in text(trine.get(to("edit", track), follow=True))
    late = trine.post(to("tick", track, track.steps.first().pk))
    assert late.status_code == 409
    assert "Der kan ikke skrives mere" in late.content.decode()


def test_the_owner_proposes_and_the_lead_answers_on_the_page(
    sign_in, lead_trine, schools_sven, full
):
    track, sven = full(), sign_in(schools_sven)
    sven.post(to("propose", track), {"step": "stop", "why": "Det virker ikke."})
    assert "Det venter på dem, der leder arbejdet." in text(sven.get(to("track", track)))
    trine = sign_in(lead_trine)
    page = text(trine.get(to("track", track)))
    assert "Forslag: Stop sporet Det virker ikke. Sven Skov Afvis forslaget" in page
    assert "Forslaget er afvist." in text(trine.post(to("decline", track), follow=True))
    assert trine.get(to("propose", track)).status_code == 302


def test_texts_of_any_length_and_kind_are_shown_as_text(sign_in, lead_trine, draft):
    track = draft(title="<script>alert(1)</script>")
    Track.objects.update(why="<b>fed</b>", procedure_link="javascript:alert(1)", signs="<i>x</i>")
    html = sign_in(lead_trine).get(to("track", track)).content.decode()
    assert "<script>alert" not in html
    assert "<b>fed" not in html
    assert 'href="javascript' not in html


def test_what_is_typed_before_fixed_practice_is_kept(sign_in, lead_trine, full):
    track = full()
    telling.evaluate(track=track, worked="yes", done="x", seen="y", child_view="", by=lead_trine)
    key = {"owner_id": lead_trine.pk, "form": "track-anchor", "subject": str(track.pk)}
    drafts.keep(**key, answers={"reason": "Halvt skrevet", "criteria": "fc_calendar"})
    answer = sign_in(lead_trine).get(to("anchor", track))
    assert "Halvt skrevet" in answer.content.decode()
    assert "checked" not in answer.content.decode()
