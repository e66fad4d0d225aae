"""Nothing personal, and nothing that forges a line, reaches the server's log."""

import io
import logging

import pytest
from django.conf import settings

from skolespor.core.logs import NoPersonNumbers, masked


@pytest.fixture
def written():
    """A logger with the filter of the house, and what it has written."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.addFilter(NoPersonNumbers())
    logger = logging.getLogger("test.logs")
    logger.propagate = False
    logger.handlers = [handler]
    yield logger, text
    logger.handlers = []


@pytest.mark.parametrize("number", ["010112-1234", "0101121234", "010112 1234"])
def test_person_numbers_are_masked(number):
    assert masked(f"barn {number}.") == "barn xxxxxx-xxxx."


@pytest.mark.parametrize("text", ["123456789", "12345678901", "række 17", "2026-11-21 10:00"])
def test_other_numbers_stay(text):
    assert masked(text) == text


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b", "\x00", "\x7f", "\x9b", "\u2028", "\u2029"])
def test_signs_that_forge_a_line_or_colour_a_terminal_become_spaces(sign):
    assert masked(f"ja{sign}[31mnej") == "ja [31mnej"


def test_arguments_are_masked_too(written):
    logger, text = written
    logger.warning("findes ikke: %s", "/boern/010112-1234/\nWARNING alt er godt")
    assert text.getvalue() == "findes ikke: /boern/xxxxxx-xxxx/ WARNING alt er godt\n"


def test_what_an_exception_says_is_masked(written):
    logger, text = written
    try:
        int("010112-1234")
    except ValueError:
        logger.exception("det gik galt")
    assert "ValueError" in text.getvalue()
    assert "xxxxxx-xxxx" in text.getvalue()
    assert "010112" not in text.getvalue()


def test_the_call_stack_is_masked(written):
    logger, text = written
    logger.warning("her", stack_info=True)
    assert "test_logs.py" in text.getvalue()


def test_every_handler_of_the_house_masks():
    assert settings.LOGGING["handlers"]
    for handler in settings.LOGGING["handlers"].values():
        assert "no_cpr" in handler["filters"]
