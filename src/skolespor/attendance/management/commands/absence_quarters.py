from argparse import ArgumentTypeError
from decimal import Decimal
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from skolespor.attendance.queries.quarters import InQuarter, unlawful_in
from skolespor.calendar.rules.years import Quarter
from skolespor.children.models import Child
from skolespor.core.commands import HouseCommand, add_format, print_rows
from skolespor.core.errors import RuleBroken

COLUMNS = {
    "child": "Barn",
    "municipality": "Kommune",
    "quarter": "Kvartal",
    "unlawful": "Ulovlige dage",
    "school_days": "Skoledage",
    "share": "Andel",
    "level": "Grænse i %",
}


class Command(HouseCommand):
    help = "vis ulovligt fravær i et kvartal for hvert barn, I følger"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--quarter", type=_quarter, metavar="KVARTAL", help="for eksempel 2026-1; ellers dette"
        )
        add_format(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        quarter = options["quarter"] or Quarter.of(timezone.localdate())
        found = unlawful_in(quarter, children=Child.objects.all())
        rows = sorted((_row(one) for one in found), key=lambda row: (row[1], row[0]))
        nothing = "Ingen børn har skoledage i kvartalet."
        print_rows(self.stdout, COLUMNS, rows, form=options["format"], nothing=nothing)


def _quarter(text: str) -> Quarter:
    try:
        return Quarter.parse(text)
    except RuleBroken as broken:
        raise ArgumentTypeError(broken.message) from None


def _row(one: InQuarter) -> tuple[Any, ...]:
    code = one.child.acting_municipality.code.zfill(4)
    return (
        one.child.pk,
        code,
        str(one.quarter),
        _plain(one.sum.unlawful),
        one.sum.school_days,
        float(one.sum.share),
        one.level,
    )


def _plain(number: Decimal) -> float | int:
    """Whole days as whole numbers, in every form of the answer."""
    return int(number) if number == int(number) else float(number)
