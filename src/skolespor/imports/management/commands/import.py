import json
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from skolespor.accounts.models import Organisation
from skolespor.core.commands import HouseCommand, Refused, day_argument
from skolespor.imports.absence import Period
from skolespor.imports.actions import (
    effect_of,
    fingerprint_of,
    is_known,
    looked_through,
    take_in,
)
from skolespor.imports.examine import Examined
from skolespor.imports.formats import KINDS
from skolespor.imports.header import Header
from skolespor.imports.municipalities import sending_municipality
from skolespor.imports.progress import Tell, on_a_terminal
from skolespor.imports.reading import Unreadable
from skolespor.imports.receipt import Receipt, problem_in_words, write_report
from skolespor.imports.spells.outcome import NO_EFFECT

SHOWN = 10
"""Problems on the screen; all of them stand in the report."""


class Command(HouseCommand):
    help = "tag en registerfil ind, eller se med --dry-run, hvad der er galt i den"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=KINDS, metavar="SLAGS", help=", ".join(KINDS))
        parser.add_argument("file", type=Path, metavar="FIL", help="CSV eller XLSX")
        parser.add_argument(
            "--municipality", required=True, metavar="KODE", help="kommunen, der sender filen"
        )
        parser.add_argument("--dry-run", action="store_true", help="se filen igennem, gem intet")
        parser.add_argument(
            "--accept-partial",
            action="store_true",
            help="tag de gode rækker, når nogle er forkerte",
        )
        parser.add_argument(
            "--period",
            nargs=2,
            type=day_argument,
            metavar=("FRA", "TIL"),
            help="de dage, en fil med fravær handler om, også dem uden rækker",
        )
        parser.add_argument("--report", type=Path, metavar="FIL", help="skriv alle fejl som CSV")
        parser.add_argument(
            "--format", choices=("text", "json"), default="text", help="svarets form"
        )

    def handle(self, *args: Any, kind: str, file: Path, municipality: str, **options: Any) -> None:
        with sending_municipality(municipality) as sender:
            self._handle(kind, file, sender, options)

    def _handle(self, kind: str, file: Path, sender: Organisation, options: dict[str, Any]) -> None:
        if not file.is_file():
            raise Refused(f"Filen findes ikke: {file}")
        if is_known(kind, fingerprint_of(file), sender):
            self._answer(Receipt(0, 0, NO_EFFECT, is_taken_in=False, is_known=True), options)
            return
        try:
            tell = on_a_terminal(self.stderr, file)
            with looked_through(kind, file, sender, tell=tell) as (examined, header):
                self._take(examined, header, file, sender, options, tell)
        except Unreadable as unreadable:
            raise Refused(unreadable.message) from unreadable

    def _take(
        self,
        examined: Examined,
        header: Header,
        file: Path,
        sender: Organisation,
        options: dict[str, Any],
        tell: Tell,
    ) -> None:
        period = _period(examined, options["period"])
        if options["report"]:
            write_report(examined.problems(), examined.form, options["report"])
        if options["dry_run"]:
            receipt = _would_do(examined, sender)
        else:
            partial = options["accept_partial"]
            receipt = take_in(
                examined,
                file,
                sender=sender,
                accept_partial=partial,
                period=period,
                by=None,
                tell=tell,
            )
        if self.stderr.isatty():
            self.stderr.write("")
        for title in header.unknown:
            self.stderr.write(f"Kolonnen {title} er ukendt og bliver ikke læst.")
        for problem in islice(examined.problems(), SHOWN):
            self.stderr.write(problem_in_words(problem, examined.form))
        self._answer(receipt, options)

    def _answer(self, receipt: Receipt, options: dict[str, Any]) -> None:
        for warning in receipt.effect.warnings:
            self.stderr.write(warning)
        if options["format"] == "json":
            self.stdout.write(json.dumps(_plain(receipt), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_sentences(receipt, is_dry=options["dry_run"])))
        if receipt.refused and not receipt.is_taken_in:
            raise Refused("Intet er taget ind.")


def _period(examined: Examined, days: list[date] | None) -> Period | None:
    if days is None:
        return None
    if examined.form.kind != "absence":
        raise Refused("Kun en fil med fravær har en periode.")
    if days[1] < days[0]:
        raise Refused("Perioden slutter, før den begynder.")
    return Period(*days)


def _would_do(examined: Examined, sender: Organisation) -> Receipt:
    effect = effect_of(examined, sender=sender, by=None)
    return Receipt(examined.count(), examined.refused(), effect, is_taken_in=False)


def _sentences(receipt: Receipt, *, is_dry: bool) -> list[str]:
    if receipt.is_known:
        return ["Filen er taget ind før. Intet er ændret."]
    said = [f"{_rows(receipt.rows)} læst."]
    if receipt.refused:
        said.append(f"{_rows(receipt.refused)} har fejl.")
    if is_dry:
        said.append("Prøve: intet er gemt." + (" Filen gør dette:" if receipt.effect.said else ""))
    elif receipt.is_taken_in:
        said.append("Taget ind:")
    return [*said, *receipt.effect.said, *receipt.effect.closing]


def _rows(count: int) -> str:
    return f"{count} {'række' if count == 1 else 'rækker'}"


def _plain(receipt: Receipt) -> dict[str, Any]:
    return {
        "rows": receipt.rows,
        "refused": receipt.refused,
        "imported": receipt.is_taken_in,
        "same_file": receipt.is_known,
        "changes": list(receipt.effect.said),
        "closing": list(receipt.effect.closing),
        "warnings": list(receipt.effect.warnings),
    }
