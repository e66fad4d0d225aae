"""Where the child lives and goes to school: asked, shown, and only then done."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.permissions import Permission
from skolespor.children.access import children_where
from skolespor.children.actions import spells
from skolespor.children.actions.corrections import correct
from skolespor.children.actions.facts import protect
from skolespor.children.models import Correction, Enrolment, NetworkSeat, Placement
from skolespor.children.tests.pages import address, typed, words
from tests.days import LAST_SUMMER

VIEW = Permission.CHILD_VIEW


@pytest.fixture
def wilma(sign_in, worker_wilma):
    """Wilma's browser."""
    return sign_in(worker_wilma)


@pytest.fixture
def to_dam(family_dam, today):
    """Maja moves to the family Dam today."""
    return {
        "organisation": family_dam.pk,
        "type": "foster_family_general",
        "since": typed(today),
        "legal_basis": "with_consent",
    }


@pytest.mark.parametrize("page", ["move", "enrol"])
@pytest.mark.parametrize("day", ["01-01-0001", "31-12-9999"])
def test_a_day_that_cannot_be_is_asked_again(wilma, maja, to_dam, engskolen, page, day):
    school = Enrolment.objects.get()
    facts = to_dam | {"school": engskolen.pk, "leaving": school.pk, "end_cause": "moved"}
    assert "Skriv datoen som" in words(wilma.post(address(page, maja), facts | {"since": day}))


# A new place


def test_move_is_shown_before_it_is_done(wilma, maja, foster_freja, teacher_tim, to_dam, today):
    page = words(wilma.post(address("move", maja), to_dam))
    assert f"Familien Dam får en plads fra {typed(today)}. Plejeforældrene kan se siden." in page
    assert f"Familien Bo: pladsen slutter {typed(today)}" in page
    assert f"Freja Bo, Plejeforælder: kan se siden til og med {typed(today)}" in page
    assert "Lindeskolen: ingen ændring" in page
    assert "Tim Toft, Kontakt" not in page
    assert maja.placements.get().until is None


def test_move_asks_about_the_school(wilma, maja, to_dam):
    page = words(wilma.post(address("move", maja), to_dam))
    assert "Når Maja er flyttet: Går Maja stadig på Lindeskolen? Skolen ændres ikke her." in page
    assert f'href="{address("enrol", maja)}"' in page


def test_confirmed_move_is_done_as_it_was_shown(
    wilma, maja, foster_freja, family_bo, family_dam, to_dam, today, tomorrow, seat_of
):
    answer = wilma.post(address("move", maja), to_dam | {"confirmed": "yes"}, follow=True)
    assert "Flytningen er gemt." in words(answer)
    old, new = maja.placements.order_by("pk")
    assert (old.until, old.end_reason) == (today, "moved_to_other_place")
    assert (new.organisation, new.since, new.until) == (family_dam, today, None)
    assert (new.municipality.name, new.address) == ("Solvang", "Damvej 2")
    assert seat_of(maja, family_bo).until == today
    assert seat_of(maja, family_dam).until is None


def test_second_press_moves_nobody_twice(wilma, maja, to_dam):
    wilma.post(address("move", maja), to_dam | {"confirmed": "yes"})
    page = words(wilma.post(address("move", maja), to_dam | {"confirmed": "yes"}))
    assert "Datoerne overlapper med et andet sted fra" in page
    assert maja.placements.count() == 2


def test_going_back_keeps_what_was_typed(wilma, maja, to_dam):
    page = words(wilma.post(address("move", maja), to_dam | {"edit": "yes"}))
    assert "<h1>Nyt sted at bo</h1>" in page
    assert '<option value="with_consent" selected>' in page
    assert maja.placements.count() == 1


def test_place_in_words_lets_nobody_in(wilma, maja, ellevang, to_dam):
    in_words = {"organisation": "", "place_name": "Hos moster Ida", "municipality": ellevang.pk}
    page = words(wilma.post(address("move", maja), to_dam | in_words))
    assert "Stedet er kun skrevet med ord. Ingen på stedet får adgang." in page
    wilma.post(address("move", maja), to_dam | in_words | {"confirmed": "yes"})
    new = maja.placements.get(until=None)
    assert (new.place_name, new.municipality) == ("Hos moster Ida", ellevang)
    assert not new.seats.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"organisation": ""}, "Vælg stedet, eller skriv, hvor barnet bor."),
        ({"place_name": "Et sted"}, "Du har både valgt et sted og skrevet et."),
        ({"since": "01-01-2020"}, "Datoerne overlapper med et andet sted fra 01-08-2025."),
        ({"since": "i morgen"}, "Skriv datoen som dd-mm-åååå."),
        ({"type": ""}, "Vælg slags sted."),
        ({"organisation": "4711"}, "Vælg en af mulighederne på listen."),
    ],
)
def test_refused_move_says_why_and_keeps_the_answers(wilma, maja, to_dam, wrong, said):
    page = words(wilma.post(address("move", maja), to_dam | wrong | {"confirmed": "yes"}))
    assert said in page
    assert '<option value="with_consent" selected>' in page
    assert maja.placements.get().until is None


