"""A stop of the walk, and what a person does there before it is looked at."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

Step = Callable[[Page], None]


@dataclass(frozen=True)
class Stop:
    """A page by the name of its address, who looks at it, and the numbers in the address.

    `then` is what the person does on the page before it is looked at, `shows` says what that is.
    """

    page: str
    who: str = ""
    about: tuple[str, ...] = ()
    then: Step | None = None
    shows: str = ""

    def __str__(self) -> str:
        parts = (self.page.replace(":", "-"), self.who, *self.about[:1], self.shows)
        return " ".join(part for part in parts if part)


def confirm(page: Page) -> None:
    """The only primary button of a form that has been filled in; then the page that answers."""
    with page.expect_navigation():
        page.locator("main .button-primary").last.click()


def answer(**answers: str | int) -> Step:
    """Fill in fields by their names (a number: that choice of the list) and send the form."""

    def fill_in(page: Page) -> None:
        for name, given in answers.items():
            fields = page.locator(f"main [name={name}]")
            if isinstance(given, str):
                fields.fill(given)
            elif fields.first.evaluate("field => field.type") == "radio":
                fields.nth(given).check()
            else:
                fields.select_option(index=given)
        confirm(page)

    return fill_in
