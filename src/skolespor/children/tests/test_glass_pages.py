"""Break-glass: searched for exactly, a sentence of reason, today only, reviewed by others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.access import children_where
from skolespor.children.actions.break_glass import break_glass
from skolespor.children.models import BreakGlass, Child, NetworkSeat
from skolespor.core.fields import blind_index

SEARCH, USES = reverse("children:glass_search"), reverse("children:glass_list")
MAJAS = {"first_name": "Maja", "last_name": "Ager", "birth_year": "2016"}
WHY = "Politiet har fundet barnet alene"
CPR = "0405160001"


def words(response):
    return " ".join(response.content.decode().split())


def page_of(child):
    return reverse("children:break_glass", args=[child.pk])


def lines(*kinds):
    found = Entry.objects.filter(kind__in=[f"children.{kind}" for kind in kinds]).order_by("pk")
    return [(line.kind[9:], line.by_id, line.child_id) for line in found]


@pytest.fixture
def ottos_browser(sign_in, worker_otto, maja):
    """Otto is on duty and has searched for Maja."""
    browser = sign_in(worker_otto)
    browser.post(SEARCH, MAJAS)
    return browser


@pytest.fixture
def use(worker_otto, maja):
    return break_glass(child=maja, reason=WHY, by=worker_otto)


def review_page(use):
    return reverse("children:glass_review", args=[use.pk])


# Searching


def test_who_is_on_duty_finds_a_child_of_the_municipality_by_its_whole_name(
    sign_in, worker_otto, maja
):
    page = words(sign_in(worker_otto).post(SEARCH, MAJAS))
    assert f'href="{page_of(maja)}"' in page
    assert "Lindeskolen" not in page
    assert lines("searched", "listed") == [("searched", worker_otto.pk, maja.pk)]


def test_by_number_too_and_the_number_stands_in_no_address_and_no_log(sign_in, worker_otto, maja):
    Child.objects.update(cpr=CPR, cpr_index=blind_index("cpr", CPR))
    response = sign_in(worker_otto).post(SEARCH, {"cpr": CPR})
    assert page_of(maja) in words(response)
    assert response.request["QUERY_STRING"] == ""
    assert CPR not in str(list(Entry.objects.values()))


@pytest.mark.parametrize(
    "not_exact", [{"last_name": ""}, {"first_name": "Maj"}, {"birth_year": "2015"}]
)
def test_a_name_that_is_not_exact_finds_nobody_and_says_whom_to_call(
    sign_in, worker_otto, maja, not_exact
):
    page = words(sign_in(worker_otto).post(SEARCH, MAJAS | not_exact))
    assert "Ingen fundet" in page
    assert 'href="tel:70009002"' in page
    assert "Maja Ager" not in page
    assert lines("searched", "searched_in_vain") == [("searched_in_vain", worker_otto.pk, None)]


def test_a_child_living_here_is_found_by_the_host_municipality(sign_in, worker_erik, maja):
    assert page_of(maja) in words(sign_in(worker_erik).post(SEARCH, MAJAS))


def test_another_municipalitys_child_is_never_reached(sign_in, worker_erik, emil):
    browser = sign_in(worker_erik)
    page = words(
        browser.post(SEARCH, {"first_name": "Emil", "last_name": "Dahl", "birth_year": "2013"})
    )
    assert "Ingen fundet" in page
    assert browser.get(page_of(emil)).status_code == 404
    assert browser.post(page_of(emil), {"reason": WHY}).status_code == 404
    assert lines("refused") == [("refused", worker_erik.pk, emil.pk)] * 2
    assert BreakGlass.objects.count() == 0


def test_refused_search_keeps_what_was_typed(sign_in, worker_otto):
    page = words(sign_in(worker_otto).post(SEARCH, {"cpr": "0405", "first_name": "Maja"}))
    assert "CPR-nummeret har ikke det rigtige format." in page
    assert 'value="0405"' in page
    assert 'value="Maja"' in page


def test_who_may_open_the_child_needs_no_glass(sign_in, worker_wilma, maja):
    browser = sign_in(worker_wilma)
    page = words(browser.post(SEARCH, MAJAS))
    assert "Du har allerede adgang til barnet." in page
    child = reverse("workspace:child", args=[maja.pk])
    assert browser.get(page_of(maja)).url == child
    assert browser.post(page_of(maja), {"reason": WHY}).url == child
    assert BreakGlass.objects.count() == 0


# Breaking


def test_a_number_cannot_be_guessed_one_searches_first(sign_in, worker_otto, maja):
    """Somebody else's child, one's own municipality's, and no child: the answer is the same."""
    browser = sign_in(worker_otto)
    assert browser.get(page_of(maja)).status_code == 404
    assert browser.post(page_of(maja), {"reason": WHY}).status_code == 404
    unknown = reverse("children:break_glass", args=[maja.pk + 1])
    assert browser.get(unknown).status_code == 404
    assert lines("refused") == [
        ("refused", worker_otto.pk, number) for number in (maja.pk, maja.pk, maja.pk + 1)
    ]
    assert BreakGlass.objects.count() == 0