def test_move_of_last_week_closes_at_once(wilma, maja, foster_freja, to_dam, today):
    sent = to_dam | {"since": typed(today - timedelta(days=7))}
    page = words(wilma.post(address("move", maja), sent))
    assert "Freja Bo, Plejeforælder: kan ikke se siden mere" in page
    wilma.post(address("move", maja), sent | {"confirmed": "yes"})
    assert maja not in children_where(foster_freja, VIEW)


def test_child_without_a_place_gets_one(wilma, maja, to_dam):
    maja.placements.update(until=LAST_SUMMER)
    wilma.post(address("move", maja), to_dam | {"confirmed": "yes"})
    assert maja.placements.get(until=None).organisation.name == "Familien Dam"


def test_coordinator_may_not_move(sign_in, coordinator_karen, maja):
    assert sign_in(coordinator_karen).get(address("move", maja)).status_code == 403


# Moving out


def test_moving_out_ends_the_places_seats_with_the_day(wilma, maja, foster_freja, today, seat_of):
    spell = maja.placements.get()
    sent = {"last_day": typed(today), "end_reason": "return_home"}
    page = words(wilma.post(address("end_placement", maja, spell.pk), sent))
    assert "Stedets adgang slutter, når dagen er slut." in page
    assert f"Freja Bo, Plejeforælder: kan se siden til og med {typed(today)}" in page
    wilma.post(address("end_placement", maja, spell.pk), sent | {"confirmed": "yes"})
    spell.refresh_from_db()
    assert (spell.until, spell.end_reason) == (today, "return_home")


def test_moving_out_twice_is_refused(wilma, maja, today):
    spell = maja.placements.get()
    sent = {"last_day": typed(today), "end_reason": "return_home", "confirmed": "yes"}
    wilma.post(address("end_placement", maja, spell.pk), sent)
    page = words(wilma.post(address("end_placement", maja, spell.pk), sent))
    assert "Det er allerede gjort af en anden." in page


# School


@pytest.fixture
def to_engskolen(engskolen, maja, today):
    """Maja begins at Engskolen today and stops at Lindeskolen."""
    return {
        "school": engskolen.pk,
        "grade": "4",
        "class_name": "4.A",
        "since": typed(today),
        "leaving": maja.enrolments.get().pk,
        "end_cause": "placement_change",
    }


def test_new_school_is_shown_before_it_is_written(
    wilma, maja, teacher_tim, to_engskolen, today, yesterday
):
    page = words(wilma.post(address("enrol", maja), to_engskolen))
    assert f"Engskolen får en plads fra {typed(today)}. Lederen sætter navn på de voksne." in page
    assert "Lindeskolen: pladsen lukkes nu" in page
    assert "Tim Toft, Kontaktlærer eller klasselærer: kan ikke se siden mere" in page
    assert maja.enrolments.count() == 1


def test_confirmed_school_is_written_and_the_old_one_ends(
    wilma, maja, to_engskolen, today, yesterday
):
    wilma.post(address("enrol", maja), to_engskolen | {"confirmed": "yes"})
    old, new = maja.enrolments.order_by("pk")
    assert (old.until, old.end_cause) == (yesterday, "placement_change")
    assert (new.school.name, new.grade, new.class_name) == ("Engskolen", 4, "4.A")


def test_second_press_enrols_nobody_twice(wilma, maja, to_engskolen):
    wilma.post(address("enrol", maja), to_engskolen | {"confirmed": "yes"})
    wilma.post(address("enrol", maja), to_engskolen | {"confirmed": "yes"})
    assert maja.enrolments.count() == 2


def test_two_schools_at_once_are_possible(wilma, maja, to_engskolen):
    both = to_engskolen | {"leaving": "both", "end_cause": "", "confirmed": "yes"}
    wilma.post(address("enrol", maja), both)
    assert maja.enrolments.filter(until=None).count() == 2


