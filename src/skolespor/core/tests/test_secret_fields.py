"""A secret field is encrypted at rest, plain in hand, and cannot be searched."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from skolespor.core.fields import blind_index


@pytest.fixture
def home(house, solvang):
    return house("foster_family", "Familien Dam", solvang, address="Kanarievej 7")


def raw(column="address", table="accounts_organisation"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return " ".join(str(row[0]) for row in cursor)


def test_the_database_holds_no_word_of_it(home):
    assert "Kanarievej" not in raw()
    home.refresh_from_db()
    assert home.address == "Kanarievej 7"


def test_the_same_text_looks_different_every_time(home, house, solvang):
    house("foster_family", "Familien Bo", solvang, address="Kanarievej 7")
    stored = [text for text in raw().split() if text]
    assert len(stored) == len(set(stored)) == 2


def test_empty_text_stays_empty_so_that_one_can_ask_for_it(home, solvang):
    everybody = type(solvang).objects
    assert list(everybody.filter(address="")) == [solvang]
    assert list(everybody.exclude(address="")) == [home]


def test_an_update_of_many_rows_is_encrypted_too(home):
    type(home).objects.update(address="Kanarievej 9")
    assert "Kanarievej" not in raw()
    home.refresh_from_db()
    assert home.address == "Kanarievej 9"


@pytest.mark.parametrize("lookup", ["icontains", "startswith", "in", "gt"])
def test_it_cannot_be_searched(home, lookup):
    with pytest.raises(FieldError, match="Unsupported lookup"):
        type(home).objects.filter(**{f"address__{lookup}": "Kanarievej"}).exists()


def test_a_dictionary_is_kept_as_it_was(maja, worker_wilma):
    before = {"since": "2026-11-21", "school": 7, "word": "Ærø", "nothing": None}
    correction = maja.corrections.create(
        about="enrolment", about_id=1, before=before, reason="Forkert dag", by=worker_wilma
    )
    correction.refresh_from_db()
    assert correction.before == before
    assert "Ærø" not in raw("before", "children_correction")


def test_the_same_number_has_the_same_fingerprint_within_one_purpose():
    assert blind_index("cpr", "6104161230") == blind_index("cpr", "6104161230")
    assert blind_index("cpr", "6104161230") != blind_index("cpr", "6104161231")
    assert blind_index("cpr", "6104161230") != blind_index("staging", "6104161230")


def test_the_fingerprint_tells_nothing_of_the_number():
    found = blind_index("cpr", "6104161230")
    assert len(found) == 64
    assert "6104161230" not in found