def test_the_page_asks_first_whether_somebody_can_be_called(ottos_browser, worker_otto, maja):
    page = words(ottos_browser.get(page_of(maja)))
    assert "Kan du nå en, der har adgang?" in page
    assert 'href="tel:70009002"' in page
    assert "Den ansvarlige for logkontrol og din leder får besked straks." in page
    assert lines("listed") == [("listed", worker_otto.pk, maja.pk)]
    assert BreakGlass.objects.count() == 0


def test_a_missing_number_is_said(sign_in, worker_erik, maja, solvang):
    solvang.phone = solvang.duty_phone = ""
    solvang.save()
    browser = sign_in(worker_erik)
    browser.post(SEARCH, MAJAS)
    assert "Nummeret til Solvang mangler. Ring 112" in words(browser.get(page_of(maja)))


def test_a_sentence_of_reason_opens_the_child_until_the_day_is_over(
    ottos_browser, worker_otto, maja, today
):
    response = ottos_browser.post(page_of(maja), {"reason": WHY})
    assert response.url == reverse("workspace:child", args=[maja.pk])
    assert list(children_where(worker_otto, Permission.CHILD_VIEW)) == [maja]
    assert NetworkSeat.objects.get(job__user=worker_otto).until == today
    assert lines("glass_broken") == [("glass_broken", worker_otto.pk, maja.pk)]
    assert WHY not in str(list(Entry.objects.values()))


@pytest.mark.parametrize("reason", ["", "  ", "haster", "Det haster"])
def test_without_a_sentence_nothing_opens_and_nothing_typed_is_lost(
    ottos_browser, worker_otto, maja, reason
):
    page = words(ottos_browser.post(page_of(maja), {"reason": reason}))
    assert "Skriv en sætning om, hvorfor du skal ind nu." in page
    assert reason.strip() in page
    assert list(children_where(worker_otto, Permission.CHILD_VIEW)) == []


def test_the_same_form_sent_twice_breaks_the_glass_once(ottos_browser, maja):
    first, second = (ottos_browser.post(page_of(maja), {"reason": WHY}) for _n in range(2))
    assert first.url == second.url
    assert BreakGlass.objects.count() == 1


def test_only_those_on_duty_have_the_page(sign_in, client, teacher_tim, coordinator_karen, maja):
    for url in (SEARCH, page_of(maja)):
        assert client.get(url).status_code == 302
        for user in (teacher_tim, coordinator_karen):
            assert sign_in(user).get(url).status_code == 403
            assert sign_in(user).post(url, MAJAS).status_code == 403


# Reviewing


