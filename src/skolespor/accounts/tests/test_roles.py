"""Roles agree with the content: the matrix, the fields, the code list."""

import pytest

from skolespor.accounts.lines import Level, Line, line_of, of_line
from skolespor.accounts.permissions import BY_BREAK_GLASS, Permission
from skolespor.accounts.roles import (
    GIVEN_BY_SEAT,
    JOBS_AT,
    NAMED_BY_LEADER,
    PERSONAL,
    Role,
    cell,
    fields_of,
    grants,
    roles_with,
)
from skolespor.core.content import code_list, place, read_csv

pytestmark = pytest.mark.once

AREAS = [name for name in read_csv("permission_matrix.csv")[0] if name != "role"]
ABOUT_A_CHILD = [
    Permission.CHILD_VIEW,
    Permission.PLACEMENT_REASON_VIEW,
    Permission.CHILD_PLACE,
    Permission.CHILD_ENROL,
    Permission.CHILD_CORRECT,
    Permission.CHILD_PROTECT,
    Permission.CUSTODY_RECORD,
    Permission.PRACTICAL_WRITE,
    Permission.LOG_EXTRACT,
]


def test_roles_are_those_of_the_code_list_in_its_order():
    assert [role.value for role in Role] == list(code_list("roles"))


def test_matrix_has_one_row_for_each_role():
    assert sorted(row["role"] for row in read_csv("permission_matrix.csv")) == sorted(Role)


@pytest.mark.parametrize("role", Role)
def test_who_may_read_the_basics_in_the_matrix_sees_a_childs_page_and_nobody_else(role):
    assert (Permission.CHILD_VIEW in grants(role)) is ("R" in cell(role, "child_basics"))
    sees_why = "R" in cell(role, "placement_reason")
    assert (Permission.PLACEMENT_REASON_VIEW in grants(role)) is sees_why


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("area", AREAS)
def test_fields_are_all_or_those_listed_or_none(role, area):
    listed = {
        row["field"]: row["access"]
        for row in read_csv("access_fields.csv")
        if (row["role"], row["area"]) == (role, area)
    }
    all_of_it = [f["id"] for f in code_list("access_fields").values() if f["area"] == area]
    allowed = cell(role, area)
    if "R" not in allowed:
        assert (fields_of(role, area), listed) == ({}, {})
    elif "*" in allowed:
        assert fields_of(role, area) == listed != {}
    else:
        assert (fields_of(role, area), listed) == (dict.fromkeys(all_of_it, "full"), {})


def test_listed_fields_and_levels_are_known():
    fields, levels = code_list("access_fields"), code_list("access_levels")
    for row in read_csv("access_fields.csv"):
        assert fields[row["field"]]["area"] == row["area"]
        assert row["access"] in levels


def test_every_kind_of_place_has_its_jobs_and_no_other_kind_exists():
    assert sorted(JOBS_AT) == sorted(code_list("organisation_kinds"))


def test_every_role_is_held_by_a_job_or_by_a_person_in_their_own_right():
    by_job = {role for roles in JOBS_AT.values() for role in roles}
    assert by_job | set(PERSONAL) == set(Role)
    assert by_job & set(PERSONAL) == set()


def test_seats_and_namings_are_given_to_jobs_that_exist():
    by_job = {role for roles in JOBS_AT.values() for role in roles}
    assert set(GIVEN_BY_SEAT) <= by_job
    for kind, roles in NAMED_BY_LEADER.items():
        assert set(roles) <= set(JOBS_AT[kind])


@pytest.mark.parametrize("role", [Role.SUPPORT_PERSON, Role.PARENT_WITHOUT_CUSTODY])
def test_support_person_and_parent_without_custody_never_see_a_childs_page(role):
    assert Permission.CHILD_VIEW not in grants(role)


@pytest.mark.parametrize(
    "role",
    [Role.SYSTEM_ADMINISTRATOR, Role.DPO, Role.MUNICIPAL_DIRECTOR, Role.AGENCY_ADVISOR],
)
def test_administrator_adviser_and_directors_may_do_nothing_about_a_child(role):
    assert grants(role) & set(ABOUT_A_CHILD) == set()


def test_lines_and_levels_are_those_of_the_code_lists():
    assert [line.value for line in Line] == list(code_list("leadership_lines"))
    assert [level.value for level in Level] == list(code_list("leadership_levels"))


def test_each_line_has_a_leader_who_approves_for_it():
    leaders = {line_of(role) for role in roles_with(Permission.LINE_APPROVE)}
    assert leaders == set(Line)
    assert Role.FOSTER_PARENT in of_line(Line.PLACEMENT)
    assert line_of(Role.MUNICIPAL_DIRECTOR) is None
    assert (Line.SCHOOL.label, Level.KEY_STAFF.label) == ("Skole", "Nøglemedarbejder")


def test_the_agency_and_the_municipality_have_no_work_in_common():
    assert roles_with(Permission.COURSE_ADVISE) == (Role.AGENCY_ADVISOR,)
    assert Permission.WORK_SEE not in grants(Role.AGENCY_ADVISOR)
    assert set(roles_with(Permission.WORK_LEAD)) < set(roles_with(Permission.WORK_SEE))


def test_no_role_may_do_everything():
    assert all(set(grants(role)) < set(Permission) for role in Role)


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_given_to_somebody(permission):
    assert roles_with(permission)


def test_people_and_settings_belong_to_the_administrator_alone():
    for permission in (Permission.PEOPLE_MANAGE, Permission.SETTINGS_MANAGE):
        assert roles_with(permission) == (Role.SYSTEM_ADMINISTRATOR,)


def test_break_glass_gives_no_more_than_a_case_worker_has():
    assert grants(Role.CASE_WORKER) > BY_BREAK_GLASS


def test_roles_speak_danish_and_know_who_is_family():
    assert Role.CASE_WORKER.label == "Børne- og ungerådgiver"
    assert Role.FOSTER_PARENT.is_lay
    assert not Role.PLACEMENT_STAFF.is_lay


def test_permissions_follow_the_content_in_use(settings, tmp_path):
    assert cell(Role.DPO, "indicators") == "municipality"
    files = {path.name: path.read_bytes() for path in settings.CONTENT_DIR.glob("*.*")}
    row = b"dpo,-,-,-,-,-,-,-,-,-,-,"
    matrix = files["permission_matrix.csv"].replace(row + b"municipality", row + b"-")
    settings.DATA_DIR = tmp_path
    place.put(files | {"permission_matrix.csv": matrix})
    assert cell(Role.DPO, "indicators") == "-"
