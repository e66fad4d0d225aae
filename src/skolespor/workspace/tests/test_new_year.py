"""Nyt skoleår: what is left, what is done, and an honest word when there is nothing to do."""

from datetime import date

import pytest
from django.urls import reverse

from skolespor.accounts.roles import Role, grants
from skolespor.children.actions.new_year import go_on
from skolespor.children.models import Enrolment, Naming
from skolespor.children.rules import InClass
from skolespor.direction.actions import review
from skolespor.direction.rules import PARTS
from skolespor.workspace.context import menu
from tests.days import LAST_SUMMER

pytestmark = pytest.mark.once

FRONT, TODAY_PAGE, RENEW = (
    reverse(name) for name in ("workspace:new_year", "workspace:today", "children:renew")
)
AUGUST = date(2026, 8, 10)


@pytest.fixture
def on_day(time_machine):
    """Lets the school year stand still: `on_day(date(2026, 8, 10))`."""
    return lambda day: time_machine.move_to(f"{day} 10:00", tick=False)


@pytest.fixture
def hanne(sign_in, head_hanne, teacher_tim, on_day):
    """The head of Maja's school in August; Tim was named for last year."""
    Naming.objects.update(since=LAST_SUMMER, until=date(2026, 7, 31))
    on_day(AUGUST)
    return sign_in(head_hanne)


def words(answer):
    return " ".join(answer.content.decode().split())


def goes_on(child, by):
    row = child.enrolments.get(until=None)
    return go_on(enrolment=row, goes_on=InClass(4, "4.B"), today=AUGUST, by=by)


def renewed(browser):
    return browser.post(RENEW, {"staying": [Naming.objects.get().pk]})


def test_in_august_everything_is_left(hanne):
    page = words(hanne.get(FRONT))
    assert "Nyt skoleår 2026/27" in page
    assert "1 barn mangler en klasse." in page
    assert "Ved 1 barn skal I gå de voksne igennem." in page
    assert "Beredskabet er ikke set igennem i skoleåret endnu." in page
    assert "Maja" not in page


def test_what_is_done_is_done_wherever_it_was_done(hanne, maja, head_hanne, lindeskolen):
    goes_on(maja, head_hanne)
    page = words(hanne.get(FRONT))
    assert "Alle børn, du svarer for, har en klasse." in page
    assert "Ved 1 barn" in page
    answer = renewed(hanne)
    assert answer.url == FRONT
    assert "Alle voksne er gået igennem." in words(hanne.get(FRONT))
    review(place=lindeskolen, parts=PARTS, today=AUGUST, by=head_hanne)
    page = words(hanne.get(FRONT))
    assert "Alt er klaret for skoleåret 2026/27. Fra 01-06-2027 kan du begynde på 2027/28." in page


def test_only_the_next_step_has_the_main_button(hanne, maja, head_hanne):
    def buttons():
        return [card.kind for card in hanne.get(FRONT).context["cards"]]

    assert buttons() == ["primary", "secondary", "secondary"]
    goes_on(maja, head_hanne)
    assert buttons() == ["secondary", "primary", "secondary"]


def test_line_of_steps_stands_on_every_page_of_the_work(hanne, maja, head_hanne, lindeskolen):
    goes_on(maja, head_hanne)
    review_page = reverse("direction:review", args=[lindeskolen.pk])
    for address, states in [
        (reverse("workspace:classes"), ["current", "", ""]),
        (RENEW, ["done", "current", ""]),
        (review_page, ["done", "", "current"]),
    ]:
        steps = hanne.get(address).context["new_year_steps"]
        assert [step.state for step in steps] == states
        assert "Trin i det nye skoleår" in words(hanne.get(address))


def test_leader_of_a_home_renews_without_the_line(sign_in, home_helle, home_sam, on_day):
    on_day(AUGUST)
    assert "Trin i det nye skoleår" not in words(sign_in(home_helle).get(RENEW))


def test_in_june_the_coming_year_can_be_prepared(hanne, maja, head_hanne, on_day):
    on_day(date(2026, 6, 10))
    page = words(hanne.get(FRONT))
    assert "Nyt skoleår 2026/27" in page
    assert "Fra 01-08-2026." in page
    assert "mangler klasse" not in words(hanne.get(TODAY_PAGE))
    go_on(
        enrolment=maja.enrolments.get(),
        goes_on=InClass(4),
        today=date(2026, 6, 10),
        by=head_hanne,
    )
    renewed(hanne)
    page = words(hanne.get(FRONT))
    assert "Alt det, du kan gøre nu, er klaret. Resten kan du gøre fra 01-08-2026." in page


@pytest.mark.long
def test_overview_speaks_of_it_from_august_until_it_is_done(
    sign_in, head_hanne, hanne, maja, on_day
):
    def overview(day):
        on_day(day)
        return words(sign_in(head_hanne).get(TODAY_PAGE))

    assert "mangler klasse" not in overview(date(2026, 7, 31))
    page = overview(date(2026, 8, 1))
    assert "1 barn mangler klasse i skoleåret 2026/27." in page
    assert FRONT in page
    assert "mangler klasse" in overview(date(2027, 5, 31))
    on_day(AUGUST)
    goes_on(maja, head_hanne)
    assert "mangler klasse" not in overview(AUGUST)


def test_coordinator_gives_classes_and_looks_on_at_the_schools(
    sign_in, coordinator_karen, head_hans, maja, emil, engskolen, on_day
):
    on_day(AUGUST)
    karen = sign_in(coordinator_karen)
    page = words(karen.get(FRONT))
    assert "1 barn mangler en klasse. Ved 1 barn i kommunen har skolen ikke svaret." in page
    assert "1 skole har ikke et beredskab, der gælder." in page
    goes_on(maja, coordinator_karen)
    page = words(karen.get(FRONT))
    assert "Du har gjort dit. Nogle skoler mangler endnu." in page
    assert "Alt er klaret" not in page
    goes_on(emil, head_hans)
    review(place=engskolen, parts=PARTS, today=AUGUST, by=head_hans)
    page = words(karen.get(FRONT))
    assert "Alle børn, du svarer for, har en klasse." in page
    assert "Alt er klaret for skoleåret 2026/27. Fra 01-06-2027" in page


def test_coordinator_in_june_is_told_that_all_is_done(sign_in, coordinator_karen, maja, on_day):
    on_day(date(2026, 6, 10))
    Enrolment.objects.update(until=date(2026, 7, 31))
    page = words(sign_in(coordinator_karen).get(FRONT))
    assert "Alt er klaret for skoleåret 2026/27." in page


def test_others_have_no_such_page(
    sign_in, client, teacher_tim, worker_wilma, home_helle, leader_lis
):
    for other in (teacher_tim, worker_wilma, home_helle, leader_lis):
        assert sign_in(other).get(FRONT).status_code == 403
    assert client.get(FRONT).status_code == 302


@pytest.mark.parametrize("role", Role)
def test_menu_has_at_most_seven_entries(role):
    assert len(menu(grants(role), has_job=True)) <= 7


def test_front_costs_the_same_for_one_and_thirty(
    sign_in, head_hans, new_child, learns, engskolen, count_queries, on_day
):
    on_day(AUGUST)
    browser = sign_in(head_hans)
    learns(new_child("Asta"), engskolen)
    browser.get(FRONT)
    one = count_queries(lambda: browser.get(FRONT))
    for number in range(29):
        learns(new_child(f"Barn {number}"), engskolen)
    assert count_queries(lambda: browser.get(FRONT)) == one
    assert "30 børn mangler en klasse." in words(browser.get(FRONT))
