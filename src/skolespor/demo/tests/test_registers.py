"""The register files of an invented municipality: the same each time, and true to the recipe."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from skolespor.calendar.rules.years import SchoolYear
from skolespor.core.content import code_list, read_csv, read_yaml
from skolespor.demo.registers import recipe
from skolespor.demo.registers.files import KEY, size_of, write_registers
from skolespor.demo.tests.reading import Registers, content_of, day, rows_of

pytestmark = [pytest.mark.once, pytest.mark.long]

TODAY = date(2026, 11, 21)
YOUTH = ("fgu", "vocational_education", "upper_secondary", "stu")


@pytest.fixture(scope="module")
def solvang_files(tmp_path_factory, django_db_setup):
    """As many placed children as Solvang has, among few others: all about them shows."""
    folder = tmp_path_factory.mktemp("registers") / "out"
    write_registers(folder, pupils=500, placed=120, hosted=35)
    return Registers(folder)


def born(cpr):
    year = 2000 + int(cpr[4:6])
    return date(year, int(cpr[2:4]), int(cpr[:2]) - 60)


# The same each time


def test_same_arguments_give_the_same_bytes_whatever_the_hash_seed(tmp_path):
    write_registers(tmp_path / "here", pupils=60, years=3, is_dirty=True)
    program = (
        "import django, pathlib, sys; django.setup()\n"
        "from skolespor.demo.registers.files import write_registers\n"
        "write_registers(pathlib.Path(sys.argv[1]), pupils=60, years=3, is_dirty=True)"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "skolespor.config.settings_test"}
    there = tmp_path / "there"
    subprocess.run(
        [sys.executable, "-c", program, str(there)],
        check=True,
        env={**os.environ, **settings, "PYTHONHASHSEED": "4711"},
    )
    assert content_of(there) == content_of(tmp_path / "here")


def test_another_seed_gives_other_pupils(tmp_path):
    for seed in (1, 2):
        write_registers(tmp_path / str(seed), pupils=20, seed=seed)
    one, two = (content_of(tmp_path / name) for name in ("1", "2"))
    assert one["school-days.csv"] == two["school-days.csv"]
    assert one["enrolments.csv"] != two["enrolments.csv"]


def test_mistakes_change_the_rows_they_are_in_and_no_pupil(tmp_path):
    for name in ("clean", "dirty"):
        write_registers(tmp_path / name, pupils=40, is_dirty=name == "dirty")
    clean, dirty = (
        (tmp_path / name / "enrolments.csv").read_text().splitlines() for name in ("clean", "dirty")
    )
    key = [r for r in rows_of(tmp_path / "dirty" / KEY) if r["file"] == "enrolments.csv"]
    assert len(set(clean) - set(dirty)) <= len({row["row"] for row in key})


# Who the pupils are


def test_as_many_children_as_asked_for(solvang_files):
    assert len({row["cpr"] for row in solvang_files.enrolments}) == 500
    assert (len(solvang_files.ours), len(solvang_files.hosted)) == (120, 35)


@pytest.mark.parametrize(
    ("pupils", "placed", "hosted"), [(7000, 120, 35), (1000, 17, 5), (10, 1, 1), (9, 0, 0)]
)
def test_placed_children_follow_the_number_of_pupils(pupils, placed, hosted):
    assert recipe.scaled(recipe.placed_by_us(), pupils) == placed
    assert recipe.scaled(recipe.hosted_by_us(), pupils) == hosted


def test_a_handful_of_pupils_is_enough(tmp_path):
    for pupils in (1, 2, 10, 11):
        write_registers(tmp_path / str(pupils), pupils=pupils, years=1)
        files = Registers(tmp_path / str(pupils))
        assert len({row["cpr"] for row in files.enrolments}) == pupils


def test_every_age_limit_is_near_for_somebody(solvang_files):
    """qc_rights: within six months."""
    soon = [TODAY + timedelta(days=days) for days in range(183)]
    for age in read_yaml("synthetic_population.yaml")["distributions"][
        "birthdays_within_six_months"
    ]["must_exist"]:
        months = int(age * 12)
        days = {
            (d.year - (months + 12 - d.month) // 12, (d.month - months - 1) % 12 + 1) for d in soon
        }
        assert {(b.year, b.month) for b in map(born, solvang_files.ours)} & days, age


def test_no_number_place_or_school_is_real(solvang_files):
    """qc_no_real."""
    rows = [*solvang_files.placements, *solvang_files.enrolments, *solvang_files.absence]
    assert all(int(row["cpr"][:2]) > 60 and int(row["cpr"][6:]) <= 9 for row in rows)
    assert all(r["institutionsnummer"][0] == "9" for r in rows if "institutionsnummer" in r)
    columns = ("handlekommune", "beliggenhedskommune", "kommune")
    codes = {row[c] for row in rows for c in columns if c in row}
    assert codes == {"9001", "9002", "9003"}
    assert not codes & {row["code"] for row in read_csv("municipalities.csv")}


def test_the_last_digit_says_the_sex(solvang_files):
    assert all((int(r["cpr"][-1]) % 2 == 0) == (r["køn"] == "k") for r in solvang_files.enrolments)


def test_shares_of_the_recipe_are_met(solvang_files):
    ours = [solvang_files.home(cpr) for cpr in solvang_files.ours]
    legal = Counter(row["hjemmel"] for row in ours)
    assert legal == {"Med samtykke": 91, "Uden samtykke": 29}
    assert Counter(row["adressebeskyttelse"] for row in ours)["ja"] == 18
    assert sum(row["cpr"][-1] in "13579" for row in ours) == 66
    assert sum(row["beliggenhedskommune"] != "9001" for row in ours) == 48
    types = Counter(row["anbringelsestype"] for row in ours)
    families = sum(count for type, count in types.items() if "plejefamilie" in type.lower())
    assert families == 77
    assert types["Børne- og ungehjem"] == 34


def test_children_live_and_learn_across_borders(solvang_files):
    """qc_cross_municipal."""
    across = set()
    for cpr in solvang_files.ours:
        school = solvang_files.now(cpr)
        where = {solvang_files.home(cpr)["beliggenhedskommune"], school and school["kommune"]}
        if where - {"9001", None}:
            across.add(cpr)
    assert len(across | solvang_files.hosted) >= 10


def test_school_types_are_those_of_the_recipe(solvang_files):
    """qc_school_types: within three percentage points, among those who have not gone on to a youth
    education."""
    labels = {item["label_da"]: code for code, item in code_list("school_types").items()}
    now = [solvang_files.now(cpr) for cpr in solvang_files.ours]
    types = Counter(labels[row["skoletype"]] if row else "none" for row in now)
    count = sum(types[type] for type in types if type not in YOUTH)
    target = recipe.distribution("school_type_by_group")["overall_target"]
    assert {
        type: (share, 100 * types[type] / count)
        for type, share in target.items()
        if abs(100 * types[type] / count - share) > 3
    } == {}


def test_efterskole_only_from_grade_eight(solvang_files):
    rows = [row for row in solvang_files.enrolments if row["skoletype"] == "Efterskole"]
    assert rows
    assert all(int(row["klassetrin"]) >= 8 for row in rows if not row["slutdato"])


def test_only_those_who_live_at_a_home_go_to_its_school(solvang_files):
    homes = {"Skolen på Bakkehuset": "Bakkehuset", "Skolen på Fjordly": "Fjordly"}
    for cpr in solvang_files.ours | solvang_files.hosted:
        school = solvang_files.now(cpr)
        if school and school["skole"] in homes:
            assert solvang_files.home(cpr)["anbringelsessted"] == homes[school["skole"]]


def test_hosted_children_live_and_learn_in_solvang(solvang_files):
    hosted = solvang_files.hosted
    assert {row["handlekommune"] for row in solvang_files.placements if row["cpr"] in hosted} == {
        "9002",
        "9003",
    }
    rows = [row for row in solvang_files.placements if row["cpr"] in hosted]
    assert {row["beliggenhedskommune"] for row in rows} == {"9001"}
    schools = [row for row in solvang_files.enrolments if row["cpr"] in hosted]
    assert {row["kommune"] for row in schools} == {"9001"}


# Who tells it


def test_each_municipality_tells_of_its_own_institutions(solvang_files):
    folder = solvang_files.folder
    assert {row["kommune"] for row in rows_of(folder / "enrolments.csv")} == {"9001"}
    own = {row["institutionsnummer"] for row in rows_of(folder / "enrolments.csv")}
    assert {row["institutionsnummer"] for row in rows_of(folder / "absence.csv")} <= own
    for code, told in solvang_files.told.items():
        assert {row["kommune"] for row in told["enrolments"]} == {code}
        there = {row["institutionsnummer"] for row in told["enrolments"]}
        assert {row["institutionsnummer"] for row in told["absence"]} <= there
        assert not there & own


def test_neighbours_tell_the_same_of_all_hosted_children_but_five(solvang_files):
    told = [row for file in solvang_files.told.values() for row in file["placements"]]
    assert len(told) == 30
    assert all(row in solvang_files.placements for row in told)
    for code, file in solvang_files.told.items():
        assert {row["handlekommune"] for row in file["placements"]} == {code}


def test_neighbours_tell_only_of_schools_of_those_who_have_lived_with_them(solvang_files):
    """Else the word of a municipality that does not know the child would decide."""
    lived = {(r["cpr"], r["beliggenhedskommune"]) for r in solvang_files.placements}
    for code, told in solvang_files.told.items():
        assert {(row["cpr"], code) for row in told["enrolments"]} <= lived


@pytest.mark.parametrize(
    ("hosted", "answered"), [(35, 30), (2, 1), (1, 0), (0, 0), (14, 12), (100, 86)]
)
def test_at_least_one_hosted_child_is_not_answered(hosted, answered):
    assert len(size_of(pupils=500, years=1, placed=0, hosted=hosted).answered) == answered


def test_numbers_of_others_are_left_to_them(tmp_path):
    write_registers(tmp_path / "before", pupils=40)
    taken = {row["cpr"] for row in rows_of(tmp_path / "before" / "enrolments.csv")}
    write_registers(tmp_path / "after", pupils=40, taken=taken)
    files = Registers(tmp_path / "after")
    assert len({row["cpr"] for row in files.enrolments} - taken) == 40


# Where they live and learn


def test_no_placement_and_no_enrolment_overlaps_another(solvang_files):
    for rows in (solvang_files.placements, solvang_files.enrolments):
        for who, spells in solvang_files.spells(rows).items():
            for before, after in pairwise(spells):
                assert before[0] <= before[1], who
                assert before[1] <= after[0], who


def test_every_school_year_has_its_own_row_and_grade(solvang_files):
    for row in solvang_files.enrolments:
        since, until = day(row["startdato"]), day(row["slutdato"])
        assert SchoolYear.of(since) == SchoolYear.of(until or TODAY), row
        assert since <= TODAY


def test_nothing_has_happened_after_today(solvang_files):
    assert max(day(row["startdato"]) for row in solvang_files.placements) <= TODAY
    assert max(day(row["dato"]) for row in solvang_files.absence) <= TODAY
    assert all(
        day(row["slutdato"]) <= TODAY
        for row in [*solvang_files.placements, *solvang_files.enrolments]
        if row["slutdato"]
    )


def test_every_child_is_placed_now_and_nobody_before_birth(solvang_files):
    for cpr in solvang_files.ours | solvang_files.hosted:
        assert solvang_files.home(cpr)
        first = solvang_files.spells(solvang_files.placements)[cpr,][0][0]
        assert first > born(cpr)


def test_two_are_without_school_today_and_one_has_been_for_half_a_year(solvang_files):
    """qc_gap: the last enrolment ended 4 and 17 school days ago, when the child moved."""
    listed = sorted(day(r["dato"]) for r in solvang_files.days if r["kommune"] == "9001")
    without = {}
    for cpr in solvang_files.ours:
        if solvang_files.now(cpr) is None:
            last = solvang_files.spells(solvang_files.enrolments)[cpr,][-1][1]
            without[cpr] = sum(last < school_day <= TODAY for school_day in listed)
            assert day(solvang_files.home(cpr)["startdato"]) == last + timedelta(days=1)
    assert sorted(without.values()) == [4, 17]
    longest = [max(solvang_files.gaps(cpr), default=0) for cpr in solvang_files.ours]
    assert max(longest) > 26 * 7
    assert sum(days >= 4 for days in longest) == 22


def test_every_ended_school_has_a_reason_and_no_other(solvang_files):
    """A row that only ends because the grade does has none."""
    for cpr in solvang_files.ours:
        rows = [row for row in solvang_files.enrolments if row["cpr"] == cpr]
        for row, after in pairwise(sorted(rows, key=lambda row: day(row["startdato"]))):
            goes_on = row["institutionsnummer"] == after["institutionsnummer"]
            assert bool(row["ophørsårsag"]) != goes_on or solvang_files.gaps(cpr)


def test_as_many_have_changed_school_as_the_recipe_says(solvang_files):
    schools = defaultdict(set)
    for row in solvang_files.enrolments:
        if row["cpr"] in solvang_files.ours and row["skoletype"] not in YOUTH:
            schools[row["cpr"]].add(row["institutionsnummer"])
    changed = sum(len(numbers) > 1 for numbers in schools.values())
    assert 0.66 <= changed / 120 <= 0.82


# When there is school, and who is absent


def test_absence_lies_on_the_pupils_own_school_days(solvang_files):
    listed = defaultdict(set)
    for row in solvang_files.days:
        listed[row["institutionsnummer"]].add(day(row["dato"]))
    spells = solvang_files.spells(solvang_files.enrolments, "institutionsnummer")
    for row in solvang_files.absence:
        school, absent = row["institutionsnummer"], day(row["dato"])
        assert absent in listed.get(school, listed[""]), row
        assert any(a <= absent <= b for a, b in spells[row["cpr"], school]), row


def test_school_days_are_whole_years_and_a_few_schools_have_their_own(solvang_files):
    counts = Counter(
        (row["institutionsnummer"], SchoolYear.of(day(row["dato"])).begins)
        for row in solvang_files.days
    )
    assert {place for place, _year in counts} == {"", "900002", "900004", "900008"}
    assert {year for _place, year in counts} == {2025, 2026}
    assert all(195 <= count <= 206 for count in counts.values())
    own = {row["dato"] for row in solvang_files.days if row["institutionsnummer"] == "900002"}
    assert own ^ {row["dato"] for row in solvang_files.days if row["kommune"]}


def test_some_are_absent_for_half_a_day(solvang_files):
    assert {row["andel"] for row in solvang_files.absence} == {"1", "0,5"}
    kinds = {row["kategori"] for row in solvang_files.absence}
    assert kinds == {"sygdom", "tilladelse", "ulovligt"}
