"""Ferieplan: who reads it, who writes it, and what it says."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from skolespor.accounts.roles import Role
from skolespor.calendar.models import Holiday
from skolespor.calendar.rules.days import assumed_school_days
from skolespor.calendar.rules.years import SchoolYear


@pytest.fixture
def browser(sign_in, admin_inge):
    return sign_in(admin_inge)


@pytest.fixture
def plan(solvang):
    return reverse("calendar:plan", args=[solvang.pk])


@pytest.fixture
def new(solvang):
    return reverse("calendar:add", args=[solvang.pk])


@pytest.fixture
def autumn(closes, this_year):
    """A holiday of a week that stands in Solvang's plan."""
    monday = date.fromisocalendar(this_year.begins, 42, 1)
    return closes("Efterårsferie", monday, monday + timedelta(days=6))


def change(holiday):
    return reverse("calendar:edit", args=[holiday.municipality_id, holiday.pk])


def take_out(holiday):
    return reverse("calendar:remove", args=[holiday.municipality_id, holiday.pk])


def answers(since, until, name="Vinterferie"):
    return {"name": name, "since": f"{since:%d-%m-%Y}", "until": f"{until:%d-%m-%Y}"}


def words(answer):
    return " ".join(unescape(answer.content.decode()).split())


def test_menu_and_footer_lead_to_the_own_municipality(browser, plan):
    front = words(browser.get("/"))
    assert front.count(f'href="{reverse("calendar:index")}"') >= 2
    assert browser.get(reverse("calendar:index")).url == plan


@pytest.mark.parametrize(
    "who", ["head_hans", "worker_wilma", "foster_frank", "director_dan", "log_tove"]
)
def test_everybody_who_works_in_the_municipality_reads_and_does_not_write(
    request, sign_in, who, plan, new, autumn
):
    other = sign_in(request.getfixturevalue(who))
    assert reverse("calendar:index") in words(other.get("/"))
    shown = words(other.get(plan))
    assert "Efterårsferie" in shown
    assert new not in shown
    assert change(autumn) not in shown
    for address in (new, change(autumn), take_out(autumn)):
        assert other.get(address).status_code == 403
        assert other.post(address).status_code == 403


@pytest.mark.parametrize(
    "who", ["teacher_tim", "foster_freja", "worker_erik", "adviser_rikke", "mother_mie"]
)
def test_there_is_no_such_plan_for_those_who_work_elsewhere(request, sign_in, who, plan):
    assert sign_in(request.getfixturevalue(who)).get(plan).status_code == 404


@pytest.mark.parametrize("who", ["adviser_rikke", "mother_mie", "maja_herself"])
def test_who_works_in_no_municipality_is_told_so(request, sign_in, who):
    other = sign_in(request.getfixturevalue(who))
    shown = words(other.get(reverse("calendar:index")))
    assert "En ferieplan hører til en kommune." in shown


def test_administrator_of_another_municipality_finds_nothing_to_change(
    sign_in, person, ellevang, new, autumn
):
    hugo = sign_in(person("Hugo Bro", Role.SYSTEM_ADMINISTRATOR, ellevang))
    for address in (new, change(autumn), take_out(autumn)):
        assert hugo.post(address).status_code == 404
    assert Holiday.objects.get() == autumn


def test_holiday_of_another_municipality_has_no_page_here(browser, autumn, ellevang):
    autumn.municipality = ellevang
    autumn.save()
    assert browser.get(f"/ferieplan/{ellevang.pk}/{autumn.pk}/ret/").status_code == 404


def test_who_is_not_signed_in_is_asked_to(client, plan):
    assert client.get(plan).status_code == 302


def test_school_administration_writes_a_holiday(sign_in, clerk_ole, plan, new, this_year):
    ole = sign_in(clerk_ole)
    monday = date.fromisocalendar(this_year.begins + 1, 7, 1)
    answer = ole.post(new, answers(monday, monday + timedelta(days=4)))
    assert answer.url == f"{plan}?year={this_year.begins}"
    shown = words(ole.get(answer.url))
    assert "Ferien står i planen." in shown
    assert "Vinterferie" in shown


def test_holiday_is_changed_with_its_days_already_in_the_form(browser, autumn):
    shown = words(browser.get(change(autumn)))
    assert f'value="{autumn.since:%d-%m-%Y}"' in shown
    browser.post(change(autumn), answers(autumn.since, autumn.since, "Efterårsdag"))
    row = Holiday.objects.get()
    assert (row.pk, row.name, row.until) == (autumn.pk, "Efterårsdag", autumn.since)


def test_holiday_is_removed_after_one_has_seen_what_changes(browser, autumn):
    shown = words(browser.get(take_out(autumn)))
    assert "Efterårsferie står ikke længere i planen." in shown
    assert Holiday.objects.exists()
    browser.post(take_out(autumn))
    assert not Holiday.objects.exists()


