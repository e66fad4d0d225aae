"""When a status is due, what must stand on a track, and which numbers may be written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skolespor.core.errors import RuleBroken
from skolespor.tracks.rules import chart, gates, numbers, picture, rhythm, texts
from skolespor.tracks.states import AGREED, ANCHORED, DRAFT, RUNNING, STOPPED

DAY = date(2026, 10, 5)


# The rhythm


def due(state, agreed=None, last=None, review=None):
    return rhythm.due_on(state, agreed=agreed, last=last, months=3, review=review)


def test_status_is_due_from_the_agreement_and_then_from_the_last_one():
    assert due(AGREED, agreed=DAY) == date(2027, 1, 5)
    assert due(RUNNING, agreed=DAY, last=date(2026, 12, 20)) == date(2027, 3, 20)


def test_nobody_owes_a_status_on_a_draft_or_on_what_was_stopped():
    assert due(DRAFT) is None
    assert due(STOPPED, agreed=DAY, last=DAY) is None


def test_fixed_practice_is_looked_at_on_the_agreed_day_and_then_each_year():
    assert due(ANCHORED, agreed=DAY, review=date(2027, 6, 1)) == date(2027, 6, 1)
    assert due(ANCHORED, last=date(2027, 5, 31), review=date(2027, 6, 1)) == date(2027, 6, 1)
    assert due(ANCHORED, last=date(2027, 6, 1), review=date(2027, 6, 1)) == date(2028, 6, 1)
    assert due(ANCHORED, last=DAY) == date(2027, 10, 5)
    assert due(ANCHORED) is None


@pytest.mark.parametrize(
    ("today", "is_due", "is_late"),
    [
        (date(2026, 10, 4), False, False),
        (DAY, True, False),
        (date(2026, 10, 18), True, False),
        (date(2026, 10, 19), True, True),
    ],
)
def test_it_is_due_on_the_day_and_late_fourteen_days_after(today, is_due, is_late):
    assert rhythm.is_due(DAY, today=today) is is_due
    assert rhythm.is_late(DAY, today=today) is is_late


def test_it_is_soon_for_the_week_before():
    days = [date(2026, 9, 27), date(2026, 9, 28), date(2026, 10, 4), DAY]
    assert [rhythm.is_soon(DAY, today=day) for day in days] == [False, True, True, False]


def test_what_is_not_due_is_never_late():
    assert not rhythm.is_soon(None, today=DAY)
    assert not rhythm.is_due(None, today=DAY)
    assert not rhythm.is_late(None, today=DAY)


# The gates


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"has_owner": True, "deadline": DAY, "signs": "Et tegn"}, []),
        (
            {"has_owner": False, "deadline": None, "signs": " \n - \n"},
            ["owner", "deadline", "sign"],
        ),
        ({"has_owner": True, "deadline": DAY, "signs": ""}, ["sign"]),
    ],
)
def test_an_agreement_needs_an_owner_a_deadline_and_a_sign(facts, missing):
    assert gates.missing_for_agreement(**facts) == missing


def test_what_is_missing_needs_a_reason():
    gates.check_agreement([], "")
    gates.check_agreement(["owner"], "Vi ansætter en i maj.")
    with pytest.raises(RuleBroken) as broken:
        gates.check_agreement(["owner", "sign"], "  nå ")
    assert broken.value.field == "missing_reason"
    assert "en ejer, der arbejder i kommunen i dag og et tegn på, at det virker" in (
        broken.value.message
    )


def test_an_evaluation_is_of_this_time_round():
    before, after = datetime(2026, 1, 1, 9, tzinfo=UTC), datetime(2026, 1, 1, 10, tzinfo=UTC)
    gates.check_evaluated(after, before)
    gates.check_evaluated(after, None)
    for evaluated, since in ((None, None), (None, before), (before, after)):
        with pytest.raises(RuleBroken):
            gates.check_evaluated(evaluated, since)


FACTS = {
    "procedure": "Sådan gør vi",
    "meeting": DAY,
    "leader": "Sven Skov",
    "measure": "Dage",
    "child_view": "De siger, det hjælper",
    "review": DAY,
}
CRITERIA = (
    "fc_procedure",
    "fc_calendar",
    "fc_owner_line",
    "fc_measure",
    "fc_child_view",
    "fc_next_review",
)


def standings(**facts):
    found = gates.Facts(**FACTS | facts)
    return [gates.standing(one, one, found) for one in CRITERIA]


def test_each_criterion_is_proved_by_what_stands_on_the_track():
    assert [one.proof for one in standings()] == [
        "Sådan gør vi",
        "05-10-2026",
        "Sven Skov",
        "Dage",
        "De siger, det hjælper",
        "05-10-2026",
    ]
    assert len(gates.check_formalised(standings(), CRITERIA, "")) == 6


def test_a_criterion_nobody_has_ticked_is_not_met_though_it_is_proved():
    with pytest.raises(RuleBroken) as broken:
        gates.check_formalised(standings(), CRITERIA[:5], "")
    assert "1 af 6 punkter er ikke på plads" in broken.value.message
    met = gates.check_formalised(standings(), CRITERIA[:5], "Dagen kommer i januar.")
    assert [one.id for one in met] == list(CRITERIA[:5])


def test_a_criterion_is_not_ticked_without_a_proof_whatever_the_reason():
    with pytest.raises(RuleBroken) as broken:
        gates.check_formalised(standings(child_view=""), CRITERIA, "Vi spørger dem senere.")
    assert "Skriv børnenes syn i evalueringen." in broken.value.message


def test_a_criterion_that_the_room_does_not_know_is_never_proved():
    assert gates.standing("fc_new", "x", gates.Facts(**FACTS)).proof == ""


def test_why_is_more_than_a_word():
    gates.check_why("Vi har ikke tid.")
    with pytest.raises(RuleBroken):
        gates.check_why(" nej ")


# Texts and days


@pytest.mark.parametrize("link", ["http://x", "javascript:alert(1)", "https://a b", "ftp://x"])
def test_a_link_that_is_no_ordinary_page_is_refused(link):
    with pytest.raises(RuleBroken):
        texts.check_link(link)


def test_days():
    texts.check_link("")
    texts.check_link("https://solvang.example/praksis")
    texts.check_not_past(None, today=DAY, field="x")
    texts.check_not_past(DAY, today=DAY, field="x")
    texts.check_day(DAY, after=DAY, today=DAY)
    texts.check_day(None, after=DAY, today=DAY)
    with pytest.raises(RuleBroken):
        texts.check_not_past(date(2026, 10, 4), today=DAY, field="x")
    with pytest.raises(RuleBroken):
        texts.check_day(date(2026, 10, 6), after=DAY, today=DAY)
    with pytest.raises(RuleBroken):
        texts.check_day(date(2026, 10, 4), after=DAY, today=DAY)


# Numbers


def value(counts, value, n=20, is_few=False, since=DAY, until=DAY):
    number = None if value is None else Decimal(value)
    numbers.check_value(counts, value=number, n=n, is_few=is_few, since=since, until=until)


@pytest.mark.parametrize(
    ("counts", "number", "n"),
    [
        ("children", "5", 20),
        ("children", "20", 20),
        ("share", "25", 20),
        ("share", "100", 5),
        ("mean", "3.5", 5),
        ("other", "2", 1),
        ("other", "0", 4),
    ],
)
def test_numbers_that_may_be_written(counts, number, n):
    value(counts, number, n)


@pytest.mark.parametrize(
    ("counts", "number", "n"),
    [
        ("children", "4", 20),
        ("children", "0", 20),
        ("children", "18", 20),
        ("children", "4", 4),
        ("share", "20", 20),
        ("share", "0", 20),
        ("share", "95", 20),
        ("share", "50", 4),
        ("mean", "12", 4),
    ],
)
def test_a_number_about_fewer_than_five_children_is_refused(counts, number, n):
    with pytest.raises(RuleBroken) as broken:
        value(counts, number, n)
    assert broken.value.code == "value.few"
    assert "Skriv »færre end 5«" in broken.value.message


@given(st.integers(0, 60), st.integers(1, 60))
def test_small_groups_against_a_slow_way_of_counting(part, n):
    """Each child is put in one of two groups; neither may have one to four, and the one that is told of
    may not be empty."""
    if part > n:
        return
    told = sum(1 for child in range(n) if child < part)
    rest = sum(1 for child in range(n) if child >= part)
    hides = n < 5 or told in range(5) or rest in range(1, 5)
    assert numbers.is_too_small("children", Decimal(part), n) is hides


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"counts": "other", "value": None}, "value.missing"),
        ({"counts": "other", "value": "3", "n": None}, "value.n"),
        ({"counts": "other", "value": "-1"}, "value.range"),
        ({"counts": "share", "value": "101"}, "value.range"),
        ({"counts": "children", "value": "21"}, "value.range"),
        ({"counts": "other", "value": None, "is_few": True}, "value.not_children"),
        ({"counts": "mean", "value": "3", "is_few": True}, "value.both"),
        ({"counts": "other", "value": "3", "until": date(2026, 10, 4)}, "value.period"),
    ],
)
def test_numbers_that_cannot_be_right(facts, code):
    with pytest.raises(RuleBroken) as broken:
        value(**facts)
    assert broken.value.code == code


def test_fewer_than_five_is_written_without_a_number():
    value("children", None, None, is_few=True)


# Pictures


def test_chart_goes_from_nought_to_a_round_number_and_breaks_where_few_are():
    days = [date(2026, month, 1) for month in (1, 4, 7, 10)]
    given_values = [Decimal(10), Decimal(20), None, Decimal(40)]
    made = chart.draw([chart.Point(*one) for one in zip(days, given_values, strict=True)])
    assert made.top == 50
    assert [dot.is_few for dot in made.dots] == [False, False, True, False]
    assert (made.dots[0].x, made.dots[-1].x) == (chart.LEFT, chart.RIGHT)
    assert made.dots[2].y == chart.BOTTOM
    assert len(made.lines) == 1


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 1), (1, 1), (3, 5), (5, 5), (51, 100), (101, 200)]
)
def test_top_of_a_chart(highest, top):
    assert chart.nice_top(Decimal(highest)) == top


def test_one_number_is_a_dot():
    made = chart.draw([chart.Point(DAY, Decimal(3))])
    assert (len(made.dots), made.lines) == (1, [])


def lane(since, until, *marks):
    found = [picture.Mark(picture.Kind.STEP, day, "x") for day in marks]
    return picture.Lane("Et spor", since, until, found)


def drawn(one, first=date(2026, 8, 1), today=DAY):
    return picture.draw([one], first=first, today=today, width=960, letters=40)


def test_a_bar_goes_from_agreement_to_deadline_inside_the_picture():
    made = drawn(lane(date(2026, 8, 1), date(2027, 8, 1), DAY))
    left, _top, width = made.lanes[0].bar
    assert (left, width) == (made.left, made.right - made.left)
    assert len(made.lanes[0].marks) == 1
    assert made.today == made.lanes[0].marks[0].x
    assert len(made.ticks) == 12


@pytest.mark.parametrize(
    "one",
    [
        lane(None, None),
        lane(date(2027, 8, 1), None),
        lane(date(2025, 1, 1), date(2026, 7, 31), date(2026, 7, 31), date(2027, 8, 1)),
    ],
)
def test_what_lies_outside_the_year_is_not_drawn(one):
    made = drawn(one)
    assert made.lanes[0].bar is None
    assert made.lanes[0].marks == []


def test_today_is_only_drawn_in_its_own_year():
    assert drawn(lane(None, None), first=date(2027, 1, 1)).today is None


def test_a_title_is_cut_between_words():
    assert picture.shortened("Børnene bliver spurgt om skolen", 24) == "Børnene bliver spurgt…"
    assert picture.shortened("Børnene", 24) == "Børnene"
    assert picture.shortened("x" * 30, 10) == "x" * 9 + "…"
