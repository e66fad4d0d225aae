"""Team leaders hand caseloads over, and no child is left without somebody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.access import children_where, has_owner
from skolespor.children.models import Child, NetworkSeat

INDEX = reverse("children:caseloads")


def words(response):
    return " ".join(response.content.decode().split())


def listed(user):
    lines = Entry.objects.filter(kind="children.listed", by_id=user.pk).order_by("pk")
    return list(lines.values_list("child_id", flat=True))


def page_of(user):
    return reverse("children:hand_over", args=[user.jobs.get().pk])


def assign_page(child):
    return reverse("children:assign", args=[child.pk])


def names_seen_by(user):
    return sorted(c.first_name for c in children_where(user, Permission.CHILD_VIEW))


@pytest.fixture
def wilmas_seats(worker_wilma, sits, emil):
    """Wilma has Maja and Emil."""
    sits(worker_wilma, emil)
    return list(NetworkSeat.objects.filter(job__user=worker_wilma).order_by("pk"))


@pytest.fixture
def hands(sign_in, leader_lis, worker_wilma, worker_otto, wilmas_seats, today):
    """Sends the page as the leader does, all to Otto with today as the last day."""

    def send(**facts):
        sent = {
            "receiver": worker_otto.jobs.get().pk,
            "last_day": f"{today:%d-%m-%Y}",
            "seats": [seat.pk for seat in wilmas_seats],
            "confirmed": "1",
        } | facts
        sent = {name: value for name, value in sent.items() if value is not None}
        return words(sign_in(leader_lis).post(page_of(worker_wilma), sent, follow=True))

    return send


# The list


def test_the_leader_sees_how_many_children_each_colleague_has(
    sign_in, leader_lis, worker_otto, wilmas_seats, worker_erik
):
    page = words(sign_in(leader_lis).get(INDEX))
    for colleague, count in (("Wilma Winther", 2), ("Otto Olsen", 0)):
        row = page[page.index(colleague) :]
        assert f'data-title="Børn">{count}</td>' in row[: row.index("</tr>")]
    assert "Erik Eng" not in page
    assert "Maja" not in page


def test_children_without_a_case_worker_stand_first(sign_in, leader_lis, worker_wilma, maja, emil):
    page = words(sign_in(leader_lis).get(INDEX))
    assert f'Emil Dahl: <a href="{assign_page(emil)}">' in page
    assert page.index("Emil Dahl") < page.index("Wilma Winther")
    assert "Maja" not in page
    assert listed(leader_lis) == [emil.pk]


@pytest.mark.parametrize("how", ["ended", "closed"])
def test_somebody_who_left_while_the_children_are_still_there_stands_out(
    sign_in, leader_lis, worker_wilma, wilmas_seats, yesterday, how
):
    changes = {"ended": {}, "closed": {"closed_at": "2026-01-01T00:00Z"}}[how]
    worker_wilma.jobs.update(until=yesterday, **changes)
    page = words(sign_in(leader_lis).get(INDEX))
    assert "Wilma Winther arbejder her ikke længere" in page
    assert "2 børn står uden en voksen." in page
    assert "Børn uden rådgiver" not in page
    assert page_of(worker_wilma) in page


def test_a_leader_of_another_team_learns_nothing(
    sign_in, leader_lone, worker_wilma, wilmas_seats, maja
):
    browser = sign_in(leader_lone)
    page = words(browser.get(INDEX))
    for name in ("Wilma", "Maja", "Emil"):
        assert name not in page
    assert browser.get(page_of(worker_wilma)).status_code == 404
    assert browser.get(assign_page(maja)).status_code == 404
    refused = Entry.objects.filter(kind="children.refused", child_id=maja.pk)
    assert refused.get().data == {
        "permission": "caseload_hand_over",
        "step": "children:assign",
    }


def test_only_leaders_hand_over(sign_in, client, worker_wilma, coordinator_karen, maja):
    for url in (INDEX, page_of(worker_wilma), assign_page(maja)):
        assert client.get(url).status_code == 302
        for user in (worker_wilma, coordinator_karen):
            assert sign_in(user).get(url).status_code == 403
            assert sign_in(user).post(url).status_code == 403


def test_the_list_costs_the_same_for_one_and_thirty(
    sign_in, leader_lis, worker_otto, new_child, sits
):
    browser = sign_in(leader_lis)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            browser.get(INDEX)
        return len(queries)

    def more(number):
        new_child(f"Barn {number}")
        sits(worker_otto, new_child(f"Ottos {number}"))

    more(0)
    cost()
    one = cost()
    for number in range(1, 30):
        more(number)
    assert cost() == one


# Handing over


def test_what_will_happen_is_told_before_it_happens(hands, leader_lis, today, tomorrow):
    page = hands(confirmed=None, last_day=f"{tomorrow:%d-%m-%Y}")
    after = tomorrow + timedelta(days=1)
    assert f"Otto Olsen får 2 børn fra {after:%d-%m-%Y}." in page
    assert f"Wilma Winther kan se børnene til og med {tomorrow:%d-%m-%Y}." in page
    assert "Ingen børn er uden en voksen undervejs." in page
    assert "Maja Ager" in page
    assert NetworkSeat.objects.filter(job__user__name="Otto Olsen").count() == 0
    assert len(listed(leader_lis)) == 2


def test_a_whole_caseload_goes_to_a_colleague_today(hands, worker_otto, worker_wilma, maja, today):
    assert "2 børn er givet videre til Otto Olsen. Ingen løfter er tabt." in hands()
    assert names_seen_by(worker_otto) == ["Emil", "Maja"]
    assert [seat.until for seat in worker_wilma.jobs.get().seats.all()] == [today, today]
    handed = Entry.objects.filter(kind="children.handed_over").values_list("child_id", flat=True)
    assert sorted(handed) == sorted(Child.objects.values_list("pk", flat=True))


def test_with_a_later_last_day_there_is_no_day_without_an_owner(
    hands, worker_otto, worker_wilma, maja, tomorrow
):
    hands(last_day=f"{tomorrow:%d-%m-%Y}")
    assert names_seen_by(worker_otto) == []
    assert names_seen_by(worker_wilma) == ["Emil", "Maja"]
    seat = NetworkSeat.objects.get(child=maja, job__user=worker_otto)
    assert seat.since == tomorrow + timedelta(days=1)


def test_chosen_children_go_and_the_others_stay(hands, worker_otto, worker_wilma, wilmas_seats):
    majas = wilmas_seats[0].pk
    assert "1 barn bliver hos Wilma Winther." in hands(seats=[majas], confirmed=None)
    hands(seats=[majas])
    assert names_seen_by(worker_otto) == ["Maja"]
    assert wilmas_seats[1] in worker_wilma.jobs.get().seats.filter(until=None)


def test_leaving_some_with_somebody_who_leaves_is_said_aloud(
    hands, worker_wilma, wilmas_seats, today
):
    chosen = [wilmas_seats[0].pk]
    assert "mangler en voksen" not in hands(seats=chosen, confirmed=None)
    worker_wilma.jobs.update(until=today)
    assert "mangler en voksen" in hands(seats=chosen, confirmed=None)


def test_the_children_of_somebody_who_has_left_get_somebody(
    hands, worker_wilma, worker_otto, maja, emil, yesterday
):
    worker_wilma.jobs.update(until=yesterday)
    assert not has_owner(maja)
    assert "kan se børnene til og med" not in hands(confirmed=None)
    hands()
    assert has_owner(maja)
    assert has_owner(emil)
    assert names_seen_by(worker_otto) == ["Emil", "Maja"]


def test_the_same_handing_over_sent_twice_is_done_once(hands, worker_otto):
    hands()
    assert "Der er ingen børn at give videre." in hands()
    assert NetworkSeat.objects.filter(job__user=worker_otto).count() == 2


def test_what_is_handed_over_already_is_not_handed_over_again(
    hands, person, familieteamet, tomorrow, maja
):
    hands(last_day=f"{tomorrow:%d-%m-%Y}")
    third = person("Tone Thy", Role.CASE_WORKER, familieteamet)
    hands(receiver=third.jobs.get().pk)
    assert NetworkSeat.objects.filter(job__user=third).count() == 0


def test_the_receivers_team_gets_a_seat_so_that_its_leader_sees_the_child(
    hands, person, house, solvang, leader_lis, maja
):
    other = house("authority_team", "Ungeteamet", solvang)
    ulla = person("Ulla Uhd", Role.CASE_WORKER, other)
    leader_lis.jobs.create(
        organisation=other, role=Role.AUTHORITY_LEADER, since=ulla.jobs.get().since
    )
    hands(receiver=ulla.jobs.get().pk)
    assert NetworkSeat.objects.filter(child=maja, organisation=other, until=None).count() == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"receiver": ""}, "skal rette"),
        ({"receiver": "4711"}, "skal rette"),
        ({"last_day": "01-01-2020"}, "Vælg i dag eller en senere dag."),
        ({"last_day": "i morgen"}, "Skriv datoen som dd-mm-åååå."),
        ({"seats": []}, "Vælg mindst ét barn."),
        ({"seats": ["4711"]}, "Listen er ændret imens."),
    ],
)
def test_refused_handing_over_keeps_what_was_chosen(hands, wrong, says, today):
    page = hands(**wrong)
    assert says in page
    assert f'value="{wrong.get("last_day", f"{today:%d-%m-%Y}")}"' in page
    assert ("selected>Otto Olsen" in page) is ("receiver" not in wrong)
    assert NetworkSeat.objects.filter(job__user__name="Otto Olsen").count() == 0


def test_a_colleague_who_leaves_gets_no_children(hands, worker_otto, today):
    worker_otto.jobs.update(until=today)
    assert "Kollegaen arbejder her ikke længere." in hands()


def test_going_back_to_correct_hands_nothing_over(hands, worker_otto):
    assert "checked" in hands(edit="1")
    assert names_seen_by(worker_otto) == []


def test_a_seat_that_ends_sooner_is_not_made_longer_by_what_it_follows(
    hands, wilmas_seats, worker_wilma, today, tomorrow
):
    worker_wilma.jobs.get().seats.update(until=today)
    hands(last_day=f"{tomorrow:%d-%m-%Y}")
    assert {seat.until for seat in worker_wilma.jobs.get().seats.all()} == {today}


# Children that nobody has


def test_a_child_gets_a_case_worker_and_the_team_a_seat(
    sign_in, leader_lis, worker_otto, maja, familieteamet
):
    NetworkSeat.objects.filter(child=maja, organisation=familieteamet).delete()
    sent = {"job": worker_otto.jobs.get().pk}
    page = words(sign_in(leader_lis).post(assign_page(maja), sent, follow=True))
    assert "Otto Olsen er nu barnets rådgiver." in page
    assert names_seen_by(worker_otto) == ["Maja"]
    assert NetworkSeat.objects.filter(child=maja, organisation=familieteamet).count() == 1


def test_who_is_slower_is_told_that_the_child_has_somebody(sign_in, leader_lis, worker_otto, maja):
    sent = {"job": worker_otto.jobs.get().pk}
    sign_in(leader_lis).post(assign_page(maja), sent)
    page = words(sign_in(leader_lis).post(assign_page(maja), sent))
    assert "Barnet har allerede en rådgiver." in page
    assert NetworkSeat.objects.filter(job__user=worker_otto).count() == 1


def test_a_child_left_behind_by_somebody_gets_one_owner_not_two(
    sign_in, leader_lis, worker_wilma, worker_otto, maja, yesterday, today
):
    worker_wilma.jobs.update(until=yesterday)
    sign_in(leader_lis).post(assign_page(maja), {"job": worker_otto.jobs.get().pk})
    assert worker_wilma.jobs.get().seats.get().until == today
    assert "arbejder her ikke længere" not in words(sign_in(leader_lis).get(INDEX))


@pytest.mark.parametrize("chosen", ["", "4711", "erik"])
def test_refused_assignment_gives_nobody(
    sign_in, leader_lis, worker_otto, worker_erik, maja, chosen
):
    job = worker_erik.jobs.get().pk if chosen == "erik" else chosen
    page = words(sign_in(leader_lis).post(assign_page(maja), {"job": job}))
    assert "skal rette" in page
    assert not has_owner(maja)
