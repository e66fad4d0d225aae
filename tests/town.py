"""The places and the children of the tests. Neither they nor their municipalities exist.

Maja: Solvang acts for her; she lives with the family Bo in Ellevang and goes to Lindeskolen there.
Emil: lives with the family Dam in Solvang and goes to Engskolen. Kalle: lives at Bakkehuset.
Around each child stand the seats that follow from where it lives and learns, and its team's seat.
"""

from datetime import date

import pytest

from skolespor.accounts.models import Organisation
from skolespor.children.models import Child, Enrolment, NetworkSeat, Placement
from tests.days import LAST_SUMMER


@pytest.fixture
def solvang(db):
    return Organisation.objects.create(
        kind="municipality", code="9001", name="Solvang", phone="70 00 90 01", duty_phone="70009002"
    )


@pytest.fixture
def ellevang(db):
    return Organisation.objects.create(
        kind="municipality", code="9002", name="Ellevang", phone="70 00 91 01"
    )


@pytest.fixture
def house(db):
    """Makes an organisation: `house("school", "Engskolen", solvang, code="900001")`."""

    def make(kind, name, municipality=None, **facts):
        return Organisation.objects.create(kind=kind, name=name, municipality=municipality, **facts)

    return make


@pytest.fixture
def familieteamet(house, solvang):
    """The team in Solvang that has Maja, Emil and Kalle."""
    return house("authority_team", "Familieteamet", solvang)


@pytest.fixture
def boerneteamet(house, ellevang):
    """The team in Ellevang; has none of the children."""
    return house("authority_team", "Børneteamet", ellevang)


@pytest.fixture
def lindeskolen(house, ellevang):
    return house("school", "Lindeskolen", ellevang, code="900201", school_type="folkeskole_general")


@pytest.fixture
def engskolen(house, solvang):
    return house("school", "Engskolen", solvang, code="900001", school_type="folkeskole_general")


@pytest.fixture
def bakkehuset(house, solvang):
    return house("childrens_home", "Bakkehuset", solvang, address="Bakken 1")


@pytest.fixture
def family_bo(house, ellevang):
    return house("foster_family", "Familien Bo", ellevang, address="Skovvej 7")


@pytest.fixture
def family_dam(house, solvang):
    return house("foster_family", "Familien Dam", solvang, address="Damvej 2")


@pytest.fixture
def agency(house):
    return house("national_agency", "Styrelsen")


# Children


@pytest.fixture
def lives(db):
    """Makes a placement with its seat: `lives(maja, family_bo)`."""

    def make(child, home, type="foster_family_general", since=LAST_SUMMER, until=None):
        placement = Placement.objects.create(
            child=child,
            type=type,
            organisation=home,
            address=home.address,
            municipality=home.home_municipality,
            since=since,
            until=until,
        )
        NetworkSeat.objects.create(
            child=child, organisation=home, since=since, until=until, placement=placement
        )
        return placement

    return make


@pytest.fixture
def learns(db):
    """Makes an enrolment with its seat: `learns(maja, lindeskolen, grade=3)`."""

    def make(child, school, grade=3, class_name="", since=LAST_SUMMER, until=None):
        enrolment = Enrolment.objects.create(
            child=child,
            school=school,
            grade=grade,
            class_name=class_name,
            since=since,
            until=until,
        )
        NetworkSeat.objects.create(
            child=child, organisation=school, since=since, until=until, enrolment=enrolment
        )
        return enrolment

    return make


@pytest.fixture
def new_child(solvang, familieteamet):
    """Makes a child of Solvang with the team's seat and no other."""

    def make(first_name, last_name="", birth_year=2016, **facts):
        child = Child.objects.create(
            first_name=first_name,
            last_name=last_name,
            birth_year=birth_year,
            **{"acting_municipality": solvang, "home_municipality": solvang} | facts,
        )
        NetworkSeat.objects.create(child=child, organisation=familieteamet, since=LAST_SUMMER)
        return child

    return make


@pytest.fixture
def maja(new_child, lives, learns, family_bo, lindeskolen):
    maja = new_child("Maja", "Ager", 2016, birth_date=date(2016, 5, 4))
    lives(maja, family_bo)
    learns(maja, lindeskolen, class_name="3.B")
    return maja


@pytest.fixture
def emil(new_child, lives, learns, family_dam, engskolen):
    emil = new_child("Emil", "Dahl", 2013)
    lives(emil, family_dam)
    learns(emil, engskolen, grade=6)
    return emil


@pytest.fixture
def kalle(new_child, lives, learns, bakkehuset, engskolen):
    kalle = new_child("Kalle", "Krog", 2011)
    lives(kalle, bakkehuset, type="childrens_home")
    learns(kalle, engskolen, grade=8)
    return kalle


@pytest.fixture
def seat_of(db):
    """The seat of a house around a child: `seat_of(maja, lindeskolen)`."""
    return lambda child, house: NetworkSeat.objects.get(child=child, organisation=house)