def test_it_must_be_said_whether_the_child_stops_and_why(wilma, maja, to_engskolen):
    page = words(wilma.post(address("enrol", maja), to_engskolen | {"leaving": ""}))
    assert "Vælg, om barnet stopper på den skole, det går på nu." in page
    page = words(wilma.post(address("enrol", maja), to_engskolen | {"end_cause": ""}))
    assert "Vælg, hvorfor barnet skifter skole." in page
    assert 'value="4.A"' in page


def test_child_without_a_school_is_not_asked_what_it_leaves(wilma, maja):
    maja.enrolments.update(until=LAST_SUMMER)
    assert "Stopper barnet" not in words(wilma.get(address("enrol", maja)))


def test_leaving_school_ends_its_seats(wilma, maja, teacher_tim, tomorrow):
    spell = maja.enrolments.get()
    sent = {"last_day": typed(tomorrow), "end_cause": "own_wish"}
    page = words(wilma.post(address("leave_school", maja, spell.pk), sent))
    assert f"kan se siden til og med {typed(tomorrow)}" in page
    wilma.post(address("leave_school", maja, spell.pk), sent | {"confirmed": "yes"})
    assert maja.enrolments.get().until == tomorrow
    assert NetworkSeat.objects.get(child=maja, enrolment=spell).until == tomorrow


# Corrections


@pytest.fixture
def as_it_stands(maja, family_bo):
    """What the page for correcting Maja's place begins with."""
    return {
        "organisation": family_bo.pk,
        "address": "Skovvej 7",
        "type": "foster_family_general",
        "since": "01-08-2025",
        "reason": "Det var den forkerte dag",
        "seen": maja.version,
    }


def test_correction_begins_with_what_stands(wilma, maja):
    page = words(wilma.get(address("correct_placement", maja, maja.placements.get().pk)))
    assert 'value="01-08-2025"' in page
    assert ">Familien Bo</option>" in page.split("selected", 2)[1]


def test_correction_keeps_what_stood_there_and_why(wilma, maja, as_it_stands):
    spell = maja.placements.get()
    sent = as_it_stands | {"since": "15-08-2025"}
    wilma.post(address("correct_placement", maja, spell.pk), sent)
    spell.refresh_from_db()
    kept = Correction.objects.get()
    assert spell.since == date(2025, 8, 15)
    assert kept.before["since"] == "2025-08-01"
    assert kept.reason == "Det var den forkerte dag"


def test_wrong_place_loses_its_seat_at_once_and_its_municipality(
    wilma, maja, foster_freja, as_it_stands, family_dam, solvang
):
    spell = maja.placements.get()
    sent = as_it_stands | {"organisation": family_dam.pk}
    wilma.post(address("correct_placement", maja, spell.pk), sent)
    spell.refresh_from_db()
    assert (spell.organisation, spell.municipality) == (family_dam, solvang)
    assert spell.address == "Damvej 2"
    assert maja not in children_where(foster_freja, VIEW)


def test_unchanged_answers_are_no_correction(wilma, maja, as_it_stands):
    wilma.post(address("correct_placement", maja, maja.placements.get().pk), as_it_stands)
    assert not Correction.objects.exists()


def test_correction_without_a_reason_keeps_the_answers(wilma, maja, as_it_stands):
    sent = as_it_stands | {"since": "15-08-2025", "reason": "Fejl"}
    page = words(wilma.post(address("correct_placement", maja, maja.placements.get().pk), sent))
    assert "Skriv hvorfor, med en sætning." in page
    assert 'value="15-08-2025"' in page


def test_place_corrected_to_words_needs_a_municipality(wilma, maja, as_it_stands):
    sent = as_it_stands | {"organisation": "", "place_name": "Hos moster Ida"}
    page = words(wilma.post(address("correct_placement", maja, maja.placements.get().pk), sent))
    assert "Vælg den kommune, stedet ligger i." in page
    assert 'value="Hos moster Ida"' in page


def test_coordinator_corrects_without_seeing_the_ground(sign_in, coordinator_karen, maja):
    spell = maja.placements.get()
    Placement.objects.update(legal_basis="without_consent", type="secure_unit")
    karen, url = sign_in(coordinator_karen), address("correct_placement", maja, spell.pk)
    page = words(karen.get(url))
    assert "Uden samtykke" not in page
    assert "Sikret institution" not in page
    sent = {"organisation": spell.organisation_id, "since": "02-08-2025", "address": "Skovvej 7"}
    karen.post(url, sent | {"reason": "Det var dagen efter", "seen": maja.version})
    spell.refresh_from_db()
    assert (spell.since, spell.legal_basis) == (date(2025, 8, 2), "without_consent")


