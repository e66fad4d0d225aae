"""Nothing personal in the server's log: numbers that look like a CPR number are masked."""

import logging
import re

PERSON_NUMBER = re.compile(r"(?<!\d)(\d{6})[- ]?\d{4}(?!\d)")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\x1b]")


def masked(text: str) -> str:
    """`010112-1234` becomes `xxxxxx-xxxx`; line breaks and escape codes become spaces."""
    return CONTROL.sub(" ", PERSON_NUMBER.sub("xxxxxx-xxxx", text))


class NoPersonNumbers(logging.Filter):
    """Masks the finished message, whatever its arguments were."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), ()
        return True
