"""Danish is the source text; English is there for every word of it, never half."""

import ast
import re

import pytest

from tests.house import catalogue

pytestmark = pytest.mark.once

ENGLISH = {row.id: row for row in catalogue.kept() if row.id}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}")
TRANSLATED = re.compile(r"{% *blocktrans.*?endblocktrans\w* *%}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
SILENT = re.compile(
    r"{% block width %}.*?{% endblock %}|{% comment %}.*?{% endcomment %}|<script.*?</script>",
    re.DOTALL,
)
SPOKEN = re.compile(r' (?:aria-label|title|alt|heading|summary|caption|label)="([^"]*)"')
RENEW = "python -m tests.house.catalogue --write"


def both(row):
    """Danish and English side by side, one by one where the text counts."""
    many = isinstance(row.id, tuple)
    return list(zip(row.id, row.string, strict=True)) if many else [(row.id, row.string)]


def test_every_text_has_its_english():
    wanted = sorted(catalogue.texts(), key=str)
    missing = [text for text in wanted if text not in ENGLISH]
    assert missing == [], f"kør {RENEW}, og skriv det engelske"
    half = [row.id for row in ENGLISH.values() if row.fuzzy or not all(en for _, en in both(row))]
    assert half == []


def test_the_catalogue_holds_nothing_else_and_is_sorted():
    is_renewed = catalogue.PO.read_text(encoding="utf-8") == catalogue.renewed()
    assert is_renewed, f"kør {RENEW}"


def test_names_and_numbers_are_put_into_english_as_into_danish():
    for row in ENGLISH.values():
        for danish, english in both(row):
            wanted = sorted(PLACEHOLDER.findall(danish))
            assert sorted(PLACEHOLDER.findall(english)) == wanted, danish


def test_the_catalogue_compiles_without_complaint():
    assert [(str(row.id), errors) for row, errors in catalogue.kept().check()] == []


def test_no_english_is_danish():
    same = {row.id for row in ENGLISH.values() if row.id == row.string}
    assert [text for text in same if re.search("[æøåÆØÅ]", text)] == []


def bare_words(page):
    """Words that a reader sees or hears and that stand in no tag for translation."""
    source = TRANSLATED.sub(" ", SILENT.sub(" ", page.read_text(encoding="utf-8")))
    seen = re.sub(r"<[^>]*>", " ", source) + " ".join(SPOKEN.findall(source))
    return set(re.findall(r"[^\W\d_]{2,}", seen)) - {"Skolespor"}


def test_no_word_of_a_page_stands_outside_the_catalogue():
    pages = [page for page in catalogue.sources() if page.suffix == ".html"]
    shown = [page for page in pages if "gallery" not in str(page)]
    assert {page.name: bare_words(page) for page in shown if bare_words(page)} == {}


def test_a_text_put_together_while_running_is_refused():
    with pytest.raises(ValueError, match="kan ikke oversættes"):
        list(catalogue.texts_of(ast.parse('_(f"Hej {name}")')))


def test_templates_are_read_too(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}<a title="{% translate \'Åbn "alt"\' %}">{{ name|default:_("Ingen") }}</a>'
        "{% blocktranslate count n=rows %}{{ n }} barn{% plural %}{{ n }} børn{% endblocktranslate %}"
    )
    expected = {'Åbn "alt"', "Ingen", ("%(n)s barn", "%(n)s børn")}
    assert set(catalogue.texts_in(page)) == expected
