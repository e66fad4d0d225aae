"""What a role may not see of a child is on none of its pages."""

from datetime import date

import pytest

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import JOBS_AT, PERSONAL, Role, roles_with
from skolespor.children import access
from skolespor.children.actions.facts import protect
from skolespor.children.models import Child, NetworkSeat, PracticalNote
from skolespor.children.tests.pages import address, words
from tests.days import LAST_SUMMER

pytestmark = pytest.mark.once

OFTEN = {
    Role.CHILD,
    Role.CUSTODY_HOLDER,
    Role.FOSTER_PARENT,
    Role.CONTACT_TEACHER,
    Role.PLACEMENT_STAFF,
    Role.CASE_WORKER,
    Role.SUPPORT_PERSON,
}
"""Who reads about a child every day, and one who sees next to nothing: tried in every run; all in the long."""
VIEWERS = [
    role if role in OFTEN else pytest.param(role, marks=pytest.mark.long)
    for role in roles_with(Permission.CHILD_VIEW)
]
READ = ("child", "timeline", "contacts", "who_sees", "worry")
WRITE = ("give_seat", "record_custody", "protect", "unprotect")
"""Not the pages to move and enrol: their drop-downs hold all places and schools there are."""


@pytest.fixture
def canaries(maja, house, person, is_named, sits, lives, learns, solvang, lindeskolen, family_bo):
    """A word in every field of Maja that can be told by nothing else, by the field's name."""
    host = house("municipality", "Værtskøbing", code="9077")
    home = house("municipality", "Hjemstavn", code="9078")
    school = house("school", "Kanariskolen", host, code="907701")
    old_school = house("school", "Gammelskolen", host, code="907702")
    place = house("foster_family", "Familien Fuglebur", host, address="Kanarivej 99")
    maja.placements.update(organisation=place, municipality=host, address="Kanarivej 99")
    maja.placements.update(type="secure_unit", legal_basis="without_consent")
    maja.enrolments.update(school=school, class_name="7.Ø")
    NetworkSeat.objects.filter(organisation=lindeskolen).update(organisation=school)
    NetworkSeat.objects.filter(organisation=family_bo).update(organisation=place)
    learns(maja, old_school, since=date(2020, 1, 1), until=date(2021, 1, 1))
    teacher = person("Lærke Lærer", Role.CONTACT_TEACHER, school)
    is_named(teacher, maja)
    person("Fie Fuglebur", Role.FOSTER_PARENT, place)
    coordinator = person("Kaja Koordinator", Role.LEARNING_COORDINATOR, solvang)
    sits(coordinator, maja)
    maja.custodies.create(
        name="Marie Myndighed",
        relation="mother",
        is_shared=False,
        source="cpr",
        phone="45 67 89 01",
        since=LAST_SUMMER,
    )
    for field in ("practical_permissions", "health_for_school", "family_contact_days"):
        PracticalNote.objects.create(
            child=maja, field=field, text=f"Hemmelig {field}", edited_by=coordinator
        )
    Child.objects.filter(pk=maja.pk).update(home_municipality=home, cpr="0405160001", cpr_index="x")
    return {
        "school_and_class": ["Kanariskolen", "7.Ø", "907701"],
        "school_history": ["Gammelskolen", "907702"],
        "place_and_address": ["Familien Fuglebur", "Kanarivej"],
        "team_contacts": ["Lærke Lærer", "Fie Fuglebur", "Kaja Koordinator", "20 00 00 00"],
        "custody": ["Marie Myndighed", "45 67 89 01"],
        "municipalities": ["Hjemstavn"],
        "host_municipality": ["Værtskøbing", "9077"],
        "practical_permissions": ["Hemmelig practical_permissions"],
        "health_for_school": ["Hemmelig health_for_school"],
        "family_contact_days": ["Hemmelig family_contact_days"],
        "birth_date": ["04-05-2016"],
        "cpr_number": ["xxxxxx-xxxx"],
        "reason_needed_for_task": ["Sikret institution", "Uden samtykke"],
    }


@pytest.fixture
def in_role(person, sits, house, solvang):
    """Somebody who sees a child as one role, by a seat of their own."""

    def make(role, child):
        if role in PERSONAL:
            user = person(f"Prøve {role}")
            NetworkSeat.objects.create(child=child, user=user, role=role, since=LAST_SUMMER)
            return user
        kind = next(kind for kind, roles in JOBS_AT.items() if role in roles)
        where = (
            solvang if kind == "municipality" else house(kind, "Et hus", solvang, code=ZERO[kind])
        )
        user = person(f"Prøve {role}", role, where)
        sits(user, child)
        return user

    return make


ZERO = dict.fromkeys(JOBS_AT, "") | {"school": "900999"}


def all_pages(sign_in, user, child):
    """Every page about the child that opens for the person, as one text."""
    browser, may = sign_in(user), access.reach_of(user, child).may
    pages = [browser.get(address(page, child)) for page in READ]
    if Permission.LOG_EXTRACT in may:
        pages.append(browser.post(address("extract", child)))
        pages.append(browser.get(address("extract_csv", child)))
    if access.TOUCHES_WHERE & may:
        pages += [browser.get(where) for where in places_to_write(child)]
    return " ".join(words(page) for page in pages if page.status_code in (200, 403))


def places_to_write(child):
    yield from (address(page, child) for page in WRITE)
    for spell in child.placements.all():
        yield address("correct_placement", child, spell.pk)
        yield address("end_placement", child, spell.pk)
    for spell in child.enrolments.all():
        yield address("correct_enrolment", child, spell.pk)
    for field in ("health_for_school", "family_contact_days"):
        yield address("note", child, field)


def shown(field, sight):
    if field == "host_municipality":
        return bool({"host_municipality", "place_and_address"} & sight.fields)
    return field in sight


@pytest.mark.parametrize("role", VIEWERS)
def test_field_that_a_role_may_not_see_is_on_none_of_its_pages(
    sign_in, in_role, canaries, maja, role
):
    user = in_role(role, maja)
    sight = access.sight_of(user, maja)
    html = all_pages(sign_in, user, maja)
    hidden = [w for field, told in canaries.items() if not shown(field, sight) for w in told]
    assert [word for word in hidden if word in html] == []
    assert "040516" not in html


def test_canaries_would_be_seen(sign_in, in_role, canaries, maja):
    html = all_pages(sign_in, in_role(Role.CASE_WORKER, maja), maja)
    everything = [word for told in canaries.values() for word in told]
    assert [w for w in everything if w not in html] == ["907701", "907702"]


@pytest.mark.parametrize("role", VIEWERS)
def test_page_of_a_protected_child_tells_nothing_of_where_it_is(
    sign_in, in_role, canaries, worker_wilma, maja, role
):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    user = in_role(role, maja)
    html = all_pages(sign_in, user, maja)
    told = [word for field in access.REVEALING for word in canaries[field]]
    assert [word for word in (*told, "Wilma Winther", "Kanarivej") if word in html] == []
