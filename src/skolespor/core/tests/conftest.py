"""A content folder of one's own, that a test may break."""

from functools import cache

import pytest
from django.conf import settings

from skolespor.core.content import check
from skolespor.core.content.check import problems_of, read_folder
from skolespor.core.content.parse import parse

OWN = read_folder(settings.CONTENT_DIR)
parse_once = cache(parse)
"""Twenty files are the same in every test; only the one that was changed is parsed again."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the shipped content, as a municipality would edit it."""
    monkeypatch.setattr(check, "parse", parse_once)
    copy = tmp_path / "indhold"
    copy.mkdir()
    for name, data in OWN.items():
        (copy / name).write_bytes(data)
    return copy


@pytest.fixture
def edit(folder):
    """Changes one place in one file of the copy."""

    def change(file, before, after):
        text = (folder / file).read_text(encoding="utf-8")
        assert before in text, f"{before!r} står ikke i {file}"
        (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")

    return change


@pytest.fixture
def problems(folder):
    """What the check says of the copy, line by line."""
    return lambda: [str(problem) for problem in problems_of(read_folder(folder))]
