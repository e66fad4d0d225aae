"""Pseudonyms of pupils, and which of them are children that Skolespor follows."""

import hmac
from collections.abc import Iterable

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


def followed(sender: Sender) -> dict[int, list[int]]:
    """The pseudonyms of all children with a CPR number, and the children's own numbers: two
    municipalities may each have created the same child."""
    return pseudonyms_of(_numbered(Child.objects.all()), sender.key)


def pseudonyms_of(children: Iterable[Child], key: bytes) -> dict[int, list[int]]:
    """As `followed`, for some children; all of them have a CPR number."""
    found: dict[int, list[int]] = {}
    for child in children:
        found.setdefault(pseudonym(child.cpr.replace("-", ""), key), []).append(child.pk)
    return found


def own_pupils(municipality: Organisation, key: bytes) -> tuple[int, ...]:
    """The pseudonyms of the children that the municipality acts for."""
    own = Child.objects.filter(acting_municipality=municipality)
    return tuple(pseudonyms_of(_numbered(own), key))


def _numbered(children: QuerySet[Child]) -> QuerySet[Child]:
    known = children.filter(merged_into=None).exclude(cpr_index="")
    return known.order_by("pk").only("pk", "cpr")
