"""Markdown for texts that people write: to HTML that can do no harm."""

from collections.abc import Iterator

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "hr"),
    *("code", "pre", "table", "thead", "tbody", "tr", "th", "td"),
}
SCHEMES = {"https", "http", "mailto", "tel"}
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def to_html(text: str) -> SafeString:
    """Two walls: the parser writes no HTML of the writer's, and what comes out is cleaned once more."""
    cleaned = nh3.clean(
        PARSER.render(text), tags=TAGS, attributes={"a": {"href", "title"}}, url_schemes=SCHEMES
    )
    return mark_safe(cleaned)  # noqa: S308 - cleaned in the line above


def headings(text: str) -> set[int]:
    """The levels of headings that are used: 1 for `#`, 2 for `##`."""
    return {int(one.tag[1]) for one in _tokens(text) if one.type == "heading_open"}


def has_picture(text: str) -> bool:
    return any(one.type == "image" for one in _tokens(text))


def in_words(text: str, most: int) -> str:
    """The first words of the running text, without signs, for those who only see that."""
    paragraph = next((one.content for one in _tokens(text) if one.type == "inline"), "")
    plain = " ".join(
        "".join(one.content for one in _tokens(paragraph) if one.type == "text").split()
    )
    return plain if len(plain) <= most else plain[: most - 1].rsplit(" ", 1)[0] + "…"


def _tokens(text: str) -> Iterator[Token]:
    for token in PARSER.parse(text):
        yield token
        yield from token.children or []
