"""The checks on incoming rows, one file each. A new file here is a new check."""

import pkgutil
from functools import cache
from importlib import import_module

from skolespor.imports.checks.check import Check
from skolespor.imports.formats import Format

__all__ = ["Check", "all_checks", "checks_of"]


@cache
def all_checks() -> tuple[Check, ...]:
    """In the order of their codes."""
    names = (file.name for file in pkgutil.iter_modules(__path__) if file.name != "check")
    found = (import_module(f"{__name__}.{name}").CHECK for name in names)
    return tuple(sorted(found, key=lambda check: check.code))


def checks_of(form: Format) -> list[tuple[Check, str]]:
    """What is checked in a kind of file: each check with the field it is about, or no field when it
    is about the row."""
    found = []
    for check in all_checks():
        if check.field:
            found += [(check, check.field)] * (form.kind in check.kinds)
        elif check.reads:
            found += [
                (check, column.field) for column in form.columns if column.reads in check.reads
            ]
        else:
            found.append((check, ""))
    return found
