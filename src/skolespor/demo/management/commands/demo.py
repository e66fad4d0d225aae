import os
import sys
import time
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from skolespor.accounts.models import User
from skolespor.core.commands import HouseCommand, Refused, in_steps
from skolespor.demo.actions import build_town
from skolespor.demo.cast import members
from skolespor.demo.registers.recipe import PUPILS, default_seed


class Command(HouseCommand):
    help = "byg den opdigtede by, og start den"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default=8000, type=int, help="port (8000)")
        parser.add_argument("--seed", type=int, help="tal, som byen bygges ud fra")
        parser.add_argument(
            "--pupils", type=int, default=PUPILS, help=f"elever i byens registre ({PUPILS})"
        )
        parser.add_argument("--no-serve", action="store_true", help="byg kun, start ikke")

    def handle(self, *args: Any, port: int, seed: int | None, pupils: int, **options: Any) -> None:
        self._build(seed, pupils)
        settings.INVENTED_MARK.touch()
        address = f"http://localhost:{port}"
        self.stdout.write(f"Skolespors demo: {address}\nLog ind som en af disse:")
        for member in members():
            self.stdout.write(f"  {member.name:<16} {member.role_label}")
        self.stdout.flush()
        if not options["no_serve"]:
            os.environ.setdefault("SKOLESPOR_URL", address)
            os.execv(  # noqa: S606 - our own command, in place of this one
                sys.executable,
                [sys.executable, "-m", "skolespor", "serve", "--port", str(port)],
            )

    def _build(self, seed: int | None, pupils: int) -> None:
        """A town that is there is kept; a database with other people in it is never touched."""
        if settings.INVENTED_MARK.exists():
            self.stdout.write("Byen er bygget.")
            return
        if User.objects.exists():
            raise Refused("Her er allerede rigtige data. Vælg en tom mappe med SKOLESPOR_DATA.")
        began = time.monotonic()
        build_town(
            seed=default_seed() if seed is None else seed,
            pupils=pupils,
            in_steps=partial(in_steps, out=self.stdout),
        )
        self.stdout.write(f"Byen er bygget på {time.monotonic() - began:.0f} sekunder.")
