"""Sorted and found as a Danish telephone book does, the same on both databases."""

import random

import pytest
from django.db import connection

from skolespor.core.danish_sqlite import compare, danish, like, sort_key

IN_ORDER = [
    " A",
    "10.A",
    "3.B",
    "A",
    "a",
    "Á",
    "Ann",
    "Ann Marie",
    "Ann-Marie",
    "Anna",
    "anna",
    "Bad",
    "Båd",
    "Baad",
    "Dora",
    "Ðora",
    "Eva",
    "Éva",
    "Evb",
    "Jorgen",
    "Jørgen",
    "Jörgen",
    "Myllar",
    "Myller",
    "Müller",
    "O'Brien",
    "OBrien",
    "Strasse",
    "Straße",
    "Vilma",
    "Wilma",
    "Zoe",
    "Ærø",
    "Østen",
    "Åge",
    "Aage",
    "aage",
    "Ånna",
]


@pytest.fixture
def schools(house, solvang):
    """Makes a school for each name, and gives a way to ask for all of them."""

    def make(names):
        for number, name in enumerate(names):
            house("school", name, solvang, code=f"{number:06}")
        return type(solvang).objects.filter(kind="school")

    return make


def names(found):
    return list(found.values_list("name", flat=True))


def test_names_are_sorted_as_in_a_danish_telephone_book(schools):
    mixed = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert names(schools(mixed).order_by(danish("name"))) == IN_ORDER


def test_aage_comes_after_zoe_aero_and_oesten(schools):
    found = schools(["Østen", "Aage", "Zoe", "Ærø", "Anna"])
    assert names(found.order_by(danish("name"))) == ["Anna", "Zoe", "Ærø", "Østen", "Aage"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ÆRØ", ["Ærøskolen"]),
        ("ærø", ["Ærøskolen"]),
        ("øSTEN", ["Østenskolen"]),
        ("å", ["Åskolen"]),
        ("100 %", ["100 % skolen"]),
        ("a_b", ["a_bskolen"]),
        ("skolen", ["100 % skolen", "a_bskolen", "Ærøskolen", "Østenskolen", "Åskolen"]),
        ("\\", []),
        ("o", ["100 % skolen", "a_bskolen", "Ærøskolen", "Østenskolen", "Åskolen"]),
    ],
)
def test_search_finds_capitals_and_small_letters_alike(schools, words, found):
    all_of_them = schools(["Ærøskolen", "Østenskolen", "Åskolen", "100 % skolen", "a_bskolen"])
    hits = all_of_them.filter(name__icontains=words)
    assert names(hits.order_by(danish("name"))) == found


def test_the_same_name_is_known_again_whatever_its_capitals(schools):
    found = schools(["Østenskolen", "Ostenskolen"]).filter(name__iexact="ØSTENSKOLEN")
    assert names(found) == ["Østenskolen"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="ICU itself is asked in PostgreSQL")
@pytest.mark.django_db
@pytest.mark.parametrize("signs", ["aAbåÅæÆøØ", "abeoyuäöüé -'.1z", "abcdefåÆØzZYy-", "lłdđðñç"])
def test_our_order_on_sqlite_is_the_order_of_icu(signs):
    dice = random.Random(7)
    words = ["".join(dice.choices(signs, k=dice.randint(0, 4))) for _ in range(2000)]
    pairs = list(zip(words, reversed(words), strict=True))
    with connection.cursor() as cursor:
        ones, others = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        ask = 'SELECT a < b COLLATE "da-x-icu" FROM unnest(%s::text[], %s::text[]) AS t(a, b)'
        cursor.execute(ask, [ones, others])
        said = [row[0] for row in cursor]
    assert said == [compare(one, other) < 0 for one, other in pairs]


def test_only_equal_texts_are_equal():
    assert compare("Aage", "Aage") == 0
    assert compare("Aage", "Åge") == -compare("Åge", "Aage") != 0
    assert sort_key("aa") != sort_key("å")


def test_like_says_nothing_about_nothing():
    assert like(None, "Maja") is None
    assert like("%a%", None) is None
    assert like("%A", 7) is False
