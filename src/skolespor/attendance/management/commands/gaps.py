import csv
import json
from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from skolespor.attendance.queries.clocks import WithoutSchool, without_school
from skolespor.children.models import Child
from skolespor.core.commands import HouseCommand, day_argument

COLUMNS = ("child", "municipality", "since", "school_days", "gap")


class Command(HouseCommand):
    help = "vis de børn, der er uden skole, og hvor mange skoledage"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today",
            type=day_argument,
            metavar="DAG",
            help="den dag, der tælles til; ellers i dag",
        )
        parser.add_argument(
            "--format", choices=("table", "csv", "json"), default="table", help="svarets form"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["today"] or timezone.localdate()
        found = without_school(day, children=Child.objects.all())
        rows = sorted((_row(one) for one in found), key=lambda row: (row[1], row[0]))
        if options["format"] == "json":
            self.stdout.write(json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows]))
        elif options["format"] == "csv":
            writer = csv.writer(self.stdout, delimiter=";", lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows((*row[:-1], int(row[-1])) for row in rows)
        else:
            self._table(rows)

    def _table(self, rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            self.stdout.write("Ingen børn er uden skole.")
            return
        self.stdout.write(f"{'Barn':>8}  Kommune  Første dag  Skoledage")
        for child, municipality, since, count, is_gap in rows:
            mark = "  skolepause" if is_gap else ""
            self.stdout.write(f"{child:>8}  {municipality:<7}  {since}  {count:>9}{mark}")


def _row(one: WithoutSchool) -> tuple[Any, ...]:
    clock = one.clock
    code = one.child.acting_municipality.code.zfill(4)
    return one.child.pk, code, clock.since.isoformat(), clock.count, clock.is_gap
