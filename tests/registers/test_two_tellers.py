"""Two municipalities tell of the same children: the judge decides the same, in small and readable."""

import pytest

from tests.registers import town
from tests.registers.judge import judge
from tests.registers.sending import send_all
from tests.registers.stands import content, stands

pytestmark = [pytest.mark.once, pytest.mark.long]


def test_what_the_town_and_its_neighbour_tell_is_what_the_judge_says(db, tmp_path, files):
    neighbours = town.write(tmp_path / "neighbours", town.ELLEVANG, sender="9002")
    send_all([*files, *neighbours])
    assert stands() == judge([*files, *neighbours])


def test_each_municipality_acts_for_its_own_child_alone(db, tmp_path, files):
    send_all([*files, *town.write(tmp_path / "neighbours", town.ELLEVANG, sender="9002")])
    acting = {(cpr, code) for cpr, code, _born, _protected in stands()["children"]}
    assert acting == {
        (town.IDA, "9001"),
        (town.OTTO, "9001"),
        (town.ASGER, "9001"),
        (town.BO, "9002"),
    }


def test_pupils_who_are_not_followed_come_into_no_table(db, files):
    send_all(files)
    everything = str(content())
    assert town.IDA in everything
    assert not any(number in everything for number in (town.PIA, town.RUNE, town.SIF))


def test_corrections_are_what_the_judge_says(db, tmp_path, files):
    corrected = town.write(
        tmp_path / "corrected",
        {
            "placements": (
                town.PLACEMENTS[0],
                f"{town.OTTO};Otto;Øst;9001;plejefamilie;12-08-2025;01-02-2026;;Havly;9003;nej",
                f"{town.OTTO};Otto;Øst;9001;opholdssted;01-02-2026;;;Bakkehuset;9001;nej",
            ),
            "enrolments": (
                town.ENROLMENTS[0],
                f"{town.OTTO};m;900002;Friskolen, øst;friskole;9001;7;7.C;01-08-2025;;;;",
            ),
            "absence": (town.ABSENCE[0], f"{town.OTTO};900001;03-03-2025;tilladelse;0,25"),
        },
    )
    send_all([*files, *corrected])
    assert stands() == judge([*files, *corrected])
