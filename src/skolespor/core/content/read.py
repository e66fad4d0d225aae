"""Files of the content in use, read when they are asked for and kept while they are in use."""

import csv
from collections.abc import Mapping
from typing import Any

import yaml
from django.utils import translation

from skolespor.core.content.place import folder, kept


@kept
def read_yaml(name: str) -> Mapping[str, Any]:
    """A whole YAML file, as it stands."""
    text = (folder() / name).read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded


@kept
def read_csv(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a CSV file with `,` and a header; every value is text."""
    with (folder() / name).open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


@kept
def code_list(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The items of one list in code_lists.yaml by their id, in the order of the file."""
    items = read_yaml("code_lists.yaml")["lists"][name]["items"]
    return {item["id"]: item for item in items}


def label(name: str, code: str) -> str:
    """What people read for a code: `label("school_types", "efterskole")` is "Efterskole"."""
    item = code_list(name).get(code)
    return in_language(item, "label") if item else code


def choices(name: str) -> list[tuple[str, str]]:
    """A code list for a form's drop-down."""
    return [(code, in_language(item, "label")) for code, item in code_list(name).items()]


def in_language(item: Mapping[str, Any], field: str) -> str:
    """`label_da` or `label_en` of a content item, by the language of the page. Where the content
    has no English, the catalogue has it."""
    danish = str(item[f"{field}_da"])
    if not danish or translation.get_language() != "en":
        return danish
    return str(item.get(f"{field}_en") or translation.gettext(danish))