def test_what_is_refused_stays_in_the_form_and_is_explained(browser, new, autumn):
    answer = browser.post(new, answers(autumn.since, autumn.until, "Uge 42"))
    shown = words(answer)
    assert "Dagene ligger oven i »Efterårsferie«" in shown
    assert 'value="Uge 42"' in shown
    assert f'value="{autumn.since:%d-%m-%Y}"' in shown
    wrong = browser.post(new, {"name": "Ferie", "since": "i morgen", "until": "01-01-0202"})
    assert "Skriv datoen som dd-mm-åååå." in words(wrong)
    assert 'value="i morgen"' in words(wrong)


def test_end_before_start_and_far_years_are_explained(browser, new, today):
    wrong = words(browser.post(new, answers(today, today - timedelta(days=1))))
    assert "Den sidste dag ligger før den første dag." in wrong
    far = today + timedelta(days=5 * 366)
    assert "Vælg en dag i skoleårene" in words(browser.post(new, answers(far, far)))


def test_page_says_that_the_calendar_is_assumed_and_for_which_year(browser, plan, this_year):
    shown = words(browser.get(plan))
    assert f"Kalenderen for {this_year} er antaget" in shown
    days = len(assumed_school_days(this_year))
    assert f"Skoleåret {this_year} har {days} skoledage." in shown
    assert f"Ingen skoler har deres egen kalender i {this_year}." in shown


def test_page_says_when_the_days_come_from_a_file(browser, plan, sends, solvang, this_year):
    saturday = date.fromisocalendar(this_year.begins, 38, 6)
    days = [*assumed_school_days(this_year), saturday]
    sends(solvang, solvang, this_year, days, notes={saturday: "Åbent hus"})
    shown = words(browser.get(plan))
    assert f"Skoledagene i {this_year} kommer fra kommunens fil" in shown
    assert "er antaget" not in shown
    assert f"har {len(days)} skoledage." in shown
    assert f"Note til {saturday.day}: Åbent hus" in shown
    assert "er antaget" in words(browser.get(plan, {"year": this_year.next.begins}))


def test_schools_with_their_own_calendar_are_named(
    browser, plan, sends, solvang, engskolen, this_year
):
    sends(solvang, engskolen, this_year, assumed_school_days(this_year)[:9])
    assert "<li>Engskolen</li>" in words(browser.get(plan))
    assert "<li>Engskolen</li>" not in words(browser.get(plan, {"year": this_year.next.begins}))


def test_every_month_is_a_picture_and_a_line_of_words(browser, plan, autumn, this_year):
    shown = browser.get(plan, {"year": this_year.begins}).context
    pictures, months = shown["pictures"], shown["months"]
    assert [picture.title for picture in pictures] == [month.title for month in months]
    assert months[0].title == f"August {this_year.begins}"
    october = months[2]
    assert f"{autumn.since.day}-{autumn.since.day + 4}: Efterårsferie" in october.free
    free = [day for day in pictures[2].days if day.kind == "free"]
    assert [day.number for day in free] == [autumn.since.day + n for n in range(5)]
    assert pictures[2].words == f"{october.title}: {october.count} skoledage"


@pytest.mark.parametrize("year", ["", "1950", "2199", "x", "2025/26"])
def test_school_year_that_makes_no_sense_shows_this_one(browser, plan, year, this_year):
    assert browser.get(plan, {"year": year}).context["year"] == str(this_year)


def test_earlier_and_coming_school_years_can_be_chosen(browser, plan, this_year):
    for begins in (this_year.begins - 5, this_year.begins + 2):
        assert browser.get(plan, {"year": begins}).context["year"] == str(SchoolYear(begins))


def test_page_is_english_for_those_who_read_english(browser, plan):
    browser.cookies["django_language"] = "en"
    assert "Holiday plan" in words(browser.get(plan))


def test_thirty_holidays_and_schools_cost_as_much_as_one(
    browser, plan, closes, sends, house, solvang, this_year, count_queries
):
    school = house("school", "Skole 0", solvang, code="910000")
    sends(solvang, school, this_year, [this_year.first_day])
    closes("Ferie 0", this_year.first_day, this_year.first_day)
    browser.get(plan)
    one = count_queries(lambda: browser.get(plan))
    for n in range(1, 30):
        school = house("school", f"Skole {n}", solvang, code=f"9100{n:02d}")
        sends(solvang, school, this_year, [this_year.first_day])
        day = this_year.first_day + timedelta(days=n)
        closes(f"Ferie {n}", day, day)
    assert count_queries(lambda: browser.get(plan)) == one
