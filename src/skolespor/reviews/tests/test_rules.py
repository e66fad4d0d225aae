"""The three lines beside each other, and what must hold when people begin, invite and choose."""

from datetime import date
from itertools import product

import pytest

from skolespor.core.content import read_yaml
from skolespor.core.errors import RuleBroken
from skolespor.reviews.rules import checks, spread
from skolespor.reviews.rules import instrument as instruments
from skolespor.reviews.rules import shown as shown_rules
from skolespor.reviews.rules.given import Given
from skolespor.reviews.rules.instrument import OwnWords, adapted, from_content
from skolespor.reviews.rules.shown import Shown, Why, Within

CONTENT = from_content(read_yaml("self_review.yaml"))
TODAY = date(2026, 10, 1)


def at(low, high=None):
    return Shown(low=low, high=low if high is None else high)


def lines(school, authority, placement):
    return {"school": school, "authority": authority, "placement": placement}


NOTHING = Shown(why=Why.TOO_FEW)


def test_the_distance_is_from_the_lowest_line_to_the_highest():
    for values in product(range(1, 6), repeat=3):
        found = spread.distance_of(lines(*map(at, values)))
        assert found == max(abs(a - b) for a in values for b in values)


def test_where_a_value_lies_between_two_the_nearest_counts():
    assert spread.distance_of(lines(at(4, 5), at(2), NOTHING)) == 2
    assert spread.distance_of(lines(at(4, 5), at(5), NOTHING)) == 0
    assert spread.distance_of(lines(at(1, 2), at(4, 5), NOTHING)) == 2


def test_one_line_alone_is_no_distance():
    assert spread.distance_of(lines(at(4), NOTHING, NOTHING)) is None
    assert spread.distance_of(lines(NOTHING, NOTHING, NOTHING)) is None


def test_the_mean_is_there_only_beside_three_exact_values():
    assert spread.mean_of(lines(at(4), at(2), at(1))) == 2.3
    assert spread.mean_of(lines(at(4), at(2), NOTHING)) is None
    assert spread.mean_of(lines(at(4, 5), at(2), at(1))) is None


def compared(**shown):
    """Statements of »Barnets stemme« with what the lines answered."""
    only = CONTENT.only(["sr_child_voice"])
    by_line = {
        line: {pk: of_lines[n] for pk, of_lines in shown.items()}
        for n, line in enumerate(("school", "authority", "placement"))
    }
    return spread.compare(only, by_line)


def test_the_statement_with_the_greatest_distance_stands_first():
    found = compared(
        sr_6_1=(at(3), at(3), at(3)), sr_6_2=(at(4), at(2), at(1)), sr_6_3=(at(5), at(3), NOTHING)
    )
    order = [one.statement.id for one in spread.most_apart_first(found)]
    assert order == ["sr_6_2", "sr_6_3", "sr_6_1", "sr_6_4"]
    assert [one.is_flagged for one in found] == [False, True, True, False]
    assert found[2].gaps == ["placement"]


def test_a_theme_has_the_middle_of_its_shown_values():
    found = compared(sr_6_1=(at(5), at(1), NOTHING), sr_6_2=(at(4), at(2), NOTHING))
    (theme,) = spread.by_theme(CONTENT.only(["sr_child_voice"]), found)
    assert theme.lines == {"school": 4.5, "authority": 1.5, "placement": None}
    assert (theme.distance, theme.is_flagged, theme.flagged) == (3.0, True, 2)


def test_then_and_now_need_both():
    moved = spread.moved({"school": 2.0, "authority": None}, {"school": 3.0, "authority": 4.0})
    assert [(one.line, one.steps) for one in moved] == [("school", 1.0)]


def test_the_rules_of_the_content_are_those_of_the_code():
    content = read_yaml("self_review.yaml")
    assert content["rule_en"]["focus_limit"] == spread.FOCUS_MAX
    assert content["rule_en"]["spread_flag"].endswith(f">= {spread.FLAG}")
    modes = {one["id"]: one["shown_from"] for one in content["meta"]["answer_modes"]}
    assert modes == {"joint": 1, "one_by_one": shown_rules.SHOWN_FROM}


