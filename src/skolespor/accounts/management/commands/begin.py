from typing import Any

from django.core.management.base import CommandParser

from skolespor.accounts import actions
from skolespor.core.commands import HouseCommand, Refused
from skolespor.core.content import read_csv


class Command(HouseCommand):
    help = "lad en kommune eller styrelsen begynde: inviter den første administrator"

    def add_arguments(self, parser: CommandParser) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--municipality", help="kommunekode, fx 0461")
        who.add_argument("--agency", help="styrelsens navn")
        parser.add_argument("--email", required=True, help="administratorens mailadresse")
        parser.add_argument("--name", required=True, help="administratorens navn")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        kind, code, house = _house(options["municipality"], options["agency"])
        invitation, link = actions.begin(
            kind=kind, code=code, name=house, admin_name=name, email=email
        )
        self.stdout.write(
            f"{house} er klar. Invitationen sendes, når serveren kører.\n"
            f"Linket virker til og med {invitation.expires_on:%d-%m-%Y}:\n{link}"
        )


def _house(municipality: str | None, agency: str | None) -> tuple[str, str, str]:
    """Kind, code and name of what begins."""
    if agency:
        return "national_agency", "", agency
    code = str(municipality).zfill(4)
    known = {row["code"]: row["name"] for row in read_csv("municipalities.csv")}
    if code not in known:
        raise Refused(f"Kommunekoden {code} findes ikke.")
    return "municipality", code, f"{known[code]} Kommune"
