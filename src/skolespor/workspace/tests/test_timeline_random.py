"""The picture of a school life, whatever is told of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from skolespor.children.timeline import Lane, Part, Stretch, together
from skolespor.workspace.rules.lettering import width_of
from skolespor.workspace.rules.marks import SLIM, WIDE
from skolespor.workspace.tests.lives import LANES, drawn

pytestmark = [pytest.mark.once, pytest.mark.long]

DAY = timedelta(days=1)

days = some.dates(date(2008, 1, 1), date(2028, 12, 31))


@some.composite
def stretches(draw_one):
    since = draw_one(days)
    until = draw_one(some.none() | some.integers(0, 900).map(lambda n: since + n * DAY))
    lane = draw_one(some.sampled_from([Lane.HOME, Lane.SCHOOL, Lane.WITHOUT, Lane.AWAY]))
    label = draw_one(some.sampled_from(["Bo", "Plejefamilien Holt", "Skolen på Bakkehuset"]))
    return Stretch(lane, since, until, label, "3.B", days=draw_one(some.integers(1, 400)))


@given(some.lists(stretches(), max_size=12), some.sampled_from([WIDE, SLIM]))
def test_everything_is_drawn_inside_and_nothing_upon_each_other(told, style):
    part = Part((*LANES, Lane.AWAY), tuple(told))
    picture = drawn(part=together([part]), style=style)
    assert sorted(map(repr, told)) == sorted(repr(box.stretch) for box in picture.boxes)
    for box in picture.boxes:
        assert box.x >= picture.scale.left
        assert box.right <= picture.scale.right + 0.2
        assert 0 < box.y < box.y + box.height <= picture.height
    for one, other in zip(picture.boxes, picture.boxes[1:], strict=False):
        if one.y == other.y:
            assert one.stretch.until <= other.stretch.since


@given(some.lists(stretches(), max_size=12), some.sampled_from([WIDE, SLIM]))
def test_no_name_is_wider_than_its_run(told, style):
    letters = {(one.lane, one.label): "A" for one in told}
    picture = drawn(part=Part(LANES, tuple(told)), style=style, letters=letters)
    right = picture.scale.right
    for text in picture.texts:
        if text.kind.startswith("name"):
            assert text.x + width_of(text.text, style.size) <= right
