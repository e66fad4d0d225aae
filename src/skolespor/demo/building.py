"""In what order the town is built."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from skolespor.children.models import Child
from skolespor.demo import (
    arrivals,
    courses,
    direction,
    files,
    lives,
    reviews,
    running_courses,
    stories,
    town,
    tracks,
    voices,
    years,
)
from skolespor.demo.town import Town

Step = tuple[str, Callable[[], Any]]
"""What is done, in words, and the work."""


def quietly(steps: Iterable[Step]) -> None:
    for _text, work in steps:
        work()


class Building:
    """People and forty children whose lives are told one by one; then the registers, as files."""

    def __init__(self, seed: int, pupils: int, folder: Path):
        self.seed, self.pupils, self.folder = seed, pupils, folder
        self.town = Town(Random(seed))  # noqa: S311 - the same town each time, nothing secret
        self.named: set[int] = set()

    def steps(self) -> Iterator[Step]:
        yield "kommuner, skoler, hjem og folk", partial(town.build, self.town)
        yield "skoleår og ferier", partial(years.plan, self.town)
        yield "beredskab og fælles retning", partial(direction.agree, self.town)
        yield "børnene med navn", self._children
        if self.pupils:
            yield from self._registers()
        yield "kommunens handlespor", partial(tracks.write, self.town)
        yield "to filer, der venter", partial(files.send, self.town)
        yield "natten, og en skolepause, som nogen arbejder med", self._night
        yield "egenvurderinger i to kommuner", partial(reviews.tell, self.town)
        yield "henvendelser og aftaler om rådgivning", partial(courses.build, self.town)
        yield "rådgivningsforløb, der er i gang", partial(running_courses.build, self.town)
        yield "beskeder er læst", stories.read_notices

    def _registers(self) -> Iterator[Step]:
        write = partial(arrivals.write, self.folder, pupils=self.pupils, seed=self.seed)
        yield f"registre over {self.pupils} elever", write
        for municipality, kind in arrivals.IN_ORDER:
            words = arrivals.words_of(municipality, kind)
            yield words, partial(arrivals.take_in, self.folder, municipality, kind)
        yield "børnene får rådgivere og lærere", self._give_away

    def _children(self) -> None:
        children = lives.tell_all(self.town)
        stories.tell(self.town, children)
        voices.tell(children)
        self.named = set(Child.objects.values_list("pk", flat=True))

    def _night(self) -> None:
        stories.spend_the_night(self.town)

    def _give_away(self) -> None:
        arrivals.give_away(self.town, self.named)
