"""The Danish content is read once and shown in the language of the page."""

import pytest
from django.utils import translation

from skolespor.core.content import choices, code_list, in_language, label, read_csv, read_yaml


def test_people_read_a_label_not_a_code():
    assert label("organisation_kinds", "childrens_home") == "Børne- og ungehjem"


def test_labels_follow_the_language_of_the_page():
    with translation.override("en"):
        assert label("organisation_kinds", "childrens_home") == "Children's home"


def test_content_without_english_has_it_from_the_catalogue(monkeypatch):
    monkeypatch.setattr(translation, "gettext", {"Spørg igen": "Ask again"}.get)
    rule = {"title_da": "Spørg igen"}
    assert in_language(rule, "title") == "Spørg igen"
    with translation.override("en"):
        assert in_language(rule, "title") == "Ask again"
        assert in_language({"title_da": ""}, "title") == ""


def test_a_code_that_nobody_knows_stands_as_it_is():
    assert label("organisation_kinds", "castle") == "castle"


def test_a_list_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        code_list("castles")


def test_choices_come_in_the_order_of_the_file():
    assert [code for code, _label in choices("sexes")] == ["girl", "boy"]


def test_files_are_read_once():
    assert read_yaml("code_lists.yaml") is read_yaml("code_lists.yaml")
    assert read_csv("municipalities.csv") is read_csv("municipalities.csv")
