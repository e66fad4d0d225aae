"""The house rules, checked by machine so that people need not remember them."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role
from skolespor.audit.log import KINDS
from skolespor.children import models as child_models
from skolespor.children.events import STEPS
from skolespor.core.content import code_list, read_csv
from skolespor.core.doors import door_of
from skolespor.core.fields import SecretTextField
from skolespor.notices.kinds import KINDS as NOTICE_KINDS

pytestmark = pytest.mark.once

APP = Path(__file__).parents[2] / "src" / "skolespor"
SOURCES = [
    path
    for path in sorted(APP.rglob("*.py"))
    if not {"tests", "migrations"} & set(path.relative_to(APP).parts)
]
WRITERS = {"save", "create", "bulk_create", "update", "delete", "get_or_create", "update_or_create"}


def furniture(name):
    """All files of a kind: `views.py`, or every module of the package `views/`."""
    found = [p for p in SOURCES if p.name == f"{name}.py" or name in p.relative_to(APP).parts[:-1]]
    return pytest.mark.parametrize("path", found, ids=lambda path: str(path.relative_to(APP)))


def nodes(path, kind):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, kind)]


def attributes(path):
    return {node.attr for node in nodes(path, ast.Attribute)}


def imports(path):
    names = {name.name for node in nodes(path, ast.Import) for name in node.names}
    return names | {node.module or "" for node in nodes(path, ast.ImportFrom)}


def all_views(resolver, prefix="", space=""):
    """Address, name with its room, and view of every page."""
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            room = f"{pattern.namespace}:" if pattern.namespace else space
            yield from all_views(pattern, address, room)
        else:
            yield address, f"{space}{pattern.name}", pattern.callback


PAGES = list(all_views(get_resolver()))


@pytest.mark.parametrize(("url", "view"), [(url, view) for url, _name, view in PAGES])
def test_every_view_has_a_door(url, view):
    assert door_of(view), f"{url} can be entered by anybody: give its view a door"


def test_every_page_about_a_child_says_why_it_is_opened():
    doors = set(Permission)
    named = {name for url, name, view in PAGES if "child_id" in url and door_of(view) in doors}
    assert len({name.split(":")[0] for name in named}) > 1
    assert named <= set(STEPS)


@furniture("views")
def test_views_do_not_query(path):
    assert "objects" not in attributes(path), "use queries, access or actions"


@furniture("queries")
def test_queries_do_not_write(path):
    assert not WRITERS & attributes(path), "writing belongs in actions"


@furniture("rules")
def test_rules_do_not_touch_the_database(path):
    assert not {n for n in imports(path) if n.startswith("django.db") or n.endswith(".models")}


@pytest.mark.parametrize("path", sorted((APP / "children" / "queries").glob("*.py")), ids=str)
def test_reads_about_children_know_their_reader(path):
    for read in ast.parse(path.read_text()).body:
        if isinstance(read, ast.FunctionDef) and _takes_from_the_database(read):
            names = {a.arg for a in read.args.kwonlyargs + read.args.args}
            assert "reader" in names, f"{read.name}: for whom?"


def _takes_from_the_database(read):
    """Public, and asking for rows about children: helpers get what a reader has been given."""
    asked = {
        node.value.id
        for node in ast.walk(read)
        if isinstance(node, ast.Attribute)
        and node.attr == "objects"
        and isinstance(node.value, ast.Name)
    }
    return not read.name.startswith("_") and bool(asked & set(child_models.__all__))


@pytest.mark.parametrize(
    "path",
    [p for p in SOURCES if p.name not in ("roles.py",) and "demo" not in p.parts],
    ids=lambda path: str(path.relative_to(APP)),
)
def test_role_names_stay_in_roles(path):
    assert not {role.name for role in Role} & attributes(path), "ask for a permission instead"


OURS = [m for m in apps.get_models() if m.__module__.startswith("skolespor.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_says_whether_it_is_personal(model):
    fields = {field.name for field in model._meta.concrete_fields}
    assert set(model.privacy) == fields
    assert set(model.privacy.values()) <= {"keep", "scrub", "secret"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_secret_fields_are_encrypted_and_encrypted_fields_are_secret(model):
    secret = {name for name, mark in model.privacy.items() if mark == "secret"}
    fields = model._meta.concrete_fields
    assert {field.name for field in fields if isinstance(field, SecretTextField)} == secret


def test_every_event_has_a_text():
    assert all(str(kind.text) for kind in KINDS.values())


def test_every_notice_says_what_and_why_and_leads_somewhere():
    names = {name for name, _view in _names(get_resolver().url_patterns)}
    for kind in NOTICE_KINDS.values():
        assert str(kind.text), kind.code
        assert str(kind.why), kind.code
        assert kind.page in names, kind.code


def _names(patterns, space=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = space + (f"{pattern.namespace}:" if pattern.namespace else "")
            yield from _names(pattern.url_patterns, inner)
        else:
            yield space + str(pattern.name), pattern


def test_roles_are_those_of_the_code_list_and_the_matrix():
    assert [role.value for role in Role] == list(code_list("roles"))
    assert {row["role"] for row in read_csv("permission_matrix.csv")} == set(Role)


@pytest.mark.parametrize("path", sorted(APP.glob("*/migrations/0*.py")), ids=str)
def test_every_migration_has_a_name(path):
    assert "_auto" not in path.name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(APP)))
def test_no_file_passes_four_hundred_lines(path):
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize(
    "path", sorted(APP.rglob("*.html")), ids=lambda path: str(path.relative_to(APP))
)
def test_templates_hold_no_style_and_no_script_of_their_own(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|\son\w+=\"|\|safe\b", text)
    assert not re.search(
        r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>(?!\s*</script>)", text
    )
