"""Organisationer: the houses of the administrator's municipality."""

from html import unescape

import pytest
from django.urls import reverse

from skolespor.accounts.models import Organisation
from skolespor.accounts.roles import Role

ORGANISATIONS = "/konto/organisationer/"


@pytest.fixture
def browser(sign_in, admin_inge):
    return sign_in(admin_inge)


def answers(place, **changes):
    facts = {"kind": "school", "name": "Nyskolen", "code": "900009", "municipality": place.pk}
    return facts | {"school_type": "folkeskole_general"} | changes


def words(answer):
    return unescape(answer.content.decode())


def test_houses_of_the_municipality_are_listed_and_no_others(browser, engskolen, lindeskolen):
    page = words(browser.get(ORGANISATIONS))
    assert "Engskolen" in page
    assert "Lindeskolen" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [({"search": "ØSTER"}, True), ({"kind": "ppr"}, True), ({"kind": "school"}, False)],
)
def test_houses_are_found_by_name_and_kind(browser, house, solvang, query, found):
    house("ppr", "PPR Østergård", solvang)
    sent = browser.post(ORGANISATIONS, query)
    assert sent.url == ORGANISATIONS
    assert ("PPR Østergård" in words(browser.get(ORGANISATIONS))) is found


def test_list_shows_no_address(browser, family_dam):
    assert "Damvej" not in words(browser.get(ORGANISATIONS))


@pytest.mark.long
def test_list_costs_the_same_for_one_and_thirty(browser, house, solvang, count_queries):
    costs = []
    browser.get(ORGANISATIONS)  # the session notes the time once a minute
    for number in range(30):
        house("ppr", f"PPR {number}", solvang)
        costs.append(count_queries(lambda: browser.get(ORGANISATIONS)))
    assert len(set(costs)) == 1


def test_school_is_made(browser, solvang):
    assert browser.post(f"{ORGANISATIONS}ny/", answers(solvang)).url == ORGANISATIONS
    made = Organisation.objects.get(name="Nyskolen")
    assert (made.kind, made.code, made.municipality) == ("school", "900009", solvang)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"code": "12"}, "code"), ({"school_type": ""}, "school_type"), ({"kind": ""}, "kind")],
)
def test_school_without_number_or_type_is_refused_and_keeps_what_was_typed(
    browser, solvang, changes, field
):
    answer = browser.post(f"{ORGANISATIONS}ny/", answers(solvang, **changes))
    assert list(answer.context["form"].errors) == [field]
    assert 'value="Nyskolen"' in words(answer)
    assert not Organisation.objects.filter(name="Nyskolen").exists()


@pytest.mark.parametrize("kind", ["municipality", "national_agency"])
def test_municipalities_and_agencies_are_not_made_here(browser, solvang, kind):
    assert browser.post(f"{ORGANISATIONS}ny/", answers(solvang, kind=kind)).status_code == 200
    assert Organisation.objects.count() == 1


def test_house_is_not_made_in_another_municipality(browser, ellevang):
    assert browser.post(f"{ORGANISATIONS}ny/", answers(ellevang)).status_code == 200
    assert not Organisation.objects.filter(name="Nyskolen").exists()


def test_name_numbers_and_address_are_edited_and_nothing_else(browser, engskolen):
    page = reverse("accounts:edit_organisation", args=[engskolen.pk])
    changes = {"name": "Ny Engskole", "phone": "11 22 33 44", "address": "Engen 1"}
    browser.post(page, changes | {"code": "999999", "kind": "ppr"})
    engskolen.refresh_from_db()
    assert (engskolen.name, engskolen.address) == ("Ny Engskole", "Engen 1")
    assert (engskolen.code, engskolen.kind) == ("900001", "school")


def test_other_municipalities_and_ones_own_are_not_edited_here(browser, lindeskolen, solvang):
    for place in (lindeskolen, solvang):
        page = reverse("accounts:edit_organisation", args=[place.pk])
        assert browser.post(page, {"name": "Kapret"}).status_code == 404


def test_agency_has_no_houses_to_make(sign_in, person, agency):
    asger = sign_in(person("Asger Q", Role.SYSTEM_ADMINISTRATOR, agency))
    assert asger.get(f"{ORGANISATIONS}ny/").status_code == 404
    assert asger.get(ORGANISATIONS).status_code == 200


def test_word_on_what_was_done_names_no_family_in_a_cookie(sign_in, admin_inge, family_dam):
    browser, page = sign_in(admin_inge), reverse("accounts:edit_organisation", args=[family_dam.pk])
    answer = browser.post(page, {"name": "Familien Dam", "phone": "", "duty_phone": ""})
    assert "messages" not in answer.cookies
    assert "Familien Dam er rettet." in browser.get(answer.url).content.decode()
