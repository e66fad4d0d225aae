"""A school goes its preparedness through once in a school year; the municipality sees how many have."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from skolespor.accounts.models import LocalRule, Organisation
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken
from skolespor.direction.actions import reviews as actions
from skolespor.direction.models import Review
from skolespor.direction.queries.reviews import municipalities, own_schools
from skolespor.direction.rules.reviews import PARTS, RULE, Status

INDEX = reverse("direction:index")
TODAY = date(2026, 10, 2)


@pytest.fixture(autouse=True)
def october(time_machine):
    time_machine.move_to(f"{TODAY} 10:00", tick=False)


@pytest.fixture
def ole(person, house, solvang):
    """Works in the school administration of Solvang."""
    unit = house("school_administration_unit", "Skoleforvaltningen", solvang)
    return person("Ole Vang", Role.SCHOOL_ADMINISTRATION, unit)


@pytest.fixture
def reviewed(head_hans, engskolen):
    """Engskolen did it on some day: `reviewed(date(2025, 9, 15))`."""

    def make(day):
        year = day.year if day.month >= 8 else day.year - 1
        return Review.objects.create(
            organisation=engskolen, school_year=year, reviewed_on=day, reviewed_by=head_hans
        )

    return make


def words(answer):
    return " ".join(answer.content.decode().split())


def page_of(school):
    return reverse("direction:review", args=[school.pk])


def undo_of(school):
    return reverse("direction:withdraw", args=[school.pk])


def test_sc_48_the_preparedness_is_last_years(
    sign_in, ole, head_hans, engskolen, reviewed, emil, house, solvang
):
    house("school", "Havneskolen", solvang, code="900002")
    reviewed(date(2025, 9, 15))
    standing = own_schools(reader=head_hans)[0]
    assert (standing.status, standing.due) == (Status.EXPIRED, date(2026, 10, 1))
    page = words(sign_in(head_hans).get(INDEX))
    assert "For gammelt" in page
    assert "Sidst set igennem 15-09-2025. Fristen er 01-10-2026." in page
    page = words(sign_in(ole).get(INDEX))
    for count in ("0 skoler: gælder", "1 skole: for gammelt", "1 skole: mangler"):
        assert count in page
    assert "Emil" not in page


def test_a_head_goes_it_through_and_may_take_that_back(sign_in, head_hans, engskolen, reviewed):
    reviewed(date(2025, 9, 15))
    hans = sign_in(head_hans)
    page = words(hans.post(page_of(engskolen), {"parts": PARTS}, follow=True))
    assert "Beredskabet er set igennem." in page
    assert "Set igennem 02-10-2026." in page
    done = Review.objects.get(school_year=2026)
    assert (done.organisation, done.reviewed_by, done.reviewed_on) == (engskolen, head_hans, TODAY)
    assert "Var det en fejl?" in words(hans.get(undo_of(engskolen)))
    assert "For gammelt" in words(hans.post(undo_of(engskolen), follow=True))
    assert Review.objects.get(school_year=2026).withdrawn_at is not None
    kinds = Entry.objects.filter(kind__startswith="direction").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "direction.reviewed",
        "direction.review_withdrawn",
    ]


def test_done_twice_the_first_one_stands(head_hans, engskolen, time_machine):
    first = actions.review(place=engskolen, parts=PARTS, today=TODAY, by=head_hans)
    later = actions.review(place=engskolen, parts=PARTS, today=date(2027, 3, 1), by=head_hans)
    assert first == later
    assert later.reviewed_on == TODAY
    for _n in range(2):
        actions.withdraw(place=engskolen, today=TODAY, by=head_hans)
    again = actions.review(place=engskolen, parts=PARTS, today=TODAY, by=head_hans)
    assert again != first
    assert Entry.objects.filter(kind="direction.review_withdrawn").count() == 1


def test_half_of_it_is_refused_and_what_was_ticked_stays(sign_in, head_hans, engskolen):
    answer = sign_in(head_hans).post(page_of(engskolen), {"parts": ["contacts"]})
    assert "Sæt kryds ved alle tre" in words(answer)
    assert "checked" in words(answer)
    assert not Review.objects.exists()
    with pytest.raises(RuleBroken):
        actions.review(place=engskolen, parts=[], today=TODAY, by=head_hans)


def test_page_shows_who_does_what_and_whom_one_calls(
    sign_in, head_hanne, teacher_tim, lindeskolen, ellevang, boerneteamet, house
):
    Organisation.objects.filter(pk=boerneteamet.pk).update(phone="70 00 91 05")
    house("ppr", "PPR Ellevang", ellevang, phone="70 00 91 06", duty_phone="70 00 91 07")
    page = words(sign_in(head_hanne).get(page_of(lindeskolen)))
    for fact in ("Hanne Holm", "Kontaktlærer", "Tim Toft", "70 00 91 01", "70 00 91 05"):
        assert fact in page
    assert "70 00 91 06, aften og nat 70 00 91 07" in page
    assert "Ingen har skrevet et nummer" in page
    assert "Maja" not in page


def test_municipality_may_choose_its_own_months(ole, solvang, engskolen, reviewed, admin_inge):
    reviewed(date(2025, 9, 15))
    LocalRule.objects.create(
        municipality=solvang, rule=RULE, n=4, valid_from=date(2026, 8, 1), set_by=admin_inge
    )
    seen = municipalities(reader=ole)[0]
    assert (seen.due, seen.standings[0].status) == (date(2026, 12, 1), Status.VALID)


def test_those_that_must_do_something_stand_first(ole, house, solvang, engskolen, reviewed):
    house("school", "Aaskolen", solvang, code="900003")
    reviewed(date(2026, 9, 1))
    names = [one.place.name for one in municipalities(reader=ole)[0].standings]
    assert names == ["Aaskolen", "Engskolen"]


def test_coordinator_and_leader_see_their_own_municipality_alone(
    sign_in, coordinator_karen, leader_lis, engskolen, lindeskolen
):
    for reader in (coordinator_karen, leader_lis):
        page = words(sign_in(reader).get(INDEX))
        assert "Engskolen" in page
        assert "Lindeskolen" not in page
        assert sign_in(reader).post(page_of(engskolen), {"parts": PARTS}).status_code == 403
    assert not Review.objects.exists()


def test_head_of_another_school_finds_no_such_page_and_others_are_refused(
    sign_in, client, head_hanne, teacher_tim, worker_wilma, engskolen, lindeskolen
):
    hanne = sign_in(head_hanne)
    for address in (page_of(engskolen), undo_of(engskolen)):
        assert hanne.get(address).status_code == 404
        assert hanne.post(address, {"parts": PARTS}).status_code == 404
        assert sign_in(worker_wilma).get(address).status_code == 403
        assert client.get(address).status_code == 302
    assert sign_in(teacher_tim).get(INDEX).status_code == 403
    assert Entry.objects.filter(kind="accounts.refused", by_id=head_hanne.pk).count() == 4
    with pytest.raises(PermissionDenied):
        actions.review(place=engskolen, parts=PARTS, today=TODAY, by=head_hanne)
    with pytest.raises(PermissionDenied):
        actions.withdraw(place=engskolen, today=TODAY, by=head_hanne)


def test_list_costs_the_same_for_one_and_forty_and_is_paged(
    sign_in, ole, house, solvang, engskolen, reviewed, count_queries
):
    browser = sign_in(ole)
    reviewed(date(2026, 9, 1))
    browser.get(INDEX)
    one = count_queries(lambda: browser.get(INDEX))
    for number in range(39):
        house("school", f"Skole {number:02}", solvang, code=f"9101{number:02}")
    assert count_queries(lambda: browser.get(INDEX)) == one
    page = words(browser.get(INDEX, {"side": 2}))
    assert "Engskolen" in page
    assert "Skole 05" not in page
    assert "39 skoler: mangler" in page
