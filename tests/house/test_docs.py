"""The documentation names everything that is there, and leads nowhere that is not."""

import re
from pathlib import Path

import pytest

from skolespor.accounts.permissions import MUNICIPAL, Permission
from skolespor.accounts.roles import roles_with
from skolespor.cli import house_commands
from tests.house import data, flows, glossary

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "skolespor"
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
HOUSE = (DOCS / "house.md").read_text()
ASKED_FOR = re.compile(r"""(?:env\.(?:text|flag|words)|getenv|environ(?:\.get)?)[(\[]\s*"(\w+)""")
"""A variable that the code reads from its surroundings."""


def row_of(code: str) -> str:
    """The line of the table that begins with the code."""
    found = re.search(rf"^\| `{code}`.*$", HOUSE, re.MULTILINE)
    assert found, f"{code} mangler i docs/house.md"
    return found[0]


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_in_the_plan_with_those_who_have_it(permission):
    row = row_of(permission)
    code, _meaning, roles = (cell.strip() for cell in row.strip("|").split("|"))
    assert roles.replace("`", "").split() == [str(role) for role in roles_with(permission)]
    assert code.endswith("*") == (permission in MUNICIPAL)


def test_every_command_is_in_the_plan():
    for name in house_commands():
        row_of(name)


def test_every_setting_is_explained():
    files = [ROOT / "run.py", *SOURCE.rglob("*.py")]
    asked = {name for file in files for name in ASKED_FOR.findall(file.read_text())}
    explained = set(
        re.findall(r"^\| `(\w+)`", (DOCS / "howto" / "settings.md").read_text(), re.MULTILINE)
    )
    assert asked >= {"SKOLESPOR_DATA", "SECRET_KEY", "DATABASE_URL"}
    assert asked - explained == set()


def test_no_setting_is_explained_that_is_gone():
    code = "".join(file.read_text() for file in [ROOT / "run.py", *SOURCE.rglob("*.py")])
    page = (DOCS / "howto" / "settings.md").read_text()
    table = page.partition("## Andre variable")[0]
    assert [
        name for name in re.findall(r"^\| `(\w+)`", table, re.MULTILINE) if name not in code
    ] == []


def test_every_decision_is_in_the_list():
    listed = (DOCS / "adr" / "README.md").read_text()
    for decision in DOCS.glob("adr/0*.md"):
        assert f"]({decision.name})" in listed, decision.name


def test_the_page_about_files_is_made_from_formats_and_checks():
    assert data.PAGE.read_text() == data.page()


def test_the_glossary_is_made_from_the_content():
    assert glossary.PAGE.read_text() == glossary.page()


def test_the_flows_are_made_from_their_tables():
    assert flows.PAGE.read_text() == flows.page()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    inside = [target for target in targets if "://" not in target]
    assert [target for target in inside if not (page.parent / target).exists()] == []
