"""Children as rows: sorted as Danes do, filtered by no field that the reader does not see."""

import pytest

from skolespor.accounts.roles import Role
from skolespor.children.models import Child, NetworkSeat
from skolespor.children.queries.lists import (
    Wanted,
    followed,
    municipality_choices,
    page_of,
    role_choices,
    rows,
    school_choices,
)


@pytest.fixture
def wilma(worker_wilma, maja, emil, kalle):
    """Case worker of all three."""
    for child in (emil, kalle):
        NetworkSeat.objects.create(child=child, job=worker_wilma.jobs.get(), since="2025-08-01")
    return worker_wilma


@pytest.fixture
def more(wilma, new_child):
    """Further children of Wilma's, by name."""

    def make(*names):
        for name in names:
            first, _space, last = name.partition(" ")
            child = new_child(first, last)
            NetworkSeat.objects.create(child=child, job=wilma.jobs.get(), since="2025-08-01")

    return make


def names(reader, **wanted):
    return [str(child) for child in followed(Wanted(**wanted), reader=reader)]


def row(child, reader):
    return rows([child], reader=reader)[0]


def test_children_stand_in_danish_order(wilma, more):
    more("Aage Ø", "Ærø", "Østen", "Zoe", "Åse", "Aage B")
    assert names(wilma) == [
        "Emil Dahl",
        "Kalle Krog",
        "Maja Ager",
        "Zoe",
        "Ærø",
        "Østen",
        "Aage B",
        "Aage Ø",
        "Åse",
    ]
    assert names(wilma, order="-name") == list(reversed(names(wilma)))


def test_an_order_that_does_not_exist_is_by_name(wilma):
    assert names(wilma, order="cpr") == names(wilma)


def test_the_newest_first(wilma):
    newest = list(followed(Wanted(order="-new"), reader=wilma))
    assert newest == sorted(newest, key=lambda child: -child.pk)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("maja", ["Maja Ager"]),
        ("AGER maj", ["Maja Ager"]),
        ("ærø", ["Ærø Åkær"]),
        ("ÅKÆR", ["Ærø Åkær"]),
        ("maja krog", []),
        ("%", []),
        ("", ["Emil Dahl", "Kalle Krog", "Maja Ager", "Ærø Åkær"]),
    ],
)
def test_every_word_is_looked_for_in_the_name(wilma, more, search, found):
    more("Ærø Åkær")
    assert names(wilma, search=search) == found


def test_nobody_elses_child_is_found(wilma, new_child):
    new_child("Maja", "Fremmed")
    assert names(wilma, search="maja") == ["Maja Ager"]


def test_children_are_filtered_by_school_and_municipality(
    wilma, ellevang, engskolen, lindeskolen, maja
):
    assert names(wilma, school=str(engskolen.pk)) == ["Emil Dahl", "Kalle Krog"]
    Child.objects.filter(pk=maja.pk).update(acting_municipality=ellevang)
    assert names(wilma, municipality=str(ellevang.pk)) == ["Maja Ager"]


@pytest.mark.parametrize("number", ["x", "-1", "1 OR 1=1", "²", "9" * 40])
def test_a_filter_that_is_no_number_or_none_of_ours_does_no_harm(wilma, number):
    assert set(names(wilma, school=number)) <= {"Emil Dahl", "Kalle Krog", "Maja Ager"}
    assert set(names(wilma, municipality=number)) <= {"Emil Dahl", "Kalle Krog", "Maja Ager"}


def test_children_are_filtered_by_what_one_is_to_them(wilma, person, emil):
    emil.seats.create(user=wilma, role=Role.LAY_ADVOCATE, since="2025-08-01")
    assert names(wilma, role=Role.LAY_ADVOCATE) == ["Emil Dahl"]
    assert [role for role, _label in role_choices(reader=wilma)] == [
        Role.LAY_ADVOCATE,
        Role.CASE_WORKER,
    ]


def test_a_protected_child_is_not_found_by_its_school(wilma, maja, lindeskolen, engskolen):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    assert names(wilma, school=str(lindeskolen.pk)) == []
    assert list(school_choices(reader=wilma)) == [engskolen]
    maja.exemptions.create(user=wilma)
    assert names(wilma, school=str(lindeskolen.pk)) == ["Maja Ager"]
    assert list(school_choices(reader=wilma)) == [engskolen, lindeskolen]


def test_a_school_that_was_left_or_withdrawn_is_no_choice(
    wilma, maja, kalle, engskolen, lindeskolen, yesterday
):
    maja.enrolments.update(until=yesterday)
    kalle.enrolments.update(withdrawn_at="2026-11-21T12:00:00Z")
    assert list(school_choices(reader=wilma)) == [engskolen]
    assert names(wilma, school=str(engskolen.pk)) == ["Emil Dahl"]


def test_who_does_not_see_the_municipality_cannot_filter_by_it(teacher_tim, maja, solvang):
    assert list(municipality_choices(reader=teacher_tim)) == []
    assert names(teacher_tim, municipality=str(solvang.pk)) == []


def test_a_row_shows_what_the_reader_sees(wilma, teacher_tim, foster_freja, maja):
    assert row(maja, wilma).roles == ("Børne- og ungerådgiver",)
    for reader, acting in ((wilma, "Solvang"), (teacher_tim, None), (foster_freja, None)):
        seen = row(maja, reader)
        assert (seen.school, seen.grade, seen.acting) == ("Lindeskolen", "3.B", acting)
        assert seen.lives == "bor hos en familie"


def test_a_row_of_a_protected_child_hides_its_school(wilma, maja):
    Child.objects.filter(pk=maja.pk).update(is_protected=True)
    maja.refresh_from_db()
    seen = row(maja, wilma)
    assert (seen.school, seen.grade, seen.is_masked) == (None, None, True)
    assert seen.school_words == ""


def test_a_child_without_school_and_home_has_empty_words(wilma, more):
    more("Ida")
    seen = row(Child.objects.get(first_name="Ida"), wilma)
    assert (seen.school, seen.grade, seen.lives) == ("", "", "")


def test_a_page_keeps_its_order_and_drops_what_is_not_ones_own(wilma, new_child, maja, emil):
    stranger = new_child("Fremmed")
    assert page_of([emil.pk, stranger.pk, maja.pk], reader=wilma) == [emil, maja]


def test_rows_cost_the_same_for_1_and_30(wilma, more, django_assert_max_num_queries):
    more(*[f"Barn {number}" for number in range(30)])
    children = page_of([child.pk for child in followed(Wanted(), reader=wilma)], reader=wilma)
    wilma.kept = {}
    with django_assert_max_num_queries(8) as few:
        rows(children[:1], reader=wilma)
    with django_assert_max_num_queries(len(few)):
        assert len(rows(children, reader=wilma)) == 33
