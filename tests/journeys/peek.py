"""Looks into a running house as no page would: `python -m tests.journeys.peek QUESTION ...`.

A journey ends in what another person's page or the log book shows; the log book is read here, in a
process of its own with the server's data folder.
"""

import json
import sys
from typing import Any

import django

django.setup()

from skolespor.accounts.models import User  # noqa: E402
from skolespor.audit.models import Entry  # noqa: E402
from skolespor.children.models import Child  # noqa: E402


def log_of(child: str) -> list[list[Any]]:
    """What the log book says about a child, newest last: kind, who, as what, data."""
    pk = _child(child).pk
    entries = Entry.objects.filter(child_id=pk).order_by("pk")
    return [[e.kind, e.by_id, e.role, e.data] for e in entries]


def log_by(person: str) -> list[str]:
    """What the log book says that somebody did, in its codes, oldest first."""
    by = User.objects.get(name=person)
    return list(Entry.objects.filter(by_id=by.pk).order_by("pk").values_list("kind", flat=True))


def _child(name: str) -> Child:
    first, _space, last = name.partition(" ")
    return Child.objects.get(first_name=first, last_name=last, merged_into=None)


QUESTIONS = {"log_of": log_of, "log_by": log_by}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(QUESTIONS[sys.argv[1]](*sys.argv[2:])))
