"""A municipality finds the offer on an open page, and a year later its track is fixed practice. Henrik holds
the threads, Rikke advises for the agency, Birgit leads the authority's line and Jørgen a home; they sign in.
Grethe comes in by the links in her mails. Each sits at a screen of their own, Grethe with her telephone."""

import pytest

from tests.journeys.course_begins import (
    a_link_that_is_used_gives_nothing,
    both_agree,
    henrik_finds_the_offer_and_begins,
    henrik_sends,
    henrik_writes_without_a_mouse_and_invites,
    rikke_answers,
    the_start_meeting_is_held,
    the_three_lines_write,
)
from tests.journeys.course_cast import AFTERWARDS, GRETHE, HENRIK, open_desks
from tests.journeys.course_doing import real_house
from tests.journeys.course_goes_on import (
    a_day_is_moved_and_one_is_cancelled,
    a_track_begins,
    everybody_comes_back,
    nobody_was_shown_what_is_the_agencys,
    the_course_goes_to_its_end,
    the_last_day_is_written_about,
    the_track_becomes_fixed_practice,
    they_say_how_it_was,
    two_lines_look_at_themselves,
)
from tests.journeys.house import open_house


@pytest.mark.long
def test_from_the_open_page_to_an_anchored_track(built_town, tmp_path, open_page):
    begun = real_house(built_town, tmp_path / "town")
    with open_house(begun) as house:
        at = open_desks(open_page, house, GRETHE)
        course = henrik_finds_the_offer_and_begins(at.henrik, house)
        henrik_writes_without_a_mouse_and_invites(at.henrik, course)
        the_three_lines_write(at, house, course)
        a_link_that_is_used_gives_nothing(open_page(house), house, course)
        henrik_sends(at.henrik, course)
        rikke_answers(at, house, course)
        both_agree(at, course)
        the_start_meeting_is_held(at.rikke, course)
        two_lines_look_at_themselves(at, house, course)
        a_track_begins(at, course)
        a_day_is_moved_and_one_is_cancelled(at, house, course)
    with open_house(begun.on(AFTERWARDS)) as house:
        at = open_desks(open_page, house, GRETHE, HENRIK)
        everybody_comes_back(at, house, course)
        the_last_day_is_written_about(at, course)
        the_track_becomes_fixed_practice(at, course)
        they_say_how_it_was(at, course)
        the_course_goes_to_its_end(at, course)
        nobody_was_shown_what_is_the_agencys(house)
