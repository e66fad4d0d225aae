from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from skolespor.core.templatetags import danish


@pytest.mark.parametrize(
    ("name", "whose"),
    [("Sofie", "Sofies"), ("Mads", "Mads'"), ("Alex", "Alex'"), ("Fritz", "Fritz'"), ("", "")],
)
def test_a_name_becomes_an_owner(name, whose):
    assert danish.genitive(name) == whose


@pytest.mark.parametrize(
    ("name", "whose"), [("Sofie", "Sofie's"), ("James", "James'"), ("Alex", "Alex's"), ("", "")]
)
def test_an_owner_is_written_as_the_english_do_on_an_english_page(name, whose):
    with translation.override("en"):
        assert danish.genitive(name) == whose


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anne Mette Holm", "AH"),
        ("Sofie", "S"),
        ("øyvind ærø", "ØÆ"),
        ("Ida Æ. (Engskolen)", "IÆ"),
        ("  ", ""),
        (None, ""),
    ],
)
def test_initials_are_the_first_and_the_last_name(name, letters):
    assert danish.initials(name) == letters


def test_a_day_is_written_as_danes_write_it():
    assert danish.date_da(date(2026, 3, 1)) == "01-03-2026"
    assert danish.date_da(None) == ""


def test_a_moment_late_in_the_evening_belongs_to_the_day_in_denmark():
    assert danish.date_da(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)) == "22-11-2026"


def test_an_icon_is_decoration_until_it_has_a_label():
    assert 'aria-hidden="true"' in danish.icon("lock")
    spoken = danish.icon("lock", label='Lukket "nu"')
    assert 'role="img" aria-label="Lukket &quot;nu&quot;"' in spoken
    assert "aria-hidden" not in spoken


def test_attributes_that_a_page_adds_are_escaped():
    added = {"data-name": '"><script>', "disabled": True, "hidden": False}
    assert danish.html_attrs(added) == ' data-name="&quot;&gt;&lt;script&gt;" disabled'


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604", "Safari, iPhone"),
        ("", "Ukendt enhed"),
    ],
)
def test_a_device_has_a_name_that_people_know(agent, words):
    assert danish.device(agent) == words
