"""Two who act at the same moment, where only one of them can."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from skolespor.core.errors import RuleBroken


@contextmanager
def told_when_late(late: RuleBroken) -> Iterator[None]:
    """The database says no to the other, who is told."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as there:
        raise late from there
