"""Brugere: the administrator sees people and their jobs, and never a child."""

from html import unescape

import pytest
from django.urls import reverse

from skolespor.accounts.models import Invitation, JobSeat
from skolespor.accounts.roles import Role

pytestmark = pytest.mark.once

PEOPLE = "/konto/brugere/"


@pytest.fixture
def browser(sign_in, admin_inge):
    return sign_in(admin_inge)


@pytest.fixture
def shown(browser):
    """The page as people read it: `shown("accounts:person", 7, search="ø")`."""

    def read(name, *args, side=None, **search):
        if search:
            assert browser.post(reverse(name, args=args), search).status_code == 302
        page = {"side": side} if side else {}
        return unescape(browser.get(reverse(name, args=args), page).content.decode())

    return read


@pytest.fixture
def staff(person, engskolen):
    """Åse, Ærlig and Øjvind work at Engskolen; Dorte has stopped; Frode begins."""
    return lambda name, **days: person(name, Role.SCHOOL_STAFF, engskolen, **days)


@pytest.mark.parametrize("who", ["head_hans", "leader_lis", "coordinator_karen", "foster_frank"])
@pytest.mark.parametrize(
    "page", ["people", "invitations", "invite_where", "organisations", "make_organisation"]
)
def test_pages_are_for_the_administrator_only(request, sign_in, who, page):
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(reverse(f"accounts:{page}")).status_code == 403


def test_stranger_is_asked_to_sign_in(client, db):
    assert client.get(PEOPLE).url == f"{reverse('account_login')}?next={PEOPLE}"


def test_people_stand_in_danish_order(shown, staff):
    for name in ("Åse Aa", "Øjvind Ø", "Ærlig Æ", "Bo B"):
        staff(name)
    page = shown("accounts:people")
    order = [page.index(name) for name in ("Bo B", "Ærlig Æ", "Øjvind Ø", "Åse Aa")]
    assert order == sorted(order)


@pytest.mark.parametrize("search", ["øjvind", "ØJVIND", "jvind ø", "øjvind.ø@example"])
def test_search_knows_danish_letters_in_name_and_address(shown, staff, search):
    staff("Øjvind Ø")
    staff("Oskar O")
    page = shown("accounts:people", search=search)
    assert "Øjvind Ø" in page
    assert "Oskar O" not in page


def test_nobody_found_is_said_with_a_way_on(shown):
    assert "Vi fandt ingen." in shown("accounts:people", search="findes ikke")


def test_people_of_other_municipalities_are_not_shown(shown, browser, head_hanne, teacher_nora):
    assert "Hanne Holm" not in shown("accounts:people", former="on")
    assert browser.get(reverse("accounts:person", args=[head_hanne.pk])).status_code == 404


@pytest.mark.parametrize("number", [0, 10**18, 10**30])
def test_numbers_of_nobody_are_not_found(browser, number):
    assert browser.get(f"{PEOPLE}{number}/").status_code == 404


def test_those_who_have_stopped_are_shown_on_request(shown, staff, yesterday):
    staff("Dorte Dal", until=yesterday)
    assert "Dorte Dal" not in shown("accounts:people")
    assert "Dorte Dal" in shown("accounts:people", former="on")


def test_open_coming_and_ended_jobs_are_told_apart(shown, staff, tomorrow, yesterday, solvang):
    frode = staff("Frode Falk", since=tomorrow)
    JobSeat.objects.create(
        user=frode, organisation=solvang, role=Role.DPO, since=yesterday, until=yesterday
    )
    page = shown("accounts:person", frode.pk)
    assert [word in page for word in ("Kommer", "Slut", "Åben")] == [True, True, False]


def test_jobs_in_other_municipalities_are_not_shown(shown, staff, lindeskolen, today):
    bo = staff("Bo B")
    JobSeat.objects.create(user=bo, organisation=lindeskolen, role=Role.HEAD_TEACHER, since=today)
    page = shown("accounts:person", bo.pk)
    assert "Lindeskolen" not in page
    assert "Engskolen" in page


def test_administrator_is_told_that_children_are_not_here(shown):
    assert "Som administrator ser du ikke børn." in shown("accounts:people")


@pytest.mark.usefixtures("maja", "emil", "kalle", "mother_mie", "maja_herself")
def test_no_child_and_no_parent_is_on_any_page(shown, browser, everybody):
    pages = [shown("accounts:people", former="on"), shown("accounts:organisations")]
    pages += [shown("accounts:person", job.user_id) for job in JobSeat.objects.all()]
    for word in ("Maja", "Emil", "Kalle", "Ager", "Dahl", "Krog"):
        assert not any(word in page for page in pages), word


def test_person_without_a_job_is_nobody_here(browser, mother_mie):
    assert browser.get(reverse("accounts:person", args=[mother_mie.pk])).status_code == 404


@pytest.mark.long
def test_list_costs_the_same_for_one_and_thirty_people(browser, staff, count_queries):
    costs = []
    browser.get(PEOPLE)  # the session notes the time once a minute
    for number in range(30):
        staff(f"Nr {number:02d}")
        costs.append(count_queries(lambda: browser.get(PEOPLE)))
    assert len(set(costs)) == 1


def test_list_is_paged(shown, staff):
    for number in range(35):
        staff(f"Nr {number:02d}")
    assert "Nr 34" not in shown("accounts:people")
    assert "Nr 34" in shown("accounts:people", side=2)


