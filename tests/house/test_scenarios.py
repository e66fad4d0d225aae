"""docs/scenarios.md tells the truth: every scenario of the content, and tests that exist."""

import re
from pathlib import Path

import pytest

from skolespor.core.content import read_yaml

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `(sc_\d+)` \| (proved|in part|later) \|([^|]*)\|([^|]*)\|$", re.MULTILINE)
ROWS = [
    (name, state, tests.strip(), left.strip())
    for name, state, tests, left in ROW.findall(
        (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    )
]
TESTS = [
    (name, test) for name, _state, tests, _left in ROWS for test in re.findall("`(.+?)`", tests)
]


def test_every_scenario_is_on_the_page_once():
    wanted = [scenario["id"] for scenario in read_yaml("scenarios.yaml")["scenarios"]]
    assert [name for name, *_rest in ROWS] == wanted


@pytest.mark.parametrize(("name", "test"), TESTS)
def test_the_tests_that_prove_it_exist(name, test):
    file, function = test.split("::")
    begins_in = ROOT if file.startswith("tests/") else ROOT / "src" / "skolespor"
    source = (begins_in / file).read_text(encoding="utf-8")
    assert f"\ndef {function}(" in source


@pytest.mark.parametrize(("name", "state", "tests", "left"), ROWS)
def test_the_state_says_whether_there_are_tests_and_what_is_left(name, state, tests, left):
    assert bool(tests) == (state != "later")
    assert bool(left) == (state != "proved")
