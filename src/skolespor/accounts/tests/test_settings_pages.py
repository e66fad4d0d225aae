"""Lokale regler: colour, numbers, and the cadences that are not law."""

from html import unescape

import pytest
from django.urls import reverse

from skolespor.accounts.models import LocalRule
from skolespor.accounts.queries import changeable_rules
from skolespor.accounts.roles import Role
from skolespor.core.content import read_yaml

RULE = "dl_start_meeting"


@pytest.fixture
def browser(sign_in, admin_inge):
    return sign_in(admin_inge)


@pytest.fixture
def page(solvang):
    return reverse("accounts:rules_of", args=[solvang.pk])


@pytest.fixture
def settings_page(solvang):
    return reverse("accounts:settings", args=[solvang.pk])


@pytest.fixture
def rule_page(solvang):
    return lambda rule=RULE, place=solvang: reverse("accounts:edit_rule", args=[place.pk, rule])


def words(answer):
    return unescape(answer.content.decode())


def test_menu_leads_to_the_own_municipality(browser, page):
    assert browser.get(reverse("accounts:rules")).url == page


@pytest.mark.parametrize("who", ["head_hans", "leader_lis", "log_tove"])
def test_only_the_administrator_changes_settings(
    request, sign_in, who, page, settings_page, rule_page
):
    other = sign_in(request.getfixturevalue(who))
    for address in (reverse("accounts:rules"), page, settings_page, rule_page()):
        assert other.get(address).status_code == 403


def test_other_municipality_is_not_found(browser, ellevang, rule_page):
    assert browser.get(reverse("accounts:rules_of", args=[ellevang.pk])).status_code == 404
    assert browser.get(reverse("accounts:settings", args=[ellevang.pk])).status_code == 404
    assert browser.post(rule_page(place=ellevang), {"n": 3}).status_code == 404


def test_agency_is_told_that_it_has_no_local_rules(sign_in, person, agency):
    asger = sign_in(person("Asger Q", Role.SYSTEM_ADMINISTRATOR, agency))
    assert "Lokale regler hører til en kommune." in words(asger.get(reverse("accounts:rules")))


def test_colour_and_numbers_are_saved_and_the_page_takes_the_colour(
    browser, settings_page, solvang
):
    answers = {"accent": "plum", "phone": "11 22 33 44", "duty_phone": "55 66 77 88"}
    assert 'class="accent-plum"' in words(browser.post(settings_page, answers, follow=True))
    solvang.refresh_from_db()
    assert (solvang.phone, solvang.duty_phone) == ("11 22 33 44", "55 66 77 88")


def test_unknown_colour_is_refused(browser, settings_page, solvang):
    assert browser.post(settings_page, {"accent": "regnbue"}).context["form"].errors
    solvang.refresh_from_db()
    assert solvang.accent == "petrol"


def test_every_changeable_rule_is_listed_and_no_law(browser, page):
    sides = [words(browser.get(page, {"side": side})) for side in (1, 2, 3, 4)]
    assert "Lovens frister kan ikke ændres. Jeres egne kan." in sides[0]
    shown = "".join(sides)
    assert all(f"/frist/{rule['id']}/" in shown for rule in changeable_rules())
    laws = [rule for rule in read_yaml("deadlines.yaml")["rules"] if rule["legal"]]
    assert laws
    assert not any(f"/frist/{law['id']}/" in shown for law in laws)


def test_rules_are_found_by_who_answers(browser, page):
    shown = words(browser.get(page, {"responsible": "Leder i myndighed"}))
    assert "10. skoledag uden skole" in shown
    assert "Hold opstartsmøde" not in shown


def test_own_rules_alone_are_shown_on_request(browser, page, rule_page):
    assert "I bruger Skolespors forslag" in words(browser.get(page, {"own": "on"}))
    browser.post(rule_page(), {"n": 5})
    shown = words(browser.get(page, {"own": "on"}))
    assert ("Hold opstartsmøde" in shown, "Se planen igen" in shown) == (True, False)


def test_rule_shows_what_is_suggested_who_answers_and_what_holds_here(
    browser, rule_page, page, solvang
):
    shown = words(browser.get(rule_page()))
    assert "3 skoledage" in shown
    assert "Læringskoordinator" in shown
    assert browser.post(rule_page(), {"n": 5}).url == page
    assert "<strong>5 skoledage</strong>" in words(browser.get(page))


@pytest.mark.parametrize("n", ["", "0", "401", "mange"])
def test_number_that_makes_no_sense_is_refused(browser, rule_page, n):
    assert browser.post(rule_page(), {"n": n}).context["form"].errors["n"]
    assert not LocalRule.objects.exists()


@pytest.mark.parametrize("rule", ["dl_examination_four_months", "findes-ikke"])
def test_law_has_no_page_to_change_it(browser, rule_page, rule):
    assert browser.post(rule_page(rule), {"n": 3}).status_code == 404
