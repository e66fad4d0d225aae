"""Days go by in a house: a child moves on a Friday and has school on Wednesday; three absent Mondays
and one answer."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import press
from tests.journeys.house import open_house
from tests.journeys.visitor import looks_right, sign_in_as, take_picture

DAY = timedelta(days=1)
WEEK = 7 * DAY
FEW, MANY = 21, 29
"""School days before the third Monday: enough to ask about, and three of them are more than ten per cent."""


@pytest.fixture
def days(built_town, tmp_path):
    """A house of its own, and the school days that it has ahead."""
    house = built_town.copy(tmp_path / "town")
    return house, [date.fromisoformat(day) for day in house.ask("school_days")]


def enter(open_page, house, name, **options):
    page = open_page(house, **options)
    sign_in_as(page, name)
    return page


def words(day):
    return f"{day:%d-%m-%Y}"


def sees_in_time(page, address, link):
    """The worker follows a move within seconds."""
    for _second in range(10):
        page.goto(address)
        if page.get_by_role("link", name=link).count():
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{link} is not on {address}")


def test_a_child_moves_on_friday_and_has_school_on_wednesday(days, open_page):
    house, ahead = days
    friday = next(
        day
        for day in ahead
        if day.weekday() == 4 and {day + 3 * DAY, day + 4 * DAY, day + 5 * DAY} <= set(ahead)
    )
    with open_house(house.on(friday)) as town:
        about = town.ask("numbers")["one more of peter's"]
        here = f"/boern/{about}/"
        peter = enter(open_page, town, "Peter M.")
        peter.goto(here)
        peter.get_by_role("link", name="Nyt sted at bo").click()
        peter.get_by_label("Hvor skal barnet bo?").select_option(label="Plejefamilien Holt")
        peter.get_by_label("Hvad er det for et sted?").select_option(label="Almen plejefamilie")
        press(peter, "Se, hvad der sker")
        press(peter, "Gem flytningen")
        peter.get_by_role("link", name="Nej, går ikke i skole").click()
        press(peter, "Gem")
        expect(peter.get_by_text("Dagene tæller som uden skole").first).to_be_visible()
        expect(peter.locator(".clock-count strong")).to_have_text("1")
        sees_in_time(peter, f"{here}frister/", "Første opfølgning")
        looks_right(peter)
    with open_house(house.on(friday + 3 * DAY)) as town:
        karen = enter(open_page, town, "Karen L.", phone=True)
        karen.goto("/uden-skole/")
        assert karen.get_by_role("row").count() > 1
        peter = enter(open_page, town, "Peter M.")
        peter.goto(f"{here}fremmoede/")
        expect(peter.locator(".clock-count strong")).to_have_text("2")
        expect(peter.get_by_text("Om 2 skoledage er det en skolepause")).to_be_visible()
        looks_right(peter)
        take_picture(peter, "attendance-second day")
        peter.goto(here)
        peter.get_by_role("link", name="Ny skole", exact=True).first.click()
        peter.get_by_label("Hvilken skole?").select_option(label="Havneskolen")
        peter.locator("main [name=since]").fill(words(friday + 5 * DAY))
        peter.locator("main [name=leaving]").nth(1).check()
        peter.locator("main [name=end_cause]").select_option(index=1)
        press(peter, "Se, hvad der sker")
        press(peter, "Gem skolen")
    with open_house(house.on(friday + 5 * DAY)) as town:
        peter = enter(open_page, town, "Peter M.")
        peter.goto(f"{here}fremmoede/")
        expect(peter.get_by_text("er indskrevet på Havneskolen")).to_be_visible()
        expect(peter.locator(".clock")).to_have_count(0)
        looks_right(peter)
        peter.goto(f"{here}frister/")
        expect(peter.get_by_role("link", name="Hvordan gik den første uge?")).to_be_visible()
        child = str(about)
        assert f"\n{child};" not in town.run("gaps", "--format", "csv")
