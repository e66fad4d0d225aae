from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.core.management.base import CommandParser
from django.db import models, transaction

from skolespor.core import keys
from skolespor.core.commands import HouseCommand, Refused
from skolespor.core.fields import SecretTextField

FACTOR_SECRETS = frozenset({"secret", "seed"})
"""What is encrypted in the second factors' own table: the app's secret, the recovery codes' seed."""


class Command(HouseCommand):
    help = "nøgler til krypterede felter: lav, skift eller gem en kopi"
    prepares = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "what",
            choices=["make", "rotate", "backup"],
            help="make: lav de første. rotate: lav en ny, og skriv alt om. backup: gem en kopi",
        )
        parser.add_argument("target", nargs="?", type=Path, help="fil til kopien (kun ved backup)")

    def handle(self, *args: Any, what: str, target: Path | None, **options: Any) -> None:
        try:
            self.stdout.write({"make": _make, "rotate": _rotate, "backup": _back_up}[what](target))
        except FileExistsError as there:
            raise Refused(str(there)) from there
        except FileNotFoundError as missing:
            raise Refused(f"Filen findes ikke: {missing.filename}") from missing


def _make(target: Path | None) -> str:
    keys.make(settings.KEY_FILE)
    return (
        f"Nøglerne ligger i {settings.KEY_FILE}. Gem en kopi et andet sted: skolespor keys backup"
    )


def _rotate(target: Path | None) -> str:
    """New key first, then every row is written with it, then the old keys are let go.

    When it is cut off in the middle, both keys are still in the file and nothing is lost.
    """
    keys.rotate(settings.KEY_FILE)
    rows = sum(_write_anew(model) for model in apps.get_models()) + _write_factors_anew()
    keys.retire_old(settings.KEY_FILE)
    return f"Ny nøgle er taget i brug. {rows} rækker er skrevet om. Gem en ny kopi af nøglerne."


def _write_anew(model: type[models.Model]) -> int:
    secret = [f.name for f in model._meta.concrete_fields if isinstance(f, SecretTextField)]
    if not secret:
        return 0
    written = 0
    for pk in model._base_manager.values_list("pk", flat=True).iterator():
        with transaction.atomic():
            row = model._base_manager.select_for_update().only("pk", *secret).get(pk=pk)
            model._base_manager.bulk_update([row], secret)
        written += 1
    return written


def _write_factors_anew() -> int:
    """Second factors lie as JSON in a table of allauth's; `accounts.adapters` encrypts them with the
    same keys, so they follow a rotation too."""
    written = 0
    for pk in Authenticator.objects.values_list("pk", flat=True).iterator():
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().get(pk=pk)
            for name in FACTOR_SECRETS & factor.data.keys():
                factor.data[name] = keys.keys().cipher.rotate(factor.data[name].encode()).decode()
            factor.save(update_fields=["data"])
        written += 1
    return written


def _back_up(target: Path | None) -> str:
    if target is None:
        raise Refused("Skriv, hvor kopien skal ligge: skolespor keys backup FIL")
    keys.back_up(settings.KEY_FILE, target)
    return f"En kopi af nøglerne ligger i {target}. Opbevar den låst inde og ikke sammen med data."
