import pytest

from skolespor.core.errors import RuleBroken
from skolespor.core.no_child import check_no_child, has_cpr, names_in

ZERO_WIDTH = "\u200b"


@pytest.mark.parametrize(
    "text",
    [
        "Det er 710415-0002.",
        "7104150002",
        "71 04 15 0002",
        "71.04.15-0002",
        "710415–0002",
        "710415 - 0002",
        f"7104{ZERO_WIDTH}15-0002",
        "７１０４１５-０００２",
        "999999-0001",
        "barnet (010115-0001)",
    ],
)
def test_a_number_like_a_cpr_number_is_seen_however_it_is_written(text):
    assert has_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 70 00 90 01",
        "+45 70 00 90 01",
        "0045 70009001",
        "CVR 12345678",
        "i 2025/26 var der 1.234 elever",
        "den 21-11-2026 kl. 12.30",
        "EAN 5798000012345",
        "4570009001",
    ],
)
def test_telephone_numbers_days_and_amounts_are_no_cpr_numbers(text):
    assert not has_cpr(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vi taler om Maja i denne uge.", ["Maja"]),
        ("Maja er glad for skolen. Kalle er ikke.", ["Maja", "Kalle"]),
        ("Majas lærer siger det samme.", ["Majas"]),
        ("Vi mødte Wxyz Qvist, og Wxyz var glad.", ["Wxyz", "Qvist"]),
        ("- Sofie mangler en skole", ["Sofie"]),
        ("Hun hedder Anne-Sofie.", ["Anne-Sofie"]),
        ("FOR MAJA OG PPR", ["MAJA"]),
        ("Vi vil have færre skoleskift. Alle skal have en plan.", []),
        ("Børn i Aalborg Kommune og i Høje-Taastrup bor godt.", []),
        ("PPR og UU er med, og I kan ringe til De fem.", []),
        ("1. Skolerne spørger\n2. Myndighed svarer", []),
        ("Formål: Fælles retning", []),
    ],
)
def test_what_looks_like_a_name_is_asked_about(text, names):
    assert names_in(text) == names


def test_names_of_adults_and_places_that_are_known_are_not_asked_about():
    known = ["Karen Lange", "Lindeskolen"]
    assert names_in("Vi holder mødet på Lindeskolen med Karen Lange.", known) == []
    assert names_in("Tag Karen Langes mappe med.", known) == []
    # A first name alone could be a child's.
    assert names_in("Vi taler med Karen.", known) == ["Karen"]


def test_a_number_is_refused_at_its_field_and_nobody_can_confirm_it_away():
    with pytest.raises(RuleBroken) as no:
        check_no_child({"wish": "Alt", "why": "710415-0002"}, is_confirmed=True)
    assert (no.value.code, no.value.field) == ("text.cpr", "why")


def test_a_name_is_asked_about_until_somebody_says_that_it_is_no_child():
    texts = {"wish": "Vi vil gerne tale om Maja."}
    with pytest.raises(RuleBroken) as no:
        check_no_child(texts, is_confirmed=False)
    assert no.value.code == "text.name"
    assert "»Maja«" in no.value.message
    assert check_no_child(texts, is_confirmed=True) == 1
    assert check_no_child({"wish": "Færre skift."}, is_confirmed=False) == 0


def test_no_more_names_are_shown_than_one_reads():
    texts = {"wish": "Vi så Qa, Qb, Qc, Qd, Qe, Qf og Qg."}
    with pytest.raises(RuleBroken) as no:
        check_no_child(texts, is_confirmed=False)
    assert "»Qe«" in no.value.message
    assert "»Qf«" not in no.value.message
