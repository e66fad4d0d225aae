"""The pages of the self-review ask the databases the same for little and for much."""

from datetime import date

import pytest

from skolespor.reviews.actions import agreeing, inviting
from skolespor.reviews.rules.shown import Mode
from skolespor.reviews.tests.conftest import TODAY
from skolespor.reviews.tests.pages import page


def test_the_pages_cost_the_same_for_one_theme_and_for_all(
    begin, asked, says, close, sign_in, lead_trine, count_queries
):
    costs = []
    for n, themes in enumerate([("sr_child_voice",), ()]):
        day = date(2026 + n, 10, 1)
        one = begin(*themes, day=day)
        (lis,) = asked(one, "authority", 1, Mode.JOINT, name=f"Lis{n}")
        says(lis, sr_6_1=2)
        close(one, day=day)
        browser = sign_in(lead_trine)
        browser.get(page("round", one.pk))
        costs.append(count_queries(lambda b=browser, o=one: b.get(page("round", o.pk))))
    assert costs[0] == costs[1]


def test_the_front_page_costs_the_same_for_one_invitation_and_for_thirty(
    begin, asked, sign_in, lead_trine, schools_sven, count_queries, ellevang, lead_erna
):
    """Somebody who answers for many lines, and earlier rounds: still the same questions."""
    browser = sign_in(schools_sven)
    one = begin("sr_child_voice")
    text_of = f"Sven Skov, {schools_sven.email}"
    inviting.invite(line=one.lines.get(line="school"), people_listed=text_of, by=lead_trine)
    browser.get(page("index"))
    few = count_queries(lambda: browser.get(page("index")))
    for line in ("authority", "placement"):
        inviting.invite(line=one.lines.get(line=line), people_listed=text_of, by=lead_trine)
    asked(one, "placement", 30)
    assert count_queries(lambda: browser.get(page("index"))) == few


@pytest.mark.parametrize("name", ["results_theme", "statement"])
def test_a_page_of_results_asks_the_same_however_much_is_agreed(
    name, compared, sign_in, lead_trine, count_queries
):
    about = "sr_child_voice" if name == "results_theme" else "sr_6_1"
    browser = sign_in(lead_trine)
    browser.get(page(name, compared.pk, about))
    few = count_queries(lambda: browser.get(page(name, compared.pk, about)))
    for number in range(1, 5):
        agreeing.agree(
            round=compared, statement=f"sr_6_{number}", value=3, note="Det er vi", seen=0,
            today=TODAY, by=lead_trine,
        )  # fmt: skip
    assert count_queries(lambda: browser.get(page(name, compared.pk, about))) == few
