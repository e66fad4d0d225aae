"""What a child's browser sends."""

import json
import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

LARGEST_TURN = 2**31 - 1
KINDS: dict[str, tuple[type, ...]] = {
    "step": (str,),
    "text": (str, type(None)),
    "drawing": (dict, type(None)),
    "sharing": (str, type(None)),
    "turn": (int, type(None)),
    "page": (str,),
}
PAGE = re.compile(r"[0-9a-f]{0,32}")
"""The number an open page has drawn for itself."""


def one_answer(body: bytes) -> dict[str, Any] | None:
    """One answer as a script has saved it; nothing when it is something else."""
    try:
        sent = json.loads(body)
    except ValueError:
        return None
    if not isinstance(sent, dict) or "step" not in sent or not set(sent) <= set(KINDS):
        return None
    if not all(isinstance(value, KINDS[name]) for name, value in sent.items()):
        return None
    return sent if _is_counted(sent.get("turn"), sent.get("page", "")) else None


def _is_counted(turn: int | None, page: str) -> bool:
    return (turn is None or 0 <= turn <= LARGEST_TURN) and PAGE.fullmatch(page) is not None


def all_answers(post: QueryDict, steps: frozenset[str]) -> list[dict[str, Any]]:
    """What stands in the whole page as one form, where no script runs."""
    found = []
    for step in sorted(steps):
        texts = post.getlist(f"text-{step}")
        answer: dict[str, Any] = {"text": ",".join(texts)} if texts else {}
        if sharing := post.get(f"sharing-{step}"):
            answer["sharing"] = sharing
        if answer:
            found.append({"step": step, **answer})
    return found


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Din kode"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code-field"}
        ),
    )
