"""A municipality chooses its colour; whatever it chooses can be read."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from skolespor.core.gallery import ACCENTS

RULE = re.compile(r"\.accent-([a-z-]+) \{([^}]*)\}")
COLOUR = re.compile(r"--app-([a-z-]+): #([0-9a-f]{6});")


def accents() -> dict[str, dict[str, str]]:
    css = Path(finders.find("core/app.css")).read_text(encoding="utf-8")
    return {name: dict(COLOUR.findall(body)) for name, body in RULE.findall(css)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 (black) to 1 (white)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_in_the_standard():
    assert contrast("ffffff", "000000") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_accent_has_its_colours():
    assert set(accents()) == set(ACCENTS)
    for colours in accents().values():
        assert set(colours) == {"primary", "primary-dark", "primary-darker", "soft"}


@pytest.mark.parametrize("name", ACCENTS)
def test_text_and_buttons_can_be_read_in_every_accent(name):
    colours = accents()[name]
    assert contrast(colours["primary"], "ffffff") >= 4.5
    assert contrast(colours["primary-dark"], colours["soft"]) >= 4.5
    assert contrast("545454", colours["soft"]) >= 4.5


@pytest.mark.parametrize("name", ACCENTS)
def test_the_dark_ones_are_darker(name):
    colours = accents()[name]
    shades = [luminance(colours[shade]) for shade in ("primary", "primary-dark", "primary-darker")]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == 3
