"""Pseudonyms of pupils, and which of them are children that Skolespor follows."""

import hmac
from collections.abc import Iterator

from django.db.models import QuerySet

from skolespor.accounts.models import Organisation
from skolespor.children.models import Child
from skolespor.core.keys import keys
from skolespor.imports.examine import Sender
from skolespor.imports.texts import PUPIL_KEY_DIGITS


def key_of_pseudonyms(sender: Organisation) -> bytes:
    """One key for each municipality, derived from the index key, which is never rotated: a pupil is
    the same in every file of a municipality, and another one in the next (ADR 0003)."""
    return hmac.digest(keys().index, f"pseudonyms of {sender.code}".encode(), "sha256")


def pseudonym(cpr: str, key: bytes) -> int:
    """The same number as `imports.texts` makes of a CPR number without its hyphen."""
    return int(hmac.new(key, cpr.encode(), "sha256").hexdigest()[:PUPIL_KEY_DIGITS], 16)


def followed(sender: Sender) -> dict[int, int]:
    """The pseudonym of every child with a CPR number, and the child's own number."""
    return {pseudonym(cpr, sender.key): pk for pk, cpr in _numbers(Child.objects.all())}


def own_pupils(municipality: Organisation, key: bytes) -> tuple[int, ...]:
    """The pseudonyms of the children that the municipality acts for."""
    own = Child.objects.filter(acting_municipality=municipality)
    return tuple(pseudonym(cpr, key) for _pk, cpr in _numbers(own))


def _numbers(children: QuerySet[Child]) -> Iterator[tuple[int, str]]:
    known = children.filter(merged_into=None).exclude(cpr_index="")
    for pk, cpr in known.order_by("pk").values_list("pk", "cpr"):
        yield pk, cpr.replace("-", "")