def test_log_control_sees_who_when_and_why_and_a_number_for_the_child(sign_in, log_tove, use, maja):
    page = words(sign_in(log_tove).get(USES))
    for fact in ("Otto Olsen", WHY, "Familieteamet", "Venter", "senest 2 hverdage"):
        assert fact in page
    assert f"<dd>{maja.pk}</dd>" in page
    assert "Maja" not in page
    assert review_page(use) in page
    assert lines("listed") == [("listed", log_tove.pk, maja.pk)]


def test_the_leader_is_told_of_the_own_staff_and_reviews_nothing(sign_in, leader_lis, use):
    page = words(sign_in(leader_lis).get(USES))
    assert "Otto Olsen" in page
    assert review_page(use) not in page
    assert sign_in(leader_lis).get(review_page(use)).status_code == 403
    assert sign_in(leader_lis).post(review_page(use), {"in_order": "yes"}).status_code == 403


def test_leaders_and_log_control_elsewhere_learn_nothing(
    sign_in, leader_lone, person, ellevang, use
):
    control = person("Ellen Eg", Role.DATA_RESPONSIBLE, ellevang)
    for stranger in (leader_lone, control):
        assert "Nødadgang er ikke brugt." in words(sign_in(stranger).get(USES))
    assert sign_in(control).get(review_page(use)).status_code == 404
    assert sign_in(control).post(review_page(use), {"in_order": "yes"}).status_code == 404
    use.refresh_from_db()
    assert use.reviewed_at is None


def test_others_see_no_uses(sign_in, client, worker_otto, coordinator_karen, admin_inge, use):
    for url in (USES, review_page(use)):
        assert client.get(url).status_code == 302
        for user in (worker_otto, coordinator_karen, admin_inge):
            assert sign_in(user).get(url).status_code == 403


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"in_order": "yes", "note": ""}, "Det var i orden."),
        (
            {"in_order": "no", "note": "Jeg taler med Otto"},
            "Det var ikke i orden. Tove Nygaard følger op.",
        ),
    ],
)
def test_the_answer_stands_there_afterwards(sign_in, log_tove, use, answer, says):
    page = words(sign_in(log_tove).post(review_page(use), answer, follow=True))
    assert says in page
    assert answer["note"] in page
    assert review_page(use) not in page
    assert "Gem svaret" not in words(sign_in(log_tove).get(review_page(use)))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"note": "Jeg taler med Otto"}, "Vælg et svar."),
        ({"in_order": "no", "note": "Nej"}, "Skriv hvorfor, med en sætning."),
    ],
)
def test_refused_review_keeps_what_was_typed(sign_in, log_tove, use, wrong, says):
    page = words(sign_in(log_tove).post(review_page(use), wrong))
    assert says in page
    assert wrong["note"] in page
    use.refresh_from_db()
    assert use.reviewed_at is None


def test_the_second_answer_does_not_replace_the_first(sign_in, log_tove, use):
    sign_in(log_tove).post(review_page(use), {"in_order": "yes"})
    again = {"in_order": "no", "note": "Alligevel ikke"}
    assert "Det er allerede gjort af en anden." in words(
        sign_in(log_tove).post(review_page(use), again)
    )
    use.refresh_from_db()
    assert use.in_order is True


def test_nobody_reviews_the_own_use(sign_in, worker_otto, solvang, use):
    worker_otto.jobs.create(
        organisation=solvang, role=Role.DATA_RESPONSIBLE, since=worker_otto.jobs.get().since
    )
    page = words(sign_in(worker_otto).get(USES))
    assert review_page(use) not in page
    page = words(sign_in(worker_otto).post(review_page(use), {"in_order": "yes"}))
    assert "Du kan ikke gennemgå din egen brug." in page


@pytest.mark.long
def test_the_list_costs_the_same_for_one_and_thirty(sign_in, log_tove, worker_otto, use, new_child):
    browser = sign_in(log_tove)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            browser.get(USES)
        return len(queries)

    cost()
    one = cost()
    for number in range(29):
        break_glass(child=new_child(f"Barn {number}"), reason=WHY, by=worker_otto)
    assert cost() == one
