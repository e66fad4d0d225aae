"""Nothing personal in the server's log: numbers that look like a CPR number are masked."""

import logging
import re

PERSON_NUMBER = re.compile(r"(?<!\d)(\d{6})[- ]?\d{4}(?!\d)")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


def masked(text: str) -> str:
    """`010112-1234` becomes `xxxxxx-xxxx`; line breaks and escape codes become spaces."""
    return CONTROL.sub(" ", _without_numbers(text))


def _without_numbers(text: str) -> str:
    return PERSON_NUMBER.sub("xxxxxx-xxxx", text)


class NoPersonNumbers(logging.Filter):
    """Masks the finished message, whatever its arguments were, and what an exception says."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _without_numbers(record.exc_text)
        return True
