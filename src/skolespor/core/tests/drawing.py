"""For tests: draws a piece of template as a page would, and reads the HTML that comes out."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpRequest
from django.template import RequestContext, Template
from django_cotton.compiler_regex import CottonCompiler

EMPTY = {"meta", "link", "input", "br", "img", "path", "rect", "circle", "hr"}
POINTERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls")


def drawn(template: str, request: HttpRequest | None = None, **context: Any) -> str:
    page = Template(CottonCompiler().process(template))
    return " ".join(page.render(RequestContext(request or HttpRequest(), context)).split())


class Html(HTMLParser):
    """Ids, pointers and attributes of a page; complains when tags do not close in order."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.pointers: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == [], f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: <{tag} {names}>"
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name in POINTERS:
                self.pointers += (value or "").split()
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()
