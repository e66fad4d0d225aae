from typing import Any

from django.core.management.base import CommandParser

from skolespor.accounts import actions
from skolespor.core.commands import HouseCommand, Refused
from skolespor.core.content import read_csv


class Command(HouseCommand):
    help = "lad en kommune begynde: inviter den første lokale administrator"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--municipality", required=True, help="kommunekode, fx 0461")
        parser.add_argument("--email", required=True, help="administratorens mailadresse")
        parser.add_argument("--name", required=True, help="administratorens navn")

    def handle(self, *args: Any, municipality: str, email: str, name: str, **options: Any) -> None:
        code = municipality.zfill(4)
        known = {row["code"]: row["name"] for row in read_csv("municipalities.csv")}
        if code not in known:
            raise Refused(f"Kommunekoden {code} findes ikke.")
        invitation, link = actions.begin(
            code=code, name=f"{known[code]} Kommune", admin_name=name, email=email
        )
        self.stdout.write(
            f"{known[code]} Kommune er klar. Invitationen sendes, når serveren kører.\n"
            f"Linket virker til og med {invitation.expires_on:%d-%m-%Y}:\n{link}"
        )
