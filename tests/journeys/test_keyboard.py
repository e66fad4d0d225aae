"""Without a mouse: Peter signs in, opens a child, writes a note."""

from playwright.sync_api import expect

from tests.journeys.doing import heading, tab_to


def test_peter_does_his_work_with_the_keyboard_alone(town, open_page):
    page = open_page(town)
    page.goto("/demo/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Gå til sidens indhold")
    page.keyboard.press("Enter")
    tab_to(page, "Peter M.")
    page.keyboard.press("Enter")
    heading(page, "Mit overblik")
    tab_to(page, "Kalle F.")
    page.keyboard.press("Enter")
    heading(page, "Kalles skolegang")
    tab_to(page, "Skriv")
    page.keyboard.press("Enter")
    heading(page, "Tilladelser")
    tab_to(page, "Hvad er det godt at vide?")
    page.keyboard.type("Tåler ikke nødder.")
    tab_to(page, "Gem")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Teksten er gemt.")).to_be_visible()
    expect(page.get_by_text("Tåler ikke nødder.")).to_be_visible()
