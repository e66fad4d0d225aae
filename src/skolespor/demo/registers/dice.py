"""Chance that falls the same way each time.

Every concern of every pupil has dice of its own, so that a change in one place does not shuffle the
rest. Only what Python promises to keep between versions is used: seeding by text, and `random()`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import exp, log, sqrt
from random import Random
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")
Throw = Callable[[], float]
"""A number from 0 up to but not 1."""
Dice = Callable[..., Throw]
"""`dice("absence", 17)` is the chance that decides the absence of pupil 17."""


def dice_of(seed: int) -> Dice:
    return partial(_throw, seed)


def _throw(seed: int, *concern: object) -> Throw:
    words = " ".join(map(str, (seed, *concern)))
    return Random(words).random  # noqa: S311 - the same each time, nothing secret


def whole(throw: Throw, least: int, most: int) -> int:
    """A whole number from the least to the most, both included."""
    return least + int(throw() * (most - least + 1))


def one_of(throw: Throw, things: Sequence[T]) -> T:
    return things[int(throw() * len(things))]


def weighed(throw: Throw, weights: Mapping[T, float]) -> T:
    """One of the keys, by its weight."""
    left = throw() * sum(weights.values())
    for thing, weight in weights.items():
        left -= weight
        if left < 0:
            return thing
    return max(weights, key=lambda thing: weights[thing])


def shuffled(throw: Throw, things: Sequence[T]) -> list[T]:
    return sorted(things, key=lambda _thing: throw())


def shared_out(throw: Throw, count: int, shares: Mapping[T, float]) -> list[T]:
    """`count` of the keys in a random order, each as often as its share says: rounded down, and the
    rest to the largest remainders."""
    total = sum(shares.values())
    exact = {thing: count * share / total for thing, share in shares.items()}
    given = {thing: int(amount) for thing, amount in exact.items()}
    by_rest = sorted(exact, key=lambda thing: given[thing] - exact[thing])
    for thing in by_rest[: count - sum(given.values())]:
        given[thing] += 1
    return shuffled(throw, [thing for thing, times in given.items() for _time in range(times)])


def favoured(throw: Throw, ranks: Sequence[int], wanted: int) -> list[bool]:
    """Who of them gets what `wanted` of them have: those of the lowest rank first, and among equals
    those whom chance picks."""
    order = sorted(range(len(ranks)), key=lambda number: (ranks[number], throw()))
    chosen = set(order[:wanted])
    return [number in chosen for number in range(len(ranks))]


def spread(throw: Throw, count: int) -> list[float]:
    """Numbers between 0 and 1 that lie evenly, one in each of `count` equal parts, in order."""
    return [(number + throw()) / count for number in range(count)]


def gamma(throw: Throw, *, mean: float, shape: float) -> float:
    """A value of a gamma distribution with shape 1 or more (Marsaglia and Tsang 2000)."""
    d = shape - 1 / 3
    while True:
        x = NormalDist().inv_cdf(max(throw(), 1e-12))
        v = (1 + x / sqrt(9 * d)) ** 3
        if v > 0 and log(max(throw(), 1e-12)) < x * x / 2 + d - d * v + d * log(v):
            return mean / shape * d * v


def lognormal(part: float, *, median: float, sigma: float) -> float:
    """The value below which `part` of a lognormal distribution lies."""
    inside = min(max(part, 1e-9), 1 - 1e-9)
    return float(median * exp(sigma * NormalDist().inv_cdf(inside)))
