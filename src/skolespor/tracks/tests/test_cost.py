"""The pages of tracks cost the same for one and for many."""

from datetime import date

import pytest

from skolespor.accounts.models import User
from skolespor.tracks.actions import telling, working
from skolespor.tracks.tests.pages import ALL, INDEX, STATUS, YEAR, to


@pytest.mark.long
def test_every_page_costs_the_same_for_one_and_thirty(
    sign_in, lead_trine, full, count_queries, solvang
):
    browser, track = sign_in(lead_trine), full()
    addresses = (INDEX, ALL, YEAR, to("track", track))
    for address in addresses:
        browser.get(address)
    first = [count_queries(lambda a=address: browser.get(a)) for address in addresses]
    for number in range(29):
        full(title=f"Spor {number}")
    for _n in range(29):
        working.add_step(track=track, text="x", who="y", due_on=date(2026, 12, 1), by=lead_trine)
    assert [count_queries(lambda a=address: browser.get(a)) for address in addresses] == first


def test_names_of_a_large_municipality_cost_no_more(
    lead_trine, schools_sven, full, count_queries, person, solvang
):
    track = full()

    def write():
        telling.write_status(track=track, by=schools_sven, **STATUS)

    write()
    one = count_queries(write)
    for number in range(30):
        person(f"Person Nr {number}", "steering_group", solvang)
    assert count_queries(write) == one
    assert User.objects.count() > 30
