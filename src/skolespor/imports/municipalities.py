"""The municipalities that send files, and where schools lie."""

from django.utils.translation import gettext as _

from skolespor.accounts.models import Organisation
from skolespor.core.content import read_csv
from skolespor.core.errors import RuleBroken
from skolespor.imports.cells import municipality_codes


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