def test_what_is_stored_is_read_as_it_was():
    stored = instruments.to_stored(CONTENT)
    assert instruments.from_stored(stored) == CONTENT
    one = Shown(low=1, high=2, within=Within.CLOSE, many_dont_know=True, texts=("a",))
    assert shown_rules.from_stored(shown_rules.to_stored(one)) == one
    given = Given(True, None, "Fordi")
    assert Given.from_stored(given.to_stored()) == given
    assert Given.from_stored({}) == Given()


def own(pk, **words):
    begins = {
        "theme": "sr_child_voice",
        "text": "",
        "lines": {},
        "prompt": "",
        "is_left_out": False,
    }
    return OwnWords(id=pk, **{**begins, **words})


def test_a_municipality_changes_leaves_out_and_adds_and_the_ids_stay():
    copy = adapted(
        CONTENT,
        [
            own(
                "sr_6_1",
                text="Vi taler med barnet.",
                lines={"school": "Vi taler.", "authority": ""},
            ),
            own("sr_6_2", is_left_out=True),
            own("own_1", text="Vi spørger i maj."),
            own("own_2", text="Nej", is_left_out=True),
        ],
    )
    theme = copy.theme_of("sr_child_voice")
    assert [one.id for one in theme.statements] == ["sr_6_1", "sr_6_3", "sr_6_4", "own_1"]
    first = theme.statements[0]
    assert (first.text, first.for_line("school")) == ("Vi taler med barnet.", "Vi taler.")
    assert first.for_line("authority").startswith("Vi ved, hvad barnet har sagt")
    assert theme.statements[-1].for_line("school") == "Vi spørger i maj."


def test_a_theme_without_statements_is_not_asked():
    left_out = [own(f"sr_6_{n}", is_left_out=True) for n in range(1, 5)]
    assert adapted(CONTENT, left_out).theme_of("sr_child_voice") is None


@pytest.mark.parametrize("day", [TODAY, date(2026, 9, 30), date(2027, 6, 1)])
def test_the_day_to_answer_by_is_after_today_and_not_far_away(day):
    with pytest.raises(RuleBroken) as broken:
        checks.check_answer_by(day, today=TODAY)
    assert broken.value.code == "round.answer_by"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lis Lund, lis@example.dk", ("Lis Lund", "lis@example.dk")),
        ("Lis Lund <Lis@Example.dk>", ("Lis Lund", "lis@example.dk")),
        ("lis@example.dk; Lis Lund", ("Lis Lund", "lis@example.dk")),
        ("Åse Ærø\tase@example.dk", ("Åse Ærø", "ase@example.dk")),
    ],
)
def test_people_are_read_as_people_write_them(text, found):
    assert checks.people_in(f"\n{text}\n") == [found]


@pytest.mark.parametrize("text", ["Lis Lund", "lis@example.dk", "Lis, lis@x", "Lis lis@"])
def test_a_line_without_a_name_or_an_address_is_named(text):
    with pytest.raises(RuleBroken) as broken:
        checks.people_in(f"Ok Ok, ok@example.dk\n{text}")
    assert broken.value.code == "invite.line"
    assert "2" in broken.value.message


@pytest.mark.parametrize(
    ("text", "code"), [("  \n", "invite.nobody"), ("A a@b.dk\n" * 61, "invite.too_many")]
)
def test_nobody_and_a_whole_town_are_not_invited(text, code):
    with pytest.raises(RuleBroken) as broken:
        checks.people_in(text)
    assert broken.value.code == code


def test_there_are_three_places_for_a_focus():
    assert [checks.free_place(taken) for taken in ([], [1], [1, 3], [2, 3])] == [1, 2, 2, 1]
    with pytest.raises(RuleBroken) as broken:
        checks.free_place([1, 2, 3])
    assert broken.value.code == "focus.three"


@pytest.mark.parametrize("value", [0, 6, -1])
def test_the_scale_goes_from_one_to_five(value):
    with pytest.raises(RuleBroken):
        checks.check_value(value)