def test_correction_does_not_undo_one_that_was_not_seen(wilma, maja, as_it_stands, worker_wilma):
    spell = maja.placements.get()
    url, hers = address("correct_placement", maja, spell.pk), {"since": "15-08-2025"}
    correct(spell=spell, address="Skovvej 9", reason="Det er nummer ni", by=worker_wilma)
    page = wilma.post(url, as_it_stands | hers)
    assert "Barnets forløb er ændret, siden du åbnede siden." in words(page)
    spell.refresh_from_db()
    assert (spell.address, spell.since) == ("Skovvej 9", date(2025, 8, 1))
    again = {"seen": page.context["form"]["seen"].value(), "address": "Skovvej 9"}
    wilma.post(url, as_it_stands | hers | again)
    spell.refresh_from_db()
    assert (spell.address, spell.since) == ("Skovvej 9", date(2025, 8, 15))


def test_school_is_corrected(wilma, maja, lindeskolen):
    spell = maja.enrolments.get()
    sent = {"school": lindeskolen.pk, "grade": "4", "class_name": "4.B", "since": "01-08-2025"}
    url = address("correct_enrolment", maja, spell.pk)
    wilma.post(url, sent | {"reason": "Det var det forkerte trin", "seen": maja.version})
    spell.refresh_from_db()
    assert (spell.grade, spell.class_name) == (4, "4.B")


def test_overlap_is_said_in_danish(wilma, maja, learns, lindeskolen):
    learns(maja, lindeskolen, since=date(2024, 1, 1), until=date(2024, 12, 31))
    spell = maja.enrolments.get(until=None)
    sent = {"school": lindeskolen.pk, "since": "01-06-2024", "seen": maja.version}
    page = words(
        wilma.post(
            address("correct_enrolment", maja, spell.pk), sent | {"reason": "Det var før sommer"}
        )
    )
    assert "Datoerne overlapper med en anden indskrivning på skolen fra 01-01-2024." in page


def test_withdrawn_school_says_who_is_out_and_closes_at_once(wilma, maja, teacher_tim):
    spell = maja.enrolments.get()
    url = address("withdraw_enrolment", maja, spell.pk)
    page = words(wilma.get(url))
    assert "Lindeskolen: pladsen lukkes nu" in page
    assert "Tim Toft, Kontaktlærer eller klasselærer: kan ikke se siden mere" in page
    wilma.post(url, {"reason": "Maja har aldrig gået der"})
    assert maja not in children_where(teacher_tim, VIEW)
    assert Enrolment.objects.get(pk=spell.pk).withdrawn_at is not None


def test_withdrawing_needs_a_reason(wilma, maja):
    url = address("withdraw_placement", maja, maja.placements.get().pk)
    assert "Skriv hvorfor, med en sætning." in words(wilma.post(url, {"reason": "nej"}))
    assert maja.placements.get().withdrawn_at is None


@pytest.mark.parametrize("page", ["end_placement", "correct_placement", "withdraw_placement"])
def test_another_childs_place_is_not_found(wilma, maja, emil, page):
    url = address(page, maja, emil.placements.get().pk)
    assert wilma.get(url).status_code == 404


@pytest.mark.parametrize("page", ["leave_school", "correct_enrolment", "withdraw_enrolment"])
def test_another_childs_school_is_not_found(wilma, maja, emil, page):
    url = address(page, maja, emil.enrolments.get().pk)
    assert wilma.get(url).status_code == 404


# A protected child


def test_new_home_of_a_protected_child_knows_nothing_by_itself(
    wilma, worker_wilma, maja, to_dam, family_dam
):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    page = words(wilma.post(address("move", maja), to_dam))
    assert "Barnet er beskyttet. Familien Dam ser ikke sted, skole og navne" in page
    wilma.post(address("move", maja), to_dam | {"confirmed": "yes"})
    assert not maja.exemptions.filter(organisation=family_dam).exists()


def test_nobody_acts_blindly_at_a_protected_child(
    sign_in, worker_wilma, coordinator_karen, maja, engskolen, today
):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    answer = sign_in(coordinator_karen).get(address("enrol", maja))
    assert answer.status_code == 403
    assert "Spørg barnets rådgiver." in words(answer)
    with pytest.raises(PermissionDenied):
        spells.enrol(child=maja, school=engskolen, since=today, by=coordinator_karen)


def test_nobody_lets_themselves_know(worker_wilma, worker_erik, sits, maja):
    sits(worker_erik, maja)
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    with pytest.raises(PermissionDenied):
        protect(child=maja, users=[], organisations=[], by=worker_erik)
