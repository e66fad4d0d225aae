"""Names that may stand in a municipality's texts without a question: its houses and who works there."""

from skolespor.accounts.queries import houses_in, known_names
from skolespor.accounts.roles import Role


def test_houses_are_the_municipality_and_its_units_and_nobody_elses(
    solvang, engskolen, familieteamet, bakkehuset, ellevang, lindeskolen
):
    found = set(houses_in(solvang))
    assert found == {solvang, engskolen, familieteamet, bakkehuset}
    assert not found & {ellevang, lindeskolen}


def test_family_is_no_house_because_its_name_tells_who_lives_there(solvang, engskolen, family_dam):
    assert family_dam.municipality == solvang
    assert set(houses_in(solvang)) == {solvang, engskolen}


def test_places_and_staff_in_the_text_are_known(solvang, engskolen, head_hans, director_dan):
    text = "Engskolen og Solvang holder møde. Hans Hald skriver til Dan Due."
    assert known_names(solvang, [text]) == {"Engskolen", "Solvang", "Hans Hald", "Dan Due"}


def test_municipality_is_known_with_and_without_its_last_word(solvang):
    solvang.name = "Solvang Kommune"
    solvang.save(update_fields=["name"])
    whole = {"Solvang", "Solvang Kommune"}
    assert known_names(solvang, ["Solvang Kommune har tre skoler."]) == whole
    assert known_names(solvang, ["Sådan gør vi i Solvang."]) == {"Solvang"}


def test_what_stands_in_no_text_is_not_given_out(solvang, engskolen, head_hans):
    assert known_names(solvang, ["Vi ringer samme dag.", ""]) == frozenset()
    assert known_names(solvang, []) == frozenset()


def test_part_of_a_name_is_not_the_name(solvang, engskolen, head_hans):
    assert known_names(solvang, ["Hans ringer hjem."]) == frozenset()


def test_name_may_stand_in_any_of_the_texts(solvang, engskolen, head_hans):
    assert known_names(solvang, ["Vi ringer.", "Hans Hald ringer."]) == {"Hans Hald"}


def test_family_and_its_foster_parents_are_asked_about(solvang, family_dam, foster_frank):
    assert known_names(solvang, ["Frank Dam og Familien Dam kommer."]) == frozenset()


def test_child_with_an_account_and_its_mother_are_asked_about(solvang, maja_herself, mother_mie):
    assert known_names(solvang, ["Maja Ager og Mie Ager kommer."]) == frozenset()


def test_staff_of_another_municipality_are_asked_about(solvang, lindeskolen, head_hanne, lead_erna):
    text = "Hanne Holm fra Lindeskolen og Erna Elm fra Ellevang kommer."
    assert known_names(solvang, [text]) == frozenset()


def test_who_has_left_or_has_not_begun_is_asked_about(
    solvang, engskolen, person, yesterday, tomorrow
):
    person("Birte Beck", Role.HEAD_TEACHER, engskolen, until=yesterday)
    person("Carl Clausen", Role.HEAD_TEACHER, engskolen, since=tomorrow)
    assert known_names(solvang, ["Birte Beck giver stafetten til Carl Clausen."]) == frozenset()


def test_names_cost_the_same_for_one_house_and_for_many(
    solvang, engskolen, head_hans, house, person, django_assert_num_queries
):
    with django_assert_num_queries(2):
        known_names(solvang, ["Hans Hald"])
    for number in range(30):
        school = house("school", f"Skole {number}", solvang, code=f"9100{number:02}")
        person(f"Rektor {number}", Role.HEAD_TEACHER, school)
    with django_assert_num_queries(2):
        known_names(solvang, ["Hans Hald"])
