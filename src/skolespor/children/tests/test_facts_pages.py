"""Custody, protection, and the practical texts that nobody loses."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.children import access
from skolespor.children.actions.caseload import assign, hand_over
from skolespor.children.actions.facts import protect, save_note
from skolespor.children.models import Correction, Custody, PracticalNote
from skolespor.children.tests.pages import address, words
from skolespor.core import drafts
from skolespor.core.models import Draft

HEALTH = "health_for_school"


@pytest.fixture
def wilma(sign_in, worker_wilma):
    """Wilma's browser."""
    return sign_in(worker_wilma)


# Custody


@pytest.fixture
def majas_mother():
    return {
        "name": "Mie Ager",
        "relation": "mother",
        "is_shared": "on",
        "phone": "40 00 00 01",
        "source": "cpr",
        "since": "04-05-2016",
    }


def test_custody_is_recorded_and_stands_on_the_page(wilma, maja, majas_mother):
    page = words(wilma.post(address("record_custody", maja), majas_mother, follow=True))
    assert "Forældremyndigheden er skrevet ned." in page
    assert "Mie Ager" in page
    assert "Fælles forældremyndighed" in page
    assert "Kilde: CPR-registret" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "Skriv, hvem der har forældremyndigheden."),
        ({"since": "01-01-2099"}, "Datoen ligger i fremtiden."),
        ({"relation": ""}, "Vælg, hvad personen er for barnet."),
    ],
)
def test_refused_custody_says_why_and_keeps_the_answers(wilma, maja, majas_mother, typed, said):
    page = words(wilma.post(address("record_custody", maja), majas_mother | typed))
    assert said in page
    assert 'value="40 00 00 01"' in page
    assert not Custody.objects.exists()


def test_one_parent_never_reads_the_others_number(
    sign_in, wilma, mother_mie, maja, majas_mother, worker_wilma
):
    far = majas_mother | {"name": "Per Ager", "relation": "father", "phone": "40 00 00 99"}
    wilma.post(address("record_custody", maja), far)
    assert "40 00 00 99" in words(wilma.get(address("child", maja)))
    mies = words(sign_in(mother_mie).get(address("child", maja)))
    assert "Per Ager" in mies
    assert "40 00 00 99" not in mies


def test_custody_ends_and_with_it_the_access(wilma, mother_mie, maja, today):
    custody = Custody.objects.get()
    url = address("end_custody", maja, custody.pk)
    assert "Personens adgang til barnets side slutter" in words(wilma.get(url))
    wilma.post(url, {"last_day": today.strftime("%d-%m-%Y")})
    custody.refresh_from_db()
    assert custody.until == today
    assert maja.seats.get(user=mother_mie).until == today


def test_custody_of_another_child_is_not_found(wilma, mother_mie, maja, emil):
    Custody.objects.update(child=emil)
    url = address("end_custody", maja, Custody.objects.get().pk)
    assert wilma.get(url).status_code == 404


# Protection


def ticked(page):
    boxes = [part.split(">")[0] for part in page.split('<input type="checkbox"')[1:]]
    return {box.split('value="')[1].split('"')[0] for box in boxes if "checked" in box}


def test_protecting_begins_with_authority_and_home(
    wilma, maja, familieteamet, family_bo, teacher_tim, foster_freja, coordinator_karen
):
    page = words(wilma.get(address("protect", maja)))
    assert ticked(page) == {f"house-{familieteamet.pk}", f"house-{family_bo.pk}"}
    assert "Tim Toft, Kontaktlærer eller klasselærer" in page
    assert "Læringskoordinator: egen plads ved barnet" in page


def test_protecting_shows_who_can_and_who_cannot_before_it_is_done(
    wilma, maja, familieteamet, family_bo, teacher_tim, foster_freja, coordinator_karen
):
    chosen = {"knowing": [f"house-{familieteamet.pk}", f"house-{family_bo.pk}"]}
    page = words(wilma.post(address("protect", maja), chosen))
    assert "Freja Bo, Plejeforælder: ved stadig, hvor barnet er" in page
    assert "Wilma Winther, Børne- og ungerådgiver: ved stadig, hvor barnet er" in page
    assert "Karen Lange, Læringskoordinator: ser ikke sted, skole, klasse og navne" in page
    maja.refresh_from_db()
    assert maja.is_protected is False


def test_confirmed_protection_holds_at_once(
    sign_in, wilma, maja, family_bo, teacher_tim, foster_freja
):
    tim = sign_in(teacher_tim)
    assert "Lindeskolen" in words(tim.get(address("child", maja)))
    chosen = {"knowing": [f"house-{family_bo.pk}"], "confirmed": "yes"}
    wilma.post(address("protect", maja), chosen)
    assert "Lindeskolen" not in words(tim.get(address("child", maja)))
    maja.refresh_from_db()
    assert access.sight_of(foster_freja, maja).is_masked is False
    assert access.sight_of(teacher_tim, maja).is_masked is True


def test_protected_childs_page_begins_with_those_who_know_now(
    wilma, worker_wilma, maja, lindeskolen, teacher_tim
):
    protect(child=maja, users=[], organisations=[lindeskolen], by=worker_wilma)
    page = words(wilma.get(address("protect", maja)))
    assert ticked(page) == {f"house-{lindeskolen.pk}"}
    assert "Hvem må vide, hvor barnet er?" in page


def test_somebody_without_a_seat_cannot_be_chosen(wilma, maja, worker_otto):
    sent = {"knowing": [f"person-{worker_otto.pk}"], "confirmed": "yes"}
    wilma.post(address("protect", maja), sent)
    maja.refresh_from_db()
    assert maja.is_protected is False


