"""All items of one child: order does not matter, and what people do counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolespor.deadlines.rules.due import Happened
from skolespor.deadlines.rules.keeping import Done, asks_next, items_of, owner_of
from skolespor.deadlines.rules.rule import all_rules
from skolespor.deadlines.rules.state import Handled, Kind, State
from tests.model_calendar import model_days

pytestmark = pytest.mark.once

MODEL = [*model_days("2025/26"), *model_days()]

TODAY = date(2026, 11, 21)
MOVED = Happened("placement_start", date(2026, 9, 21), "placement-1")
FOLLOW_UP = ("dl_statutory_follow_up_first", "placement-1", 1)
RHYTHM = "dl_statutory_follow_up_rhythm"
TEAM = ("contact_teacher", "case_worker", "learning_coordinator")


def items(*facts, done=(), own=None, roles=TEAM, today=TODAY):
    return items_of(facts, list(done), own=own or {}, roles=roles, today=today)


def did(key, kind=Kind.DONE, **more):
    return Done(key, Handled(kind), **more)


def test_a_child_that_moves_in_gets_what_a_placement_asks_for():
    found = items(MOVED)
    assert found[FOLLOW_UP].due == date(2026, 12, 21)
    assert found[FOLLOW_UP].owner == "case_worker"
    assert found["dl_supervision_visits", "placement-1", 1].state is State.OPEN


def test_done_closes_one_item_and_no_other():
    found = items(MOVED, done=[did(FOLLOW_UP, next_on=date(2027, 3, 1))])
    assert found[FOLLOW_UP].state is State.DONE
    assert found["dl_supervision_visits", "placement-1", 1].state is State.OPEN


def test_people_decide_the_rhythm_each_time_they_close_a_round():
    first = did(FOLLOW_UP, next_on=date(2027, 3, 1))
    found = items(MOVED, done=[first])
    assert found[RHYTHM, "placement-1", 1].due == date(2027, 3, 1)
    second = did((RHYTHM, "placement-1", 1), next_on=date(2027, 9, 1))
    found = items(MOVED, done=[first, second])
    assert found[RHYTHM, "placement-1", 1].state is State.DONE
    assert found[RHYTHM, "placement-1", 2].due == date(2027, 9, 1)


def test_a_round_that_is_opened_again_has_set_no_next_day():
    done = [did(FOLLOW_UP, next_on=date(2027, 3, 1)), did(FOLLOW_UP, Kind.REOPENED)]
    found = items(MOVED, done=done)
    assert found[FOLLOW_UP].state is State.OPEN
    assert (RHYTHM, "placement-1", 1) not in found


def test_putting_off_a_round_sets_no_day_and_takes_none_away():
    done = [did(FOLLOW_UP, next_on=date(2027, 3, 1)), did((RHYTHM, "placement-1", 1), Kind.PUT_OFF)]
    assert items(MOVED, done=done)[RHYTHM, "placement-1", 1].due == date(2027, 3, 1)


def test_what_never_happened_is_withdrawn():
    never = Happened("placement_start", MOVED.on, MOVED.ref, is_withdrawn=True)
    assert items(never)[FOLLOW_UP].state is State.WITHDRAWN


def test_what_was_due_and_open_when_it_ended_is_no_longer_asked():
    over = Happened("placement_start", date(2026, 8, 1), "placement-1", until=date(2026, 11, 20))
    assert items(over)[FOLLOW_UP].state is State.ENDED


def test_an_item_falls_to_who_is_there():
    rule = all_rules()["dl_conversation_first"]
    assert owner_of(rule, TEAM) == "contact_teacher"
    assert owner_of(rule, ["case_worker", "learning_coordinator"]) == "learning_coordinator"
    assert owner_of(rule, ["authority_leader", "case_worker"]) == "case_worker"
    assert owner_of(rule, ["foster_parent"]) == ""


def test_a_municipalitys_own_cadence_counts_for_what_began_after_it_and_rewrites_nothing():
    school = Happened("first_school_day", date(2026, 9, 22), "enrolment-1", days=MODEL)
    key = ("dl_conversation_first", "enrolment-1", 1)
    assert items(school)[key].due == date(2026, 11, 3)
    own = {"dl_conversation_first": {date(2026, 1, 1): 14, date(2026, 10, 1): 7}}
    assert items(school, own=own)[key].due == date(2026, 10, 6)
    later = {"dl_conversation_first": {date(2026, 10, 1): 7}}
    assert items(school, own=later)[key].due == date(2026, 11, 3)


def test_only_two_rules_ask_when_the_next_time_is():
    asking = {rule for rule in all_rules() if asks_next(rule)}
    assert asking == {"dl_statutory_follow_up_first", RHYTHM}


DAYS = st.dates(date(2026, 6, 1), date(2027, 1, 31))
TRIGGERS = st.sampled_from(
    ["placement_start", "first_school_day", "no_enrolment", "referral_to_programme", "return_home"]
)


@st.composite
def facts(draw):
    trigger, on, number = draw(TRIGGERS), draw(DAYS), draw(st.integers(1, 3))
    until = draw(st.none() | st.integers(0, 200).map(lambda n: on + timedelta(days=n)))
    return Happened(trigger, on, f"{trigger}-{number}", until=until, days=MODEL)


def once(found):
    """One fact of each sort, as the database keeps them."""
    return list({(one.trigger, one.ref): one for one in found}.values())


@given(st.lists(facts(), max_size=6).map(once), st.randoms())
def test_order_of_what_happened_does_not_matter(found, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert items(*found) == items(*shuffled)


@given(st.lists(facts(), max_size=6).map(once), DAYS)
def test_nothing_is_lost_as_days_go_by(found, today):
    """What was there on a day is there on the next one, and due on the same day."""
    before, after = items(*found, today=today), items(*found, today=today + timedelta(days=1))
    assert {key: item.due for key, item in before.items()}.items() <= {
        key: item.due for key, item in after.items()
    }.items()
