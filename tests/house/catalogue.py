"""The English catalogue, renewed from the code: `python -m tests.house.catalogue --write`."""

import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from skolespor.deadlines.rules.rule import NOT_A_CHILDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "skolespor"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEAD = """# The English texts of Skolespor: docs/howto/translate.md
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
ONE = {"_", "gettext", "gettext_lazy"}
MANY = {"ngettext", "ngettext_lazy"}
CALL = re.compile(r"""\b(?:_|n?gettext)\((?:u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*"|[^'")])*\)""")
"""A call as `templatize` writes it for a tag: the texts stand in quotes, on one line."""

Text = str | tuple[str, str]


def texts() -> set[Text]:
    """Every Danish text of the house; one that counts is a pair."""
    in_files = {text for file in sources() for text in texts_in(file)}
    return in_files | set(texts_of_content()) | set(texts_of_formats())


def sources() -> Iterator[Path]:
    """Code and templates without tests, which translate nothing."""
    for pattern in ("*.py", "templates/**/*.html", "templates/**/*.txt"):
        yield from (file for file in SOURCE.rglob(pattern) if "tests" not in file.parts)


def texts_in(file: Path) -> Iterator[Text]:
    source = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        yield from texts_of(ast.parse(source))
    else:
        for call in CALL.findall(templatize(source)):
            yield from texts_of(ast.parse(call.strip()))


def texts_of(tree: ast.AST) -> Iterator[Text]:
    for node in ast.walk(tree):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if name in ONE:
            yield literal(node.args[0])
        if name in MANY:
            yield literal(node.args[0]), literal(node.args[1])


def literal(node: ast.expr) -> str:
    """The text itself; what is put together while running cannot be translated."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"kan ikke oversættes: {ast.unparse(node)}")


def texts_of_content() -> Iterator[str]:
    """What pages show of content/ without English beside it: `core.content.in_language`."""
    places = content("code_lists.yaml")["lists"]["placement_types"]["items"]
    rules = content("deadlines.yaml")["rules"]
    phases = content("transitions.yaml")["phases"]
    principles = content("code_lists.yaml")["lists"]["principles"]["items"]
    people = content("synthetic_population.yaml")["sign_ins"]["items"]
    steps = content("self_review.yaml")["scale"]
    shown = [
        *((place, ("neutral_label",)) for place in places),
        *((rule, ("title", "text")) for rule in rules if rule["active"] and is_shown(rule)),
        *((trigger, ("text",)) for trigger in triggers_of(rules)),
        *((phase, ("title", "text")) for phase in phases),
        *((must, ("text",)) for phase in phases for must in phase["must_do"]),
        *((principle, ("help",)) for principle in principles),
        *((person, ("sees",)) for person in people),
        *((step, ("label", "hint")) for step in steps),
    ]
    for item, fields in shown:
        yield from (item[f"{field}_da"] for field in fields if f"{field}_en" not in item)


def texts_of_formats() -> Iterator[str]:
    """What pages say of the files that can be sent."""
    for file in sorted((SOURCE / "imports" / "formats").glob("*.toml")):
        stated = tomllib.loads(file.read_text(encoding="utf-8"))
        yield from (stated["name"], stated["about"])
        yield from (column["about"] for column in stated["column"])


def is_shown(rule: dict[str, Any]) -> bool:
    """A municipality may change it, so the page of its own rules shows it; or a child has it as a
    deadline."""
    is_cadence = not rule["legal"] and rule["kind"] in ("deadline", "recurrence")
    return is_cadence or rule["trigger"] not in NOT_A_CHILDS


def triggers_of(rules: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the children's deadlines are counted from."""
    used = {rule["trigger"] for rule in rules if rule["active"]} - NOT_A_CHILDS
    triggers = content("deadlines.yaml")["triggers"]
    yield from (trigger for trigger in triggers if trigger["id"] in used)


def content(name: str) -> Any:
    return yaml.safe_load((ROOT / "content" / name).read_text(encoding="utf-8"))


def kept() -> Catalog:
    """The catalogue as it is in the file."""
    with PO.open(encoding="utf-8") as file:
        return read_po(file, locale="en", ignore_obsolete=True)


def renewed() -> str:
    """The file as it should be: sorted, without what is gone, with what is new and still empty."""
    english, catalogue = kept(), Catalog(locale="en")
    for text in texts():
        known = english.get(text if isinstance(text, str) else text[0])
        catalogue.add(text, string=known.string if known and known.id == text else "")
    body = io.BytesIO()
    write_po(body, catalogue, width=0, sort_output=True, omit_header=True)
    return HEAD + body.getvalue().decode("utf-8").strip() + "\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("brug: python -m tests.house.catalogue --write")
    PO.write_text(renewed(), encoding="utf-8")
