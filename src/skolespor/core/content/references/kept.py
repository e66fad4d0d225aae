"""What is stored and what the programme is written for cannot be taken out of the content."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from django.conf import settings

from skolespor.core.content.problems import Problem
from skolespor.core.content.shapes import Content


def check(content: Content) -> Iterator[Problem]:
    """Rows hold codes, and code asks for them by name: a code that is gone would stop the page of
    every child that has it. New codes may come, but a role is nothing before the code knows it."""
    own = own_codes()
    for name, codes in own.items():
        here = [item.id for item in getattr(content.code_lists.lists, name).items]
        for code in codes:
            if code not in here:
                yield Problem(
                    "code_lists.yaml", f"lists, {name}", f"»{code}« mangler, men er i brug."
                )
    for role in content.code_lists.lists.roles.items:
        if role.id not in own["roles"]:
            yield Problem(
                "code_lists.yaml", f"lists, roles, {role.id}", "Programmet kender ikke rollen."
            )
    here = [rule.id for rule in content.deadlines.rules]
    for rule in _own("deadlines.yaml")["rules"]:
        if rule["id"] not in here:
            yield Problem(
                "deadlines.yaml", "", f"{rule['id']} mangler. Sæt den til »active: false«."
            )


def own_codes() -> dict[str, list[str]]:
    """The codes of each list in the package's own content."""
    lists = _own("code_lists.yaml")["lists"]
    return {name: [item["id"] for item in held["items"]] for name, held in lists.items()}


@cache
def _own(name: str) -> Any:
    """A file of the package, which never changes while it runs."""
    text = (settings.CONTENT_DIR / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)
