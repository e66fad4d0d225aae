"""All addresses of the house, from the resolver: nothing can be forgotten."""

import re

from django.urls import get_resolver


def addresses(patterns=None, space="", before=""):
    """Every name and its route, from the resolver: nothing can be forgotten."""
    for pattern in patterns or get_resolver().url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = space + (f"{pattern.namespace}:" if pattern.namespace else "")
            yield from addresses(pattern.url_patterns, inner, route)
        else:
            yield space + pattern.name, route, re.findall(r"<\w+:(\w+)>", route)


ADDRESSES = sorted(addresses())
