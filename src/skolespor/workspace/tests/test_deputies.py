"""Stedfortrædere: named by the leader of the team, told at once, ended at once."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from skolespor.accounts.access import deputies_where
from skolespor.accounts.models import Deputy
from skolespor.core.models import OutboxMail
from skolespor.notices.models import Notice

DEPUTIES = "/stedfortraedere/"


@pytest.fixture
def browser(sign_in, leader_lis):
    return sign_in(leader_lis)


@pytest.fixture
def answers(worker_wilma, worker_otto, today):
    week = today + timedelta(days=7)
    days = {"since": f"{today:%d-%m-%Y}", "until": f"{week:%d-%m-%Y}"}
    return {"job": worker_wilma.jobs.get().pk, "deputy": worker_otto.pk} | days


def words(answer):
    return unescape(answer.content.decode())


@pytest.mark.parametrize("who", ["worker_otto", "admin_inge", "head_hanne", "foster_freja"])
def test_only_a_leader_names_deputies(request, sign_in, who):
    other = sign_in(request.getfixturevalue(who))
    for page in (DEPUTIES, f"{DEPUTIES}vaelg/"):
        assert other.get(page).status_code == 403


def test_without_deputies_the_holidays_are_remembered(browser):
    assert "Ingen stedfortrædere. Husk ferien." in words(browser.get(DEPUTIES))


def test_deputy_is_named_and_stands_in_the_list(browser, answers, worker_otto):
    page = words(browser.post(f"{DEPUTIES}vaelg/", answers, follow=True))
    assert "Otto Olsen er stedfortræder til og med" in page
    assert "Wilma Winther, Børne- og ungerådgiver" in page
    assert deputies_where(worker_otto).exists()


def test_deputy_is_told_in_the_house_and_by_a_mail_without_names(browser, answers, worker_otto):
    browser.post(f"{DEPUTIES}vaelg/", answers)
    assert Notice.objects.get().user == worker_otto
    mail = OutboxMail.objects.get()
    assert mail.recipient == worker_otto.email
    assert "Wilma" not in mail.subject + mail.body


def test_notice_leads_to_the_profile_that_says_for_whom(browser, answers, sign_in, worker_otto):
    browser.post(f"{DEPUTIES}vaelg/", answers)
    otto = sign_in(worker_otto)
    answer = otto.post(reverse("notices:go", args=[Notice.objects.get().pk]))
    assert answer.url == reverse("accounts:profile")
    assert "For Wilma Winther" in words(otto.get(answer.url))


def test_people_of_other_teams_are_not_offered(browser, worker_erik, leader_lone):
    page = words(browser.get(f"{DEPUTIES}vaelg/"))
    assert "Erik Eng" not in page
    assert "Lone Lie" not in page


def test_person_of_another_team_is_refused_and_what_was_typed_is_kept(
    browser, answers, worker_erik
):
    answer = browser.post(f"{DEPUTIES}vaelg/", answers | {"deputy": worker_erik.pk})
    assert list(answer.context["form"].errors) == ["deputy"]
    assert f'value="{answers["since"]}"' in words(answer)
    assert not Deputy.objects.exists()


def test_holder_cannot_stand_in_for_herself(browser, answers, worker_wilma):
    answer = browser.post(f"{DEPUTIES}vaelg/", answers | {"deputy": worker_wilma.pk})
    assert "Vælg en anden end den, der skal afløses." in words(answer)
    assert not Notice.objects.exists()


def test_ending_is_explained_before_it_is_done(browser, worker_otto, worker_wilma, stands_in):
    page = reverse("workspace:end_deputy", args=[stands_in(worker_otto, worker_wilma).pk])
    assert "Otto Olsen kan ikke længere se de børn, som Wilma Winther følger." in words(
        browser.get(page)
    )
    assert deputies_where(worker_otto).exists()
    browser.post(page)
    assert not deputies_where(worker_otto).exists()


def test_leader_of_another_team_finds_no_deputy(
    sign_in, leader_lone, worker_otto, worker_wilma, stands_in
):
    page = reverse("workspace:end_deputy", args=[stands_in(worker_otto, worker_wilma).pk])
    lone = sign_in(leader_lone)
    assert lone.post(page).status_code == 404
    assert "Otto" not in words(lone.get(DEPUTIES))
    assert deputies_where(worker_otto).exists()


@pytest.mark.long
def test_list_costs_the_same_for_one_and_thirty(
    browser, worker_otto, worker_wilma, stands_in, count_queries
):
    costs = []
    browser.get(DEPUTIES)  # the session notes the time once a minute
    for _number in range(30):
        stands_in(worker_otto, worker_wilma)
        costs.append(count_queries(lambda: browser.get(DEPUTIES)))
    assert len(set(costs)) == 1
