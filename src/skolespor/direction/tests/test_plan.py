"""The preparedness plan: who writes it, who reads it, and what is missing in it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.core import drafts
from skolespor.core.errors import RuleBroken
from skolespor.core.versions import EditedMeanwhile
from skolespor.direction.actions.plans import Doing, save_part
from skolespor.direction.models import PlanPart, PlanStep
from skolespor.direction.queries.phases import ids_of, phases
from skolespor.direction.queries.plans import lacks_of, plan_of
from skolespor.direction.queries.reviews import municipalities
from skolespor.direction.rules.plans import Lack

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 2)
START = "ph_2_handover_start"


@pytest.fixture(autouse=True)
def october(time_machine):
    time_machine.move_to(f"{TODAY} 10:00", tick=False)


@pytest.fixture
def guide_poul(person, lindeskolen):
    return person("Poul Eng", Role.LEARNING_GUIDE, lindeskolen)


def words(answer):
    return " ".join(answer.content.decode().split())


def phase_named(phase_id):
    return next(phase for phase in phases() if phase.id == phase_id)


def page_of(place):
    return reverse("direction:plan", args=[place.pk])


def write_page(place, phase=START):
    return reverse("direction:plan_write", args=[place.pk, phase])


def saved(place, doing, by, *, phase=START, seen=0, is_confirmed=False):
    return save_part(
        place=place,
        phase=phase_named(phase),
        doing=doing,
        seen=seen,
        is_confirmed=is_confirmed,
        by=by,
    )


def test_a_head_writes_who_does_what_and_everybody_at_the_school_reads_it(
    sign_in, head_hanne, teacher_tim, teacher_nora, lindeskolen
):
    hanne = sign_in(head_hanne)
    assert "15 af 15 trin mangler." in words(hanne.get(page_of(lindeskolen)))
    job = teacher_tim.jobs.get()
    sent = {
        "seen": 0,
        "md_2_teacher-job": job.pk,
        "md_2_confirm-who": "kontoret",
        "md_2_confirm-means": "Et skema i mappen",
        "md_2_first_week-words": "Ring hjem om fredagen.",
    }
    page = words(hanne.post(write_page(lindeskolen), sent, follow=True))
    assert "Det er gemt i planen." in page
    assert "13 af 15 trin mangler." in page
    for reader in (teacher_tim, teacher_nora):
        page = words(sign_in(reader).get(page_of(lindeskolen)))
        for fact in ("Tim Toft", "kontoret", "Et skema i mappen", "Ring hjem om fredagen."):
            assert fact in page
        assert write_page(lindeskolen) not in page
        assert sign_in(reader).get(write_page(lindeskolen)).status_code == 403
    entry = Entry.objects.get(kind="direction.plan_saved")
    assert entry.by_id == head_hanne.pk
    assert entry.child_id is None


def test_a_reader_sees_who_last_wrote_each_phase_and_when(
    sign_in, head_hanne, teacher_nora, person, lindeskolen, time_machine
):
    saved(lindeskolen, {"md_2_teacher": Doing(who="lederen")}, head_hanne)
    saved(
        lindeskolen, {"md_3_conversation": Doing(who="lederen")}, head_hanne, phase="ph_3_mapping"
    )
    time_machine.move_to("2026-10-09 10:00", tick=False)
    bent = person("Bent Birk", Role.HEAD_TEACHER, lindeskolen)
    saved(lindeskolen, {"md_2_teacher": Doing(who="Bent Birk")}, bent, seen=1)
    page = words(sign_in(teacher_nora).get(page_of(lindeskolen)))
    start, mapping = (page.index(f'<h2 id="{phase}">') for phase in (START, "ph_3_mapping"))
    assert "Gemt 09-10-2026 af Bent Birk" in page[start:mapping]
    assert "Gemt 02-10-2026 af Hanne Holm" in page[mapping:]
    assert page.count("Gemt 0") == 2


def test_what_the_municipality_does_stands_beside_in_a_schools_plan(
    sign_in, lead_trine, head_hans, engskolen, solvang
):
    saved(solvang, {"md_2_pack": Doing(who="koordinatoren")}, lead_trine)
    page = words(sign_in(head_hans).get(page_of(engskolen)))
    assert "koordinatoren" in page
    assert "Læringskoordinator, Solvang" in page
    assert "Ikke skrevet endnu" in page
    own = words(sign_in(lead_trine).get(page_of(solvang)))
    assert "koordinatoren" in own
    assert "Sæt navn på kontaktlæreren." not in own


def test_the_plan_says_when_somebody_who_is_named_has_left(
    head_hanne, teacher_tim, guide_poul, lindeskolen, sign_in
):
    saved(lindeskolen, {"md_2_teacher": Doing(job_id=guide_poul.jobs.get().pk)}, head_hanne)
    assert lacks_of([lindeskolen])[lindeskolen.pk] == Lack(15, 14, 0)
    guide_poul.jobs.update(until=TODAY - timedelta(days=1))
    assert lacks_of([lindeskolen])[lindeskolen.pk] == Lack(15, 14, 1)
    assert plan_of(lindeskolen).lack == Lack(15, 14, 1)
    hanne = sign_in(head_hanne)
    assert "Arbejder her ikke mere" in words(hanne.get(page_of(lindeskolen)))
    review = words(hanne.get(reverse("direction:review", args=[lindeskolen.pk])))
    assert "1 trin har en, der ikke arbejder her mere." in review
    form = words(hanne.get(write_page(lindeskolen)))
    assert "Poul Eng stod her før, men arbejder her ikke mere." in form


def test_who_has_left_or_works_elsewhere_is_not_named(
    head_hanne, head_hans, worker_wilma, guide_poul, lindeskolen, solvang, lead_trine
):
    for other in (head_hans, worker_wilma):
        with pytest.raises(RuleBroken, match=r"plan\.person"):
            saved(lindeskolen, {"md_2_teacher": Doing(job_id=other.jobs.get().pk)}, head_hanne)
    saved(solvang, {"md_2_host": Doing(job_id=worker_wilma.jobs.get().pk)}, lead_trine)
    with pytest.raises(RuleBroken, match=r"plan\.person"):
        saved(solvang, {"md_2_pack": Doing(job_id=worker_wilma.jobs.get().pk)}, lead_trine, seen=1)
    with pytest.raises(RuleBroken, match=r"plan\.step"):
        saved(solvang, {"md_2_teacher": Doing(who="x")}, lead_trine, seen=1)


def test_who_writes_second_sees_both_and_loses_nothing(sign_in, head_hanne, lindeskolen):
    hanne = sign_in(head_hanne)
    saved(lindeskolen, {"md_2_teacher": Doing(who="lederen")}, head_hanne)
    part = PlanPart.objects.get()
    saved(lindeskolen, {"md_2_teacher": Doing(who="kontoret")}, head_hanne, seen=part.version)
    with pytest.raises(EditedMeanwhile):
        saved(lindeskolen, {"md_2_teacher": Doing(who="x")}, head_hanne, seen=part.version)
    sent = {"seen": part.version, "md_2_teacher-who": "souschefen"}
    both = hanne.post(write_page(lindeskolen), sent)
    page = words(both)
    assert "En anden har gemt imens" in page
    assert 'value="souschefen"' in page
    assert "kontoret" in page
    assert 'name="seen" value="2"' in page
    assert PlanStep.objects.get(step="md_2_teacher").who == "kontoret"
    hanne.post(write_page(lindeskolen), sent | {"seen": 2})
    assert PlanStep.objects.get(step="md_2_teacher").who == "souschefen"


def test_a_child_is_never_named_in_a_plan(sign_in, head_hanne, teacher_tim, lindeskolen):
    hanne = sign_in(head_hanne)
    page = words(hanne.get(write_page(lindeskolen)))
    assert "Det er ikke navnet på et barn" not in page
    sent = {"seen": 0, "md_2_teacher-who": "den, der kender Amalie bedst"}
    page = words(hanne.post(write_page(lindeskolen), sent))
    assert "»Amalie«" in page
    assert "Det er ikke navnet på et barn" in page
    assert "den, der kender Amalie bedst" in page
    assert not PlanPart.objects.exists()
    cpr = {"seen": 0, "md_2_teacher-means": "ring om 010113-1234", "not_a_child": "on"}
    assert "ligner et CPR-nummer" in words(hanne.post(write_page(lindeskolen), cpr))
    known = {"seen": 0, "md_2_teacher-who": "spørg Tim Toft på Lindeskolen"}
    assert hanne.post(write_page(lindeskolen), known).status_code == 302
    hanne.post(write_page(lindeskolen), sent | {"seen": 1, "not_a_child": "on"})
    assert PlanStep.objects.get(step="md_2_teacher").who == "den, der kender Amalie bedst"
    entry = Entry.objects.filter(kind="direction.plan_saved").last()
    assert entry.data["names"] == 1
    assert "Amalie" not in str(entry.data)


def test_what_was_typed_is_there_when_one_comes_back(sign_in, head_hanne, lindeskolen):
    drafts.keep(
        owner_id=head_hanne.pk,
        form="plan",
        subject=f"{lindeskolen.pk}-{START}",
        answers={"md_2_teacher-who": "begyndt på", "seen": "0"},
    )
    hanne = sign_in(head_hanne)
    assert "begyndt på" in words(hanne.get(write_page(lindeskolen)))
    hanne.post(write_page(lindeskolen), {"seen": 0, "md_2_teacher-who": "lederen"})
    assert "begyndt på" not in words(hanne.get(write_page(lindeskolen)))


def test_a_draft_older_than_the_plan_is_shown_beside_it(
    sign_in, head_hanne, lindeskolen, time_machine
):
    key = {"owner_id": head_hanne.pk, "form": "plan", "subject": f"{lindeskolen.pk}-{START}"}
    drafts.keep(**key, answers={"md_2_teacher-who": "min kladde"})
    time_machine.move_to(f"{TODAY} 11:00", tick=False)
    saved(lindeskolen, {"md_2_teacher": Doing(who="det gemte")}, head_hanne)
    page = words(sign_in(head_hanne).get(write_page(lindeskolen)))
    assert "Planen er gemt igen" in page
    assert "min kladde" in page
    assert "det gemte" in page


def test_strangers_find_no_plan_and_readers_may_not_write(
    sign_in,
    client,
    head_hans,
    lead_erna,
    coordinator_karen,
    home_helle,
    foster_freja,
    worker_wilma,
    lead_trine,
    engskolen,
    lindeskolen,
    solvang,
):
    for stranger in (lead_erna, home_helle, foster_freja, worker_wilma):
        browser = sign_in(stranger)
        assert browser.get(page_of(engskolen)).status_code == 404
        assert browser.get(page_of(solvang)).status_code == 404
    assert sign_in(head_hans).get(page_of(lindeskolen)).status_code == 404
    assert sign_in(head_hans).get(write_page(lindeskolen)).status_code == 404
    assert sign_in(lead_erna).post(write_page(solvang), {"seen": 0}).status_code == 404
    assert client.get(page_of(engskolen)).status_code == 302
    karen, trine = sign_in(coordinator_karen), sign_in(lead_trine)
    for reader in (karen, trine):
        assert reader.get(page_of(engskolen)).status_code == 200
        assert reader.post(write_page(engskolen), {"seen": 0}).status_code == 403
    assert karen.post(write_page(solvang), {"seen": 0}).status_code == 403
    assert trine.get(write_page(solvang)).status_code == 200
    assert trine.get(write_page(solvang, "ph_9")).status_code == 404
    for place, by in ((engskolen, lead_trine), (solvang, coordinator_karen)):
        with pytest.raises(PermissionDenied):
            saved(place, {}, by)


def test_the_municipality_goes_its_own_preparedness_through(
    sign_in, lead_trine, director_dan, coordinator_karen, solvang, engskolen
):
    trine = sign_in(lead_trine)
    review = reverse("direction:review", args=[solvang.pk])
    assert "40 af 40 trin mangler." in words(trine.get(review))
    answer = trine.post(review, {"parts": ["roles", "contacts", "steps"]}, follow=True)
    assert "Set igennem 02-10-2026." in words(answer)
    assert municipalities(reader=director_dan)[0].own.is_done
    assert [one.place for one in municipalities(reader=director_dan)[0].standings] == [engskolen]
    assert sign_in(coordinator_karen).post(review, {}).status_code == 403


def test_what_is_missing_in_many_plans_is_what_is_missing_in_each(
    head_hanne, head_hans, lead_trine, teacher_tim, lindeskolen, engskolen, solvang
):
    saved(
        lindeskolen, {one: Doing(who="os") for one in ("md_2_teacher", "md_2_confirm")}, head_hanne
    )
    saved(engskolen, {"md_2_teacher": Doing(job_id=head_hans.jobs.get().pk)}, head_hans)
    saved(solvang, {"md_2_pack": Doing(who="os"), "md_2_host": Doing(means="brev")}, lead_trine)
    head_hans.jobs.update(until=TODAY - timedelta(days=1))
    places = [lindeskolen, engskolen, solvang]
    assert lacks_of(places) == {one.pk: plan_of(one).lack for one in places}
    assert lacks_of(places)[engskolen.pk] == Lack(15, 14, 1)
    assert lacks_of(places)[solvang.pk] == Lack(len(ids_of("municipality")), 39, 0)


def test_a_plan_costs_the_same_empty_and_full(
    sign_in, head_hanne, guide_poul, lindeskolen, count_queries
):
    hanne = sign_in(head_hanne)
    hanne.get(page_of(lindeskolen))
    empty = count_queries(lambda: hanne.get(page_of(lindeskolen)))
    job = guide_poul.jobs.get().pk
    for phase in ("ph_0_preparedness", "ph_1_before", START, "ph_3_mapping", "ph_4_goals_plan"):
        own = [must.id for must in phase_named(phase).of("school")]
        saved(lindeskolen, {one: Doing(job_id=job) for one in own}, head_hanne, phase=phase)
    assert count_queries(lambda: hanne.get(page_of(lindeskolen))) == empty


def test_paper_is_a_readable_pdf_and_the_short_one_has_one_page(
    sign_in, head_hanne, teacher_nora, lindeskolen, client
):
    saved(lindeskolen, {"md_2_teacher": Doing(who="#strong[x] *y*")}, head_hanne)
    nora = sign_in(teacher_nora)
    for name in ("plan_file", "arrival_file"):
        address = reverse(f"direction:{name}", args=[lindeskolen.pk])
        answer = nora.get(address)
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-1.7")
        assert client.get(address).status_code == 302
    assert b"/Type/Pages/Count 1/" in answer.content


def test_staff_come_to_the_plan_of_their_own_school(
    sign_in, teacher_nora, worker_wilma, lindeskolen
):
    here = reverse("direction:here")
    assert sign_in(teacher_nora).get(here).url == page_of(lindeskolen)
    assert "Du arbejder ikke på en skole" in words(sign_in(worker_wilma).get(here))


def test_many_schools_are_searched(sign_in, lead_trine, house, solvang, engskolen):
    for number in range(39):
        house("school", f"Skole {number:02}", solvang, code=f"9101{number:02}")
    trine = sign_in(lead_trine)
    page = words(trine.post(reverse("direction:index"), {"search": "engs"}, follow=True))
    assert "Engskolen" in page
    assert "Skole 05" not in page
    none = words(trine.post(reverse("direction:index"), {"search": "zzz"}, follow=True))
    assert "Ingen skole passer" in none
