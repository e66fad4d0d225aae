from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from skolespor.attendance.queries.clocks import WithoutSchool, without_school
from skolespor.children.models import Child
from skolespor.core.commands import HouseCommand, add_format, day_argument, print_rows

COLUMNS = {
    "child": "Barn",
    "municipality": "Kommune",
    "since": "Første dag",
    "school_days": "Skoledage",
    "gap": "Skolepause",
}


class Command(HouseCommand):
    help = "vis de børn, der er uden skole, og hvor mange skoledage"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today",
            type=day_argument,
            metavar="DAG",
            help="den dag, der tælles til; ellers i dag",
        )
        add_format(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["today"] or timezone.localdate()
        found = without_school(day, children=Child.objects.all())
        rows = sorted((_row(one) for one in found), key=lambda row: (row[1], row[0]))
        nothing = "Ingen børn er uden skole."
        print_rows(self.stdout, COLUMNS, rows, form=options["format"], nothing=nothing)


def _row(one: WithoutSchool) -> tuple[Any, ...]:
    clock = one.clock
    code = one.child.acting_municipality.code.zfill(4)
    return one.child.pk, code, clock.since.isoformat(), clock.count, clock.is_gap
