"""Days go by in a house: a child moves on a Friday and has school on Wednesday; three absent Mondays
and one answer."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.doing import press, tells
from tests.journeys.house import open_house
from tests.journeys.visitor import looks_right, sign_in_as, take_picture

DAY = timedelta(days=1)
WEEK = 7 * DAY
FEW, MANY = 21, 29
"""School days before the third Monday on which the child begins at the school: with it enough to ask
about, and three of them are more than ten per cent; and how far ahead the Monday lies."""


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


def third_monday(ahead):
    """The first Monday with school on it, on the two Mondays before, and on enough days before."""
    return next(
        day
        for number, day in enumerate(ahead)
        if number > MANY
        and {day - WEEK, day - 2 * WEEK} <= set(ahead)
        and day.weekday() == 0
        and year_of(ahead[number - MANY]) == year_of(day)
    )


def year_of(day):
    return day.year if day.month >= 8 else day.year - 1


@pytest.mark.long
def test_three_absent_mondays_and_one_answer(days, open_page, tmp_path):
    house, ahead = days
    monday = third_monday(ahead)
    began = ahead[ahead.index(monday) - FEW]
    with open_house(house.on(began)) as town:
        about = town.ask("numbers")["one more of peter's"]
        here = f"/boern/{about}/"
        peter, mette = enter(open_page, town, "Peter M."), enter(open_page, town, "Mette A.")
        new_school(peter, here, "Engskolen", began)
        mette.goto("/boern/udpeg/")
        cpr, school, name = town.ask("as_registers_know", about)
        mette.get_by_role("link", name=f"Vælg en voksen : {name}").click()
        mette.get_by_label("Jens H., Kontaktlærer").check()
        role = mette.get_by_role("group", name="Hvad er personen for barnet?")
        role.get_by_label("Kontaktlærer").check()
        press(mette, "Vælg")
    absence = tmp_path / "fravaer.csv"
    mondays = (monday - 2 * WEEK, monday - WEEK, monday)
    rows = [f"{cpr};{school};{words(day)};sygdom" for day in mondays]
    absence.write_text("\n".join(["cpr;institutionsnummer;dato;kategori", *rows]))
    house.on(monday).run("import", "absence", str(absence), "--municipality", "9001")
    house.on(monday).run("nightly")
    with open_house(house.on(monday)) as town:
        jens, karen = (
            enter(open_page, town, "Jens H.", phone=True),
            enter(open_page, town, "Karen L."),
        )
        asked = "Fravær kræver svar hos et barn, du følger. Ingen har fulgt op endnu."
        tells(jens, asked)
        jens.goto(f"{here}fremmoede/")
        expect(jens.get_by_text("har været væk 3 dage i dette skoleår")).to_be_visible()
        looks_right(jens)
        take_picture(jens, "attendance-asked")
        jens.get_by_role("link", name="Skriv, hvad der er gjort").click()
        answer = jens.get_by_label("Hvad er der gjort?")
        answer.fill("Jeg har ringet hjem. Mandag morgen er svær.")
        press(jens, "Gem")
        expect(jens.get_by_text("Nu er her stille.")).to_be_visible()
        expect(jens.get_by_text("Fravær kræver svar")).to_have_count(0)
        karen.goto("/beskeder/")
        expect(karen.get_by_text(asked)).to_have_count(0)
    house.on(monday + DAY).run("nightly")
    kinds = [kind for kind, _who, _role in house.ask("log_of", about)]
    assert kinds.count("attendance.signalled") == 1
    assert kinds.count("attendance.followed_up") == 1


def new_school(peter, here, school, day):
    peter.goto(f"{here}skole/ny/")
    peter.get_by_label("Hvilken skole?").select_option(label=school)
    peter.locator("main [name=since]").fill(words(day))
    peter.locator("main [name=leaving]").nth(1).check()
    peter.locator("main [name=end_cause]").select_option(index=1)
    press(peter, "Se, hvad der sker")
    press(peter, "Gem skolen")


@pytest.mark.long
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
        new_school(peter, here, "Havneskolen", friday + 5 * DAY)
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
