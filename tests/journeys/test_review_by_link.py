"""Somebody without an account answers a self-review on a telephone, by the link in a mail."""

import re

from playwright.sync_api import expect

from tests.journeys.visitor import DESK, PHONE, is_right

LIS = "lis.lund@example.invalid"


def test_lis_answers_on_her_telephone_and_the_link_is_hers_alone(town, page_as, open_page, numbers):
    henrik = page_as("Henrik W.")
    henrik.goto("/egenvurdering/runde/{}/linje/placement/".format(numbers["solvang's review"]))
    henrik.get_by_label("Hvem skal svare for linjen?").fill(f"Lis Lund, {LIS}")
    henrik.get_by_role("button", name="Inviter", exact=True).click()
    row = henrik.get_by_role("row", name=re.compile("Lis Lund"))
    row.get_by_role("button", name="Lad Lis Lund vælge svarform").click()

    phone = open_page(town, phone=True)
    link = town.ask("link_again", LIS)
    phone.goto(link)
    is_right(phone, "review open")
    phone.get_by_role("button", name="Begynd").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hvordan svarer I?")
    is_right(phone, "review mode")
    phone.get_by_label("Vi svarer hver for sig").check()
    phone.get_by_role("button", name="Vælg").click()
    is_right(phone, "review start")
    phone.get_by_role("link", name="Begynd").click()
    phone.locator(".answer-statement").first.get_by_label("4: Fast praksis", exact=True).check()
    is_right(phone, "review theme")
    phone.get_by_role("button", name="Gem og gå videre").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Overblik og tal")

    stranger = open_page(town)
    stranger.goto(link)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Linket virker ikke her")
    is_right(stranger, "review closed")

    phone.set_viewport_size(PHONE)
    phone.goto(link)
    expect(phone.get_by_text("1 af 4")).to_be_visible()
    phone.get_by_role("link", name="Send det, der er svaret").click()
    is_right(phone, "review send")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak, svarene er sendt")
    phone.set_viewport_size(DESK)
    henrik.reload()
    expect(henrik.get_by_text("Færre end 3 har sendt.")).to_be_visible()
