"""Reading pages in tests."""

import re
from html import unescape


def words(answer) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())
