from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from skolespor.core.commands import HouseCommand, in_steps
from skolespor.demo.registers.files import NAMES, STEPS, size_of, written


class Command(HouseCommand):
    help = "skriv en opdigtet kommunes registerfiler, så store I vil"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="MAPPE", help="hvor filerne skal ligge")
        parser.add_argument("--pupils", type=int, default=7000, help="antal elever (7000)")
        parser.add_argument("--years", type=int, default=2, help="antal skoleår (2)")
        parser.add_argument("--seed", type=int, help="tal, som filerne laves ud fra")
        parser.add_argument(
            "--dirty", action="store_true", help="med fejl i nogle rækker, og en facitliste key.csv"
        )

    def handle(
        self, *args: Any, folder: Path, pupils: int, years: int, dirty: bool, **options: Any
    ) -> None:
        size = size_of(pupils=pupils, years=years)
        work = written(folder, size, seed=options["seed"], is_dirty=dirty)
        steps = min(STEPS, pupils)
        texts = [f"{pupils * step // steps} af {pupils} elever" for step in range(1, steps + 1)]
        in_steps([(text, partial(next, work, None)) for text in [*texts, "færdig"]], self.stdout)
        names = [name for name in NAMES if (folder / name).exists()]
        self.stdout.write(f"{', '.join(names)} ligger i {folder}.")