# Inviting


def test_roles_follow_from_the_place_in_two_steps(browser, shown, engskolen):
    answer = browser.get(reverse("accounts:invite_where"), {"place": engskolen.pk})
    assert answer.url == reverse("accounts:invite", args=[engskolen.pk])
    page = shown("accounts:invite", engskolen.pk)
    assert "Skoleleder" in page
    assert "Børne- og ungerådgiver" not in page


def test_places_of_others_are_neither_offered_nor_open(browser, shown, lindeskolen):
    assert "Lindeskolen" not in shown("accounts:invite_where")
    assert browser.get(reverse("accounts:invite", args=[lindeskolen.pk])).status_code == 404


def test_person_is_invited_and_stands_among_the_invited(browser, engskolen):
    answers = {"email": "ny@example.invalid", "name": "Ny Nielsen", "role": "school_staff"}
    answer = browser.post(reverse("accounts:invite", args=[engskolen.pk]), answers, follow=True)
    page = unescape(answer.content.decode())
    assert "Ny Nielsen har fået en invitation." in page
    assert "Lærer eller pædagog i skolen, Engskolen" in page


def test_refused_invitation_keeps_what_was_typed(browser, engskolen, admin_inge):
    answers = {"email": admin_inge.email, "name": "Mig Selv", "role": "school_staff"}
    page = browser.post(reverse("accounts:invite", args=[engskolen.pk]), answers).content.decode()
    assert "Du kan ikke give eller tage din egen adgang." in page
    assert 'value="Mig Selv"' in page
    assert not Invitation.objects.exists()


def test_invitation_is_sent_again_by_a_button_not_by_a_link(browser, invite, yesterday):
    invitation = invite()
    Invitation.objects.update(expires_on=yesterday)
    assert "Udløbet" in browser.get(reverse("accounts:invitations")).content.decode()
    address = reverse("accounts:resend", args=[invitation.pk])
    assert browser.get(address).status_code == 405
    assert browser.post(address).url == reverse("accounts:invitations")
    invitation.refresh_from_db()
    assert invitation.expires_on > yesterday


def test_withdrawing_is_explained_before_it_is_done(browser, invite):
    address = reverse("accounts:withdraw", args=[invite().pk])
    assert "Linket holder op med at virke." in browser.get(address).content.decode()
    assert Invitation.objects.get().withdrawn_at is None
    browser.post(address)
    assert Invitation.objects.get().withdrawn_at is not None
    assert browser.get(address).status_code == 404


def test_invitations_of_others_are_not_found(sign_in, invite, person, ellevang):
    elle = sign_in(person("Elle Elm", Role.SYSTEM_ADMINISTRATOR, ellevang))
    invitation = invite()
    for page in ("resend", "withdraw"):
        assert elle.post(reverse(f"accounts:{page}", args=[invitation.pk])).status_code == 404
    assert "Alle, der er inviteret, har svaret." in unescape(
        elle.get(reverse("accounts:invitations")).content.decode()
    )


# Jobs


def test_further_job_is_given_in_two_steps(browser, head_hans, solvang, today):
    where = reverse("accounts:give_job_where", args=[head_hans.pk])
    answer = browser.get(where, {"place": solvang.pk})
    job = {"role": "local_lead", "since": f"{today:%d-%m-%Y}"}
    assert browser.post(answer.url, job).url == reverse("accounts:person", args=[head_hans.pk])
    assert head_hans.jobs.filter(organisation=solvang, role="local_lead").exists()


def test_last_day_is_set(browser, head_hans, tomorrow):
    address = reverse("accounts:end_job", args=[head_hans.jobs.get().pk])
    browser.post(address, {"until": f"{tomorrow:%d-%m-%Y}"})
    assert head_hans.jobs.get().until == tomorrow


def test_last_day_that_has_passed_is_refused_on_the_field(browser, head_hans, yesterday):
    address = reverse("accounts:end_job", args=[head_hans.jobs.get().pk])
    answer = browser.post(address, {"until": f"{yesterday:%d-%m-%Y}"})
    assert "until" in answer.context["form"].errors
    assert head_hans.jobs.get().until is None


def test_closing_says_what_will_happen_and_happens_with_a_reason(browser, head_hans):
    address = reverse("accounts:close_job", args=[head_hans.jobs.get().pk])
    page = unescape(browser.get(address).content.decode())
    assert "Hans Hald har ikke længere plads som Skoleleder i Engskolen." in page
    assert browser.post(address, {"reason": "Nej"}).context["form"].errors
    assert head_hans.jobs.get().closed_at is None
    browser.post(address, {"reason": "Bortvist i dag"})
    assert head_hans.jobs.get().closed_at is not None


def test_administrator_has_no_buttons_for_her_own_jobs(shown, admin_inge):
    page = shown("accounts:person", admin_inge.pk)
    assert "Det er dig selv." in page
    assert "Luk adgang nu" not in page


@pytest.mark.parametrize("page", ["end_job", "close_job"])
def test_jobs_of_other_municipalities_are_not_found(browser, head_hanne, page):
    address = reverse(f"accounts:{page}", args=[head_hanne.jobs.get().pk])
    assert browser.post(address, {"reason": "Væk med hende"}).status_code == 404
    assert head_hanne.jobs.get().closed_at is None