def test_unprotecting_needs_a_reason_that_is_kept(wilma, worker_wilma, teacher_tim, maja):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    url = address("unprotect", maja)
    assert "Skriv hvorfor, med en sætning." in words(wilma.post(url, {"reason": "Nej"}))
    wilma.post(url, {"reason": "Truslen er væk"})
    assert Correction.objects.get().reason == "Truslen er væk"
    maja.refresh_from_db()
    assert access.sight_of(teacher_tim, maja).is_masked is False


def test_who_takes_over_a_protected_child_knows_where_it_is(
    worker_wilma, worker_otto, leader_lis, maja, today
):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    jobs = {"giver": worker_wilma.jobs.get(), "receiver": worker_otto.jobs.get()}
    hand_over(**jobs, last_day=today, by=leader_lis)
    assert access.sight_of(worker_otto, maja).is_masked is False


def test_who_did_not_know_passes_nothing_on(
    worker_wilma, worker_erik, leader_lone, person, boerneteamet, sits, maja, today
):
    sits(worker_erik, maja)
    eva = person("Eva Egelund", Role.CASE_WORKER, boerneteamet)
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    jobs = {"giver": worker_erik.jobs.get(), "receiver": eva.jobs.get()}
    hand_over(**jobs, last_day=today, by=leader_lone)
    assert access.sight_of(eva, maja).is_masked is True


def test_protected_child_without_owner_gets_one_who_knows(
    worker_wilma, worker_otto, leader_lis, maja, today
):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    maja.seats.filter(job__user=worker_wilma).delete()
    assign(child=maja, job=worker_otto.jobs.get(), by=leader_lis)
    assert access.sight_of(worker_otto, maja).is_masked is False


# Practical texts


def test_text_is_saved_and_read_by_the_school(sign_in, wilma, teacher_tim, maja):
    url = address("note", maja, "practical_permissions")
    assert "Det kan læses af: " in words(wilma.get(url))
    wilma.post(url, {"text": "Maja må gå hjem alene", "seen": "0"})
    page = words(sign_in(teacher_tim).get(address("child", maja)))
    assert "Maja må gå hjem alene" in page
    assert "af Wilma Winther" in page


def test_page_says_who_will_read_before_one_writes(wilma, teacher_tim, foster_freja, maja):
    page = words(wilma.get(address("note", maja, HEALTH)))
    assert "Det kan læses af: Børne- og ungerådgiver." in page


def test_unknown_text_is_not_found(wilma, maja):
    assert wilma.get(address("note", maja, "reason_needed_for_task")).status_code == 404


def test_draft_is_kept_and_stands_there_next_time(wilma, worker_wilma, maja):
    kept = reverse("workspace:draft", args=[f"note-{HEALTH}", maja.pk])
    page = words(wilma.get(address("note", maja, HEALTH)))
    assert f'data-draft-url="{kept}"' in page
    wilma.post(kept, {"text": "Maja har astma, og"})
    page = words(wilma.get(address("note", maja, HEALTH)))
    assert "Du har en kladde fra" in page
    assert "Maja har astma, og</textarea>" in page


def test_draft_and_saved_text_stand_side_by_side(wilma, worker_wilma, coordinator_karen, maja):
    owner = {"owner_id": worker_wilma.pk, "form": f"note-{HEALTH}", "subject": str(maja.pk)}
    drafts.keep(**owner, answers={"text": "Min kladde"})
    Draft.objects.update(saved_at=timezone.now() - timedelta(hours=1))
    save_note(child=maja, field=HEALTH, text="Karens tekst", seen=0, by=coordinator_karen)
    page = words(wilma.get(address("note", maja, HEALTH)))
    assert "Teksten er gemt igen, efter du skrev den." in page
    assert "<p>Karens tekst</p>" in page
    assert "Min kladde</textarea>" in page


def test_nobody_else_sees_a_draft(sign_in, worker_wilma, coordinator_karen, maja):
    owner = {"owner_id": worker_wilma.pk, "form": f"note-{HEALTH}", "subject": str(maja.pk)}
    drafts.keep(**owner, answers={"text": "Min kladde"})
    assert "Min kladde" not in words(sign_in(coordinator_karen).get(address("note", maja, HEALTH)))


@pytest.mark.parametrize("sent", [{"text": "Astma", "seen": "0"}, {"discard": "yes"}])
def test_draft_is_gone_when_it_is_sent_or_thrown_away(wilma, worker_wilma, maja, sent):
    owner = {"owner_id": worker_wilma.pk, "form": f"note-{HEALTH}", "subject": str(maja.pk)}
    drafts.keep(**owner, answers={"text": "Min kladde"})
    wilma.post(address("note", maja, HEALTH), sent)
    assert drafts.waiting(**owner) is None


def test_who_saves_second_sees_both_texts_and_loses_none(wilma, coordinator_karen, maja):
    url = address("note", maja, HEALTH)
    wilma.get(url)
    save_note(child=maja, field=HEALTH, text="Karens tekst", seen=0, by=coordinator_karen)
    page = words(wilma.post(url, {"text": "Wilmas tekst", "seen": "0"}))
    assert "En anden har gemt imens" in page
    assert "<p>Wilmas tekst</p>" in page
    assert "<p>Karens tekst</p>" in page
    assert "af Karen Lange" in page
    assert PracticalNote.objects.get().text == "Karens tekst"
    wilma.post(url, {"text": "Begge tekster", "seen": "1"})
    assert PracticalNote.objects.get().text == "Begge tekster"


def test_masked_writer_writes_nothing(sign_in, worker_wilma, coordinator_karen, maja):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    karen = sign_in(coordinator_karen)
    assert karen.get(address("note", maja, HEALTH)).status_code == 403
    assert not access.may_act(coordinator_karen, Permission.PRACTICAL_WRITE, maja)
