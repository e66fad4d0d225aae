"""Head teachers and leaders of homes name the staff, and go the list through each August."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.models import Child, Naming, NetworkSeat
from skolespor.children.rules import end_of_school_year, year_to_renew
from tests.days import LAST_SUMMER

INDEX, RENEW = reverse("children:naming"), reverse("children:renew")


def words(response):
    return " ".join(response.content.decode().split())


def listed(user):
    lines = Entry.objects.filter(kind="children.listed", by_id=user.pk).order_by("pk")
    return list(lines.values_list("child_id", flat=True))


def page_for(seat):
    return reverse("children:name_staff", args=[seat.pk])


@pytest.fixture
def school_seat(maja, lindeskolen, seat_of):
    return seat_of(maja, lindeskolen)


@pytest.fixture
def on_day(monkeypatch):
    """Lets the school year stand still: `on_day(date(2026, 8, 10))`."""
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda *_zone: day)


@pytest.fixture
def named_last_year(teacher_tim):
    Naming.objects.update(since=LAST_SUMMER, until=date(2026, 7, 31))
    return Naming.objects.get()


# The list


def test_a_head_sees_the_schools_children_and_who_is_named(
    sign_in, head_hanne, teacher_tim, maja, emil
):
    page = words(sign_in(head_hanne).get(INDEX))
    assert "Maja Ager" in page
    assert "Lindeskolen, siden 01-08-2025" in page
    assert "Tim Toft" in page
    assert "Kontaktlærer mangler" not in page
    assert "Emil" not in page
    assert listed(head_hanne) == [maja.pk]


def test_a_child_with_nobody_and_one_without_a_contact_teacher_stand_out(
    sign_in, head_hanne, teacher_tim, teacher_nora, maja
):
    Naming.objects.all().update(role=Role.SCHOOL_STAFF)
    assert "Kontaktlærer mangler" in words(sign_in(head_hanne).get(INDEX))
    Naming.objects.all().delete()
    assert "Ingen voksne er valgt" in words(sign_in(head_hanne).get(INDEX))


def test_somebody_whose_job_is_over_counts_as_nobody(
    sign_in, head_hanne, teacher_tim, maja, yesterday
):
    teacher_tim.jobs.update(until=yesterday)
    page = words(sign_in(head_hanne).get(INDEX))
    assert "Tim Toft" not in page
    assert "Ingen voksne er valgt" in page


def test_the_list_tells_nothing_but_the_house_and_the_staff(sign_in, head_hanne, teacher_tim, maja):
    Child.objects.update(is_protected=True)
    page = words(sign_in(head_hanne).get(INDEX))
    for secret in ("3.B", "Familien Bo", "Skovvej", "Solvang", "2016"):
        assert secret not in page
    assert reverse("workspace:child", args=[maja.pk]) not in page


def test_a_leader_of_a_home_sees_the_homes_children(sign_in, home_helle, home_sam, kalle, maja):
    page = words(sign_in(home_helle).get(INDEX))
    assert "Kalle Krog" in page
    assert "Sam Sand" in page
    assert "Kontaktlærer" not in page
    assert "Maja" not in page


def test_an_empty_house_says_so(sign_in, head_hans, engskolen):
    assert "I har ingen børn lige nu." in words(sign_in(head_hans).get(INDEX))


def test_the_list_costs_the_same_for_one_and_thirty(
    sign_in, head_hans, new_child, learns, engskolen
):
    browser = sign_in(head_hans)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            browser.get(INDEX)
        return len(queries)

    learns(new_child("Asta"), engskolen)
    cost()
    one = cost()
    for number in range(29):
        learns(new_child(f"Barn {number}"), engskolen)
    assert cost() == one
    assert len(listed(head_hans)) == 2 + 30


def test_the_list_is_paged(sign_in, head_hans, new_child, learns, engskolen):
    for number in range(31):
        learns(new_child(f"Barn {number:02}"), engskolen)
    first, second = (words(sign_in(head_hans).get(INDEX, {"side": n})) for n in (1, 2))
    assert "Barn 29" in first
    assert "Barn 30" not in first
    assert "Barn 30" in second


# Naming


def test_a_named_teacher_is_let_in_until_the_school_year_ends(
    sign_in, head_hanne, teacher_nora, school_seat, today
):
    job = teacher_nora.jobs.get()
    sent = {"job": job.pk, "role": "contact_teacher"}
    response = sign_in(head_hanne).post(page_for(school_seat), sent, follow=True)
    until = end_of_school_year(today)
    assert f"Nora Nue er valgt til og med {until:%d-%m-%Y}." in words(response)
    naming = Naming.objects.get()
    assert (naming.job, naming.role, naming.until) == (job, "contact_teacher", until)
    assert naming.named_by == head_hanne


def test_in_a_home_nobody_is_asked_what_the_person_is(
    sign_in, home_helle, home_siri, kalle, bakkehuset, seat_of
):
    seat = seat_of(kalle, bakkehuset)
    assert 'name="role"' not in words(sign_in(home_helle).get(page_for(seat)))
    sign_in(home_helle).post(page_for(seat), {"job": home_siri.jobs.get().pk})
    assert Naming.objects.get().role == "placement_staff"


def test_only_staff_of_the_house_who_are_not_named_yet_can_be_chosen(
    sign_in, head_hanne, teacher_tim, teacher_nora, school_seat, home_siri
):
    page = words(sign_in(head_hanne).get(page_for(school_seat)))
    assert "Nora Nue" in page
    for other in ("Tim Toft", "Siri Skov", "Hanne Holm, "):
        assert other not in page


def test_without_staff_the_page_says_whom_to_ask(sign_in, head_hanne, school_seat):
    assert "bed jeres administrator" in words(sign_in(head_hanne).get(page_for(school_seat)))


@pytest.mark.parametrize(
    "wrong", [{}, {"role": "contact_teacher"}, {"job": "4711", "role": "contact_teacher"}]
)
def test_refused_naming_keeps_what_was_chosen(
    sign_in, head_hanne, teacher_nora, school_seat, wrong
):
    response = sign_in(head_hanne).post(page_for(school_seat), wrong)
    page = words(response)
    assert "skal rette" in page
    assert ("checked" in page) is ("role" in wrong)
    assert Naming.objects.count() == 0


def test_the_same_form_sent_twice_names_once(sign_in, head_hanne, teacher_nora, school_seat):
    sent = {"job": teacher_nora.jobs.get().pk, "role": "contact_teacher"}
    for _n in range(2):
        sign_in(head_hanne).post(page_for(school_seat), sent)
    assert Naming.objects.count() == 1


def test_a_leader_of_another_house_learns_nothing(
    sign_in, head_hans, home_helle, teacher_tim, school_seat
):
    naming = Naming.objects.get()
    for stranger in (head_hans, home_helle):
        browser = sign_in(stranger)
        assert browser.get(page_for(school_seat)).status_code == 404
        assert browser.post(reverse("children:end_naming", args=[naming.pk])).status_code == 404
    assert Naming.objects.filter(closed_at=None).count() == 1
    assert Entry.objects.filter(kind="accounts.refused").count() == 4


def test_staff_name_nobody(sign_in, client, teacher_tim, school_seat):
    urls = [INDEX, RENEW, page_for(school_seat)]
    urls.append(reverse("children:end_naming", args=[Naming.objects.get().pk]))
    for url in urls:
        assert sign_in(teacher_tim).get(url).status_code == 403
        assert client.get(url).status_code == 302


# Ending


def test_taking_somebody_off_says_first_what_it_means(sign_in, head_hanne, teacher_tim, maja):
    url = reverse("children:end_naming", args=[Naming.objects.get().pk])
    page = words(sign_in(head_hanne).get(url))
    assert "Tim Toft kan ikke se Maja Ager længere." in page
    assert Naming.objects.get().closed_at is None
    assert listed(head_hanne) == [maja.pk]
    sign_in(head_hanne).post(url)
    assert Naming.objects.get().closed_at is not None
    assert Entry.objects.filter(kind="children.naming_ended", child_id=maja.pk).count() == 1


# A new school year


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 4, 30), date(2025, 7, 31)),
        (date(2026, 5, 1), date(2026, 7, 31)),
        (date(2026, 7, 31), date(2026, 7, 31)),
        (date(2026, 8, 1), date(2026, 7, 31)),
        (date(2026, 12, 24), date(2026, 7, 31)),
    ],
)
def test_from_may_the_coming_summer_is_gone_through(day, end):
    assert year_to_renew(day) == end


@pytest.mark.parametrize(
    ("day", "since"),
    [(date(2026, 6, 10), date(2026, 8, 1)), (date(2026, 8, 10), date(2026, 8, 10))],
)
def test_who_stays_is_named_for_the_whole_new_year(
    sign_in, head_hanne, named_last_year, on_day, day, since
):
    on_day(day)
    browser = sign_in(head_hanne)
    assert "Gå listen igennem" in words(browser.get(INDEX))
    assert "Tim Toft, Kontaktlærer" in words(browser.get(RENEW))
    browser.post(RENEW, {"staying": [named_last_year.pk]})
    renewed = Naming.objects.latest("pk")
    assert (renewed.since, renewed.until) == (since, date(2027, 7, 31))
    assert "Gå listen igennem" not in words(browser.get(INDEX))


def test_who_stops_keeps_the_last_days_and_is_asked_about_once(
    sign_in, head_hanne, named_last_year, on_day
):
    on_day(date(2026, 6, 10))
    sign_in(head_hanne).post(RENEW, {})
    assert Naming.objects.get().closed_at is None
    on_day(date(2026, 8, 10))
    sign_in(head_hanne).post(RENEW, {})
    assert Naming.objects.get().closed_at is not None
    assert "Alle er gået igennem." in words(sign_in(head_hanne).get(RENEW))


def test_a_child_that_has_nobody_is_gone_through_as_well(
    sign_in, head_hanne, named_last_year, new_child, learns, lindeskolen, on_day, maja
):
    asta = new_child("Asta", "Beck")
    enrolment = learns(asta, lindeskolen)
    on_day(date(2026, 8, 10))
    page = words(sign_in(head_hanne).get(RENEW))
    assert "Vælg en voksen til Asta Beck" in page
    assert "Vælg en voksen til Maja" not in page
    assert page_for(NetworkSeat.objects.get(enrolment=enrolment)) in page
    assert sorted(listed(head_hanne)) == sorted([maja.pk, asta.pk])


def test_nobody_is_asked_about_staff_or_children_who_have_left(
    sign_in, head_hanne, named_last_year, teacher_tim, on_day
):
    teacher_tim.jobs.update(until=date(2026, 7, 31))
    on_day(date(2026, 8, 10))
    assert "Tim Toft" not in words(sign_in(head_hanne).get(RENEW))
    teacher_tim.jobs.update(until=None)
    NetworkSeat.objects.update(until=date(2026, 7, 31))
    assert "Tim Toft" not in words(sign_in(head_hanne).get(RENEW))


def test_the_list_sent_twice_renews_once(sign_in, head_hanne, named_last_year, on_day):
    on_day(date(2026, 8, 10))
    browser = sign_in(head_hanne)
    browser.post(RENEW, {"staying": [named_last_year.pk]})
    again = words(browser.post(RENEW, {"staying": [named_last_year.pk]}))
    assert "Alle er gået igennem." in again
    assert Naming.objects.count() == 2
