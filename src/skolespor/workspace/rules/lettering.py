"""How wide a text will be, and how to make it fit, where no browser can be asked."""

NARROW = set("iljftrI.,:;'|!()[] ")
WIDE = set("mwMWÆ@%")
WIDTH_OF_NARROW, WIDTH_OF_WIDE, WIDTH_OF_CAPITAL, WIDTH = 0.34, 0.88, 0.68, 0.57
"""In parts of the type size, a little too wide rather than too narrow, for the fonts of the house."""
SHORTEST = 4
"""Fewer letters than this, and a name says nothing."""
ELLIPSIS = "…"


def width_of(text: str, size: float) -> float:
    return size * sum(_share(letter) for letter in text)


def _share(letter: str) -> float:
    if letter in NARROW:
        return WIDTH_OF_NARROW
    if letter in WIDE:
        return WIDTH_OF_WIDE
    return WIDTH_OF_CAPITAL if letter.isupper() else WIDTH


def fitted(text: str, size: float, room: float) -> str:
    """The text, or as much of its beginning as there is room for; empty where that says nothing."""
    if width_of(text, size) <= room:
        return text
    for end in range(len(text) - 1, SHORTEST - 1, -1):
        shorter = text[:end].rstrip(" -,") + ELLIPSIS
        if width_of(shorter, size) <= room:
            return shorter
    return ""


def letter_of(number: int) -> str:
    """A, B, ... Z, AA: the sign that stands for a name that does not fit."""
    before, last = divmod(number, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + last)
