"""Whatever people write, it is text: no script of theirs runs, on no page, for nobody."""

from itertools import cycle

import pytest

from tests.journeys.house import open_house
from tests.journeys.tour import Tour
from tests.journeys.walk import WALK

EVIL = (
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//x.invalid></script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror='alert(1)'>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)//",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>her</a>",
    "<form action=javascript:alert(1)><button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<link rel=stylesheet href=//x.invalid>",
    "<meta http-equiv=refresh content=0;url=//x>",
    "<base href=//x.invalid/>",
    "<math><mi xlink:href=javascript:alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</option></select><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    '" autofocus onfocus=alert(1) x="',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "{{ 7|add:7 }}{% debug %}",
    "${alert(1)}`;alert(1)//",
    "';alert(1)//",
    "<!--><script>alert(1)</script>-->",
    "<<script>alert(1)//<</script>",
    r"\u003cscript\u003ealert(1)\u003c/script\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<div hx-get=/ hx-trigger=load>",
    "<div data-draft-url=//x.invalid>",
)
PLANTED = "[onerror],[onload],[onfocus],[ontoggle],[onmouseover],[onstart],[hx-get],iframe,embed,object,base"
"""What would stand in the page if a text had become part of it."""
TAKES_TEXT = "textarea, input:not([type]), input:is([type=text], [type=email], [type=tel])"
TURNS = range(4)


def holds_only_text(page):
    assert page.locator(PLANTED).count() == 0, page.locator(PLANTED).first.inner_html()
    assert page.locator("script:not([src]):not([type='application/json'])").count() == 0


@pytest.fixture(scope="module")
def evil_tour(built_town, browser, tmp_path_factory):
    """The whole cast has signed in; then every text in the house is replaced."""
    folder = tmp_path_factory.mktemp("evil") / "town"
    with open_house(built_town.copy(folder)) as town, Tour(town, browser) as tour:
        for stop in WALK:
            tour.page_of(stop.who)
        yield tour


@pytest.mark.long
@pytest.mark.parametrize("turn", TURNS)
def test_no_text_that_is_stored_becomes_part_of_a_page(turn, evil_tour):
    changed = evil_tour.house.ask("write_everywhere", turn * 11, *EVIL)
    assert changed > 300
    for stop in WALK:
        if stop.then is None:
            with evil_tour.at(stop) as page:
                holds_only_text(page)


@pytest.mark.long
def test_no_text_that_is_typed_becomes_part_of_the_answer(evil_tour):
    supply, typed = cycle(EVIL), 0
    for stop in WALK:
        if stop.then is None:
            with evil_tour.at(stop, status=None) as page:
                typed += type_and_send(page, supply)
                holds_only_text(page)
    assert typed > 60


def type_and_send(page, supply):
    """Into every field that takes text; says how many there were."""
    fields = page.locator("main form").locator(TAKES_TEXT).filter(visible=True)
    for field in fields.all():
        field.fill(next(supply))
    button = page.locator("main form button.button-primary").last
    if fields.count() and button.count():
        with page.expect_navigation():
            button.click()
    return fields.count()
