"""A drawing is numbers and known names. Whatever a browser sends, nothing else is kept or shown."""

import copy
import json

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from skolespor.core.errors import RuleBroken
from skolespor.promises.drawings import (
    COLOURS,
    HEIGHT,
    LARGEST,
    MOST_POINTS,
    MOST_SIGNS,
    MOST_STROKES,
    SIGNS,
    SMALLEST,
    THICKNESS,
    WIDTH,
    check_drawing,
    picture_of,
)

pytestmark = pytest.mark.once

points = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT)).map(list)
strokes = st.fixed_dictionaries(
    {
        "c": st.sampled_from(sorted(COLOURS)),
        "s": st.sampled_from(sorted(THICKNESS)),
        "p": st.lists(points, min_size=1, max_size=8),
    }
)
signs = st.fixed_dictionaries(
    {
        "k": st.sampled_from(sorted(SIGNS)),
        "c": st.sampled_from(sorted(COLOURS)),
        "x": st.integers(0, WIDTH),
        "y": st.integers(0, HEIGHT),
        "r": st.integers(SMALLEST, LARGEST),
    }
)
sheets = st.fixed_dictionaries(
    {
        "w": st.just(WIDTH),
        "h": st.just(HEIGHT),
        "strokes": st.lists(strokes, min_size=1, max_size=4),
        "signs": st.lists(signs, max_size=4),
    }
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
)


def sheet(**facts):
    stroke = {"c": "red", "s": 6, "p": [[1, 2], [3, 4]]}
    return {"w": WIDTH, "h": HEIGHT, "strokes": [stroke], "signs": []} | facts


def stroke(**facts):
    return sheet(strokes=[{"c": "red", "s": 6, "p": [[1, 2]]} | facts])


def sign(**facts):
    return sheet(signs=[{"k": "star", "c": "red", "x": 1, "y": 2, "r": 50} | facts])


@given(sheets)
def test_what_a_child_draws_is_kept_as_it_is(drawing):
    assert check_drawing(drawing) == drawing
    assert json.loads(json.dumps(drawing)) == drawing


@given(anything)
def test_anything_else_is_refused_in_words(thing):
    try:
        assert check_drawing(thing) == {}
    except RuleBroken as broken:
        assert broken.code == "drawing.unknown"


@given(sheets, st.data())
def test_one_foreign_part_anywhere_is_refused(drawing, data):
    spoilt = copy.deepcopy(drawing)
    part = data.draw(st.sampled_from([spoilt, spoilt["strokes"][0]]))
    name = data.draw(st.sampled_from(sorted(part)))
    part[name] = data.draw(st.sampled_from(['"><script>', -1, 1.5, True, None, [[]], [["x", "y"]]]))
    with pytest.raises(RuleBroken):
        check_drawing(spoilt)


@pytest.mark.parametrize(
    "drawing",
    [
        sheet(w=999),
        sheet(more=1),
        {"w": WIDTH},
        stroke(c="url(#x)"),
        stroke(s=500),
        stroke(p=[]),
        stroke(p=[[1]]),
        stroke(p=[[1, 2, 3]]),
        stroke(p=[[WIDTH + 1, 2]]),
        stroke(p=[[1, HEIGHT + 1]]),
        stroke(p=[[1.0, 2]]),
        stroke(p=[[True, 2]]),
        stroke(p=[[1, 2]] * (MOST_POINTS + 1)),
        sign(k="skull"),
        sign(c="pinkish"),
        sign(r=SMALLEST - 1),
        sign(x=-1),
        sign(more=1),
        sheet(strokes=sheet()["strokes"] * (MOST_STROKES + 1)),
        sheet(strokes=[{"c": "red", "s": 6, "p": [[1, 2]] * MOST_POINTS}] * 2),
        sheet(signs=sign()["signs"] * (MOST_SIGNS + 1)),
    ],
    ids=lambda drawing: json.dumps(drawing)[:60],
)
def test_each_limit_holds(drawing):
    with pytest.raises(RuleBroken, match="drawing.unknown"):
        check_drawing(drawing)


def test_an_empty_sheet_is_no_drawing():
    assert check_drawing({}) == check_drawing(None) == check_drawing(sheet(strokes=[])) == {}
    assert picture_of({}) is None


def test_a_dot_is_a_line_to_itself():
    assert picture_of(stroke()).lines[0].path == "M1 2L1 2"


def test_the_picture_says_what_can_be_said():
    assert picture_of(stroke()).text == "En tegning, barnet selv har lavet"
    assert picture_of(sign()).text == "En tegning, barnet selv har lavet, med stjerne"


def test_the_picture_is_shown_as_lines_and_signs():
    page = render_to_string("promises/_picture.html", {"picture": picture_of(sign())})
    assert 'd="M1 2L3 4"' in page
    assert 'transform="translate(1 2) scale(1)"' in page
