"""What people do on the pages again and again, by the words they see there."""

from playwright.sync_api import Page, expect

FOCUS_CAN_BE_SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
    || style.boxShadow !== "none";
}"""
FOCUSED = """() => {
  const here = document.activeElement;
  return (here.labels?.[0]?.innerText || here.innerText || here.ariaLabel || "").trim();
}"""
MOST_TABS = 90


def heading(page: Page, text: str) -> None:
    """The page that answers has this heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def press(page: Page, button: str) -> None:
    page.locator("main").get_by_role("button", name=button, exact=True).click()


def goes_nowhere(page: Page, address: str) -> None:
    """There is no such page for this person."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 404, f"{address}: {answer.status}"


def tells(page: Page, text: str) -> None:
    """The notices hold this one, unread."""
    page.goto("/beskeder/")
    expect(page.locator("article", has_text=text).first).to_contain_text("Ny")


def begin_a_child(page: Page, cpr: str) -> None:
    """Search by number; nobody is found; begin."""
    page.goto("/boern/opret/")
    page.get_by_label("Hvad er barnets CPR-nummer?").fill(cpr)
    press(page, "Søg")
    expect(page.get_by_text("Ingen fundet. Du kan oprette barnet.")).to_be_visible()
    press(page, "Opret barnet")


def unfold(page: Page, summary: str) -> None:
    page.locator("details:not([open]) > summary", has_text=summary).click()


def tab_to(page: Page, text: str) -> None:
    """With the Tab key alone; wherever the focus lands on the way, it can be seen."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        words = page.evaluate(FOCUSED)
        assert page.evaluate(FOCUS_CAN_BE_SEEN), f"no visible focus on {words!r} at {page.url}"
        if words.startswith(text):
            return
    raise AssertionError(f"{text!r} is not reached by the keyboard on {page.url}")


def invite(page: Page, name: str, email: str) -> None:
    """An administrator asks somebody in as learning coordinator of the municipality."""
    page.goto("/")
    page.get_by_role("link", name="Brugere").first.click()
    page.get_by_role("link", name="Inviter", exact=True).click()
    page.get_by_label("Hvor skal personen arbejde?").select_option(index=1)
    press(page, "Videre")
    page.get_by_label("Hvad er personens mailadresse?").fill(email)
    page.get_by_label("Hvad hedder personen?").fill(name)
    page.get_by_label("Læringskoordinator").check()
    press(page, "Send invitation")
    expect(page.get_by_text(f"{name} har fået en invitation.")).to_be_visible()
