"""The same child created twice: shown side by side, answered by the acting municipality."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from skolespor.audit.models import Entry
from skolespor.children.actions.doubles import offer_matches
from skolespor.children.models import Child, MatchOffer, ProtectionExemption

INDEX = reverse("children:matches")


def words(response):
    return " ".join(response.content.decode().split())


def listed(user):
    lines = Entry.objects.filter(kind="children.listed", by_id=user.pk).order_by("pk")
    return sorted(lines.values_list("child_id", flat=True))


@pytest.fixture
def double(maja, new_child, learns, engskolen, head_hans):
    """Maja once more: created by Engskolen."""
    double = new_child("Maja", "Ager", 2016, birth_date=date(2016, 5, 4))
    learns(double, engskolen, class_name="3.A")
    offer_matches(child=double, created_by=engskolen, by=head_hans)
    return double


@pytest.fixture
def offer(double):
    return MatchOffer.objects.get()


@pytest.fixture
def page(offer):
    return reverse("children:match", args=[offer.pk])


def test_those_that_wait_are_listed_with_who_created_them(
    sign_in, coordinator_karen, double, maja, page
):
    shown = words(sign_in(coordinator_karen).get(INDEX))
    assert "Engskolen har oprettet et barn, der ligner et, I har" in shown
    assert page in shown
    assert listed(coordinator_karen) == sorted([maja.pk, double.pk])


def test_nothing_waits(sign_in, coordinator_karen, maja):
    assert "Ingen børn venter på svar." in words(sign_in(coordinator_karen).get(INDEX))


def test_two_children_stand_side_by_side(sign_in, leader_lis, double, maja, page):
    shown = words(sign_in(leader_lis).get(page))
    for fact in ("Maja Ager", "04-05-2016", "2016", "Lindeskolen", "Engskolen", "Solvang"):
        assert fact in shown
    for secret in ("Familien Bo", "Skovvej"):
        assert secret not in shown
    assert listed(leader_lis) == sorted([maja.pk, double.pk])


def test_of_the_number_it_is_only_said_whether_it_is_the_same(sign_in, leader_lis, double, page):
    assert "CPR-nummeret mangler ved mindst ét af dem." in words(sign_in(leader_lis).get(page))
    Child.objects.update(cpr="0405160001", cpr_index="x")
    shown = words(sign_in(leader_lis).get(page))
    assert "De to har det samme CPR-nummer." in shown
    assert "040516" not in shown


@pytest.mark.parametrize("which", ["known", "new"])
def test_where_a_protected_child_goes_to_school_is_hidden(sign_in, leader_lis, offer, page, which):
    child = getattr(offer, which)
    Child.objects.filter(pk=child.pk).update(is_protected=True)
    school, other = (
        ("Lindeskolen", "Engskolen") if which == "known" else ("Engskolen", "Lindeskolen")
    )
    for url in (page, INDEX):
        assert school not in words(sign_in(leader_lis).get(url))
    assert other in words(sign_in(leader_lis).get(page))
    ProtectionExemption.objects.create(child=child, user=leader_lis)
    assert school in words(sign_in(leader_lis).get(page))


def test_no_two_children_are_one(sign_in, leader_lis, double, page):
    shown = words(sign_in(leader_lis).post(page, {"answer": "different"}, follow=True))
    assert "Svaret er gemt: Det er to børn." in shown
    double.refresh_from_db()
    assert double.merged_into is None


def test_what_merging_does_is_told_before_it_is_done(sign_in, leader_lis, double, page):
    shown = words(sign_in(leader_lis).post(page, {"answer": "same"}))
    assert "2 pladser ved det nye barn bliver til pladser ved det samlede barn." in shown
    assert "Begge historier bliver bevaret" in shown
    double.refresh_from_db()
    assert double.merged_into is None


def test_who_may_see_where_a_protected_child_is_is_told_before_merging(
    sign_in, leader_lis, double, maja, page, engskolen
):
    Child.objects.update(is_protected=True)
    ProtectionExemption.objects.create(child=double, organisation=engskolen)
    shown = words(sign_in(leader_lis).post(page, {"answer": "same"}))
    assert "1 må se, hvor det nye barn er, og må så se, hvor det samlede barn er." in shown
    assert "Engskolen" not in shown


def test_yes_gathers_both_histories_at_the_known_child(
    sign_in, coordinator_karen, double, maja, page
):
    sent = {"answer": "same", "confirmed": "1"}
    shown = words(sign_in(coordinator_karen).post(page, sent, follow=True))
    assert "De to er samlet til ét barn." in shown
    double.refresh_from_db()
    assert double.merged_into == maja
    schools = maja.enrolments.filter(withdrawn_at=None).values_list("school__name", flat=True)
    assert sorted(schools) == ["Engskolen", "Lindeskolen"]


def test_a_child_created_three_times_becomes_one(
    sign_in, leader_lis, double, maja, new_child, engskolen, head_hans
):
    third = new_child("Maja", "Ager", 2016)
    offer_matches(child=third, created_by=engskolen, by=head_hans)
    for new in (double, third):
        offer = MatchOffer.objects.get(new=new, known=maja)
        sent = {"answer": "same", "confirmed": "1"}
        sign_in(leader_lis).post(reverse("children:match", args=[offer.pk]), sent)
    assert list(Child.objects.filter(merged_into=None)) == [maja]
    assert "Ingen børn venter på svar." in words(sign_in(leader_lis).get(INDEX))


@pytest.mark.parametrize("answer", ["same", "different"])
def test_the_same_answer_sent_twice_counts_once(sign_in, leader_lis, page, answer):
    sent = {"answer": answer, "confirmed": "1"}
    sign_in(leader_lis).post(page, sent)
    again = words(sign_in(leader_lis).post(page, sent, follow=True))
    assert "Det er allerede besvaret." in again
    kind = f"children.match_{answer}"
    assert Entry.objects.filter(kind=kind).count() == (2 if answer == "same" else 1)


def test_an_answer_that_does_not_exist_changes_nothing(sign_in, leader_lis, offer, page):
    assert sign_in(leader_lis).post(page, {"answer": "maybe"}).status_code == 200
    offer.refresh_from_db()
    assert offer.answer == "waiting"


def test_another_municipality_learns_nothing(sign_in, coordinator_kim, leader_lone, page):
    for stranger in (coordinator_kim, leader_lone):
        browser = sign_in(stranger)
        assert "Maja" not in words(browser.get(INDEX))
        assert browser.get(page).status_code == 404
        assert browser.post(page, {"answer": "same", "confirmed": "1"}).status_code == 404
    assert Entry.objects.filter(kind="accounts.refused").count() == 4
    assert MatchOffer.objects.get().answer == "waiting"


def test_a_number_too_large_for_any_offer_is_no_page(sign_in, leader_lis, offer):
    browser, page = sign_in(leader_lis), reverse("children:match", args=[10**30])
    assert browser.get(page).status_code == 404
    assert browser.post(page, {"answer": "same"}).status_code == 404


def test_others_answer_nothing(sign_in, client, worker_wilma, head_hans, page):
    for url in (INDEX, page):
        assert client.get(url).status_code == 302
        for user in (worker_wilma, head_hans):
            assert sign_in(user).get(url).status_code == 403


def test_the_list_costs_the_same_for_one_and_thirty(
    sign_in, leader_lis, double, new_child, learns, engskolen, head_hans
):
    browser = sign_in(leader_lis)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            browser.get(INDEX)
        return len(queries)

    cost()
    one = cost()
    for number in range(29):
        new_child(f"Barn {number}", "Beck")
        twin = new_child(f"Barn {number}", "Beck")
        learns(twin, engskolen)
        offer_matches(child=twin, created_by=engskolen, by=head_hans)
    assert cost() == one
    assert words(browser.get(INDEX)).count("har oprettet et barn") == 30
