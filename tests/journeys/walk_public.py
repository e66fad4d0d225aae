"""The stops at pages that everybody may read, and where the agency writes them."""

from tests.journeys.stops import Stop, answer

OFFER = ("offer", "da")


def preview(page):
    """The other button of the form."""
    with page.expect_navigation():
        page.locator("main [name=preview]").click()


PUBLIC = [
    Stop("public:offer"),
    Stop("public:accessibility"),
    Stop("public:privacy", "Malik A."),
    Stop("public:index", "Rikke G."),
    Stop("public:edit", "Rikke G.", OFFER),
    Stop("public:edit", "Rikke G.", OFFER, preview, "preview"),
    Stop("public:edit", "Rikke G.", OFFER, answer(body="# Vi hjalp Maja"), "refused"),
    Stop("public:versions", "Rikke G.", OFFER),
    Stop("public:version", "Rikke G.", (*OFFER, "0")),
]
