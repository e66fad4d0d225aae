"""The municipalities that send files, and where schools lie."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation
from skolespor.core.content import read_csv
from skolespor.core.errors import RuleBroken
from skolespor.imports.cells import municipality_codes
from skolespor.imports.models import Batch


@contextmanager
def sending_municipality(code: str) -> Iterator[Organisation]:
    """As `municipality_of`. One that is new, and for which nothing comes in, is gone again afterwards."""
    was_there = Organisation.objects.filter(
        kind="municipality", code=municipality_codes().get(code.strip(), "")
    ).exists()
    sender = municipality_of(code)
    try:
        yield sender
    finally:
        if not was_there and not Batch.objects.filter(sender=sender).exists():
            with suppress(ProtectedError), transaction.atomic():
                sender.delete()


def municipality_of(code: str) -> Organisation:
    """The municipality with this code, with or without the zero in front. One that is spoken of for
    the first time is made."""
    code = municipality_codes().get(code.strip(), "")
    if not code:
        raise RuleBroken("municipality.unknown", _("Kommunekoden findes ikke."))
    names = {row["code"]: row["name"] for row in read_csv("municipalities.csv")}
    name = names.get(code, code)
    return Organisation.objects.get_or_create(
        kind="municipality", code=code, defaults={"name": f"{name} Kommune"}
    )[0]
