"""The people of the tests, built with real rows. Neither they nor their municipalities exist.

Maja: Solvang acts for her; she lives with the family Bo in Ellevang and goes to Lindeskolen there.
Emil: lives with the family Dam in Solvang and goes to Engskolen. Kalle: lives at Bakkehuset.
Around each child stand the seats that follow from where it lives and learns, and its team's seat.
"""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.utils import timezone

from skolespor.accounts.models import Deputy, JobSeat, Organisation, User
from skolespor.accounts.roles import Role
from skolespor.children.models import Child, Custody, Enrolment, Naming, NetworkSeat, Placement
from skolespor.core import keys

LAST_SUMMER = date(2025, 8, 1)
FAR_AWAY = date(2099, 7, 31)


@pytest.fixture(scope="session", autouse=True)
def key_file(tmp_path_factory):
    """Keys for encrypted fields, made once in each process that runs tests."""
    settings.KEY_FILE = tmp_path_factory.mktemp("keys") / "fields.json"
    keys.make(settings.KEY_FILE)
    return settings.KEY_FILE


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def yesterday(today):
    return today - timedelta(days=1)


@pytest.fixture
def tomorrow(today):
    return today + timedelta(days=1)


# Places


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


# People


@pytest.fixture
def person(db):
    """Makes somebody with a job: `person("Wilma", Role.CASE_WORKER, familieteamet)`."""

    def make(name, role=None, organisation=None, since=LAST_SUMMER, until=None):
        email = f"{name.lower().replace(' ', '.')}@example.invalid"
        user = User.objects.create_user(email, name=name, phone="20 00 00 00")
        if role:
            JobSeat.objects.create(
                user=user, role=role, organisation=organisation, since=since, until=until
            )
        return user

    return make


@pytest.fixture
def sits(db):
    """Gives somebody's job a seat of its own at a child: `sits(wilma, maja)`."""

    def make(user, child, since=LAST_SUMMER, until=None, **facts):
        return NetworkSeat.objects.create(
            child=child, job=user.jobs.get(), since=since, until=until, **facts
        )

    return make


@pytest.fixture
def is_named(head_hanne):
    """Names one of a house's staff for a child: `is_named(tim, maja)`."""

    def make(user, child, since=LAST_SUMMER, until=FAR_AWAY, role=None):
        job = user.jobs.get()
        seat = NetworkSeat.objects.get(child=child, organisation=job.organisation)
        return Naming.objects.create(
            seat=seat,
            job=job,
            role=role or job.role,
            since=since,
            until=until,
            named_by=head_hanne,
        )

    return make


@pytest.fixture
def stands_in(leader_lis, today):
    """Makes somebody the deputy of another: `stands_in(otto, wilma)`."""

    def make(deputy, holder, since=LAST_SUMMER, until=None):
        return Deputy.objects.create(
            job=holder.jobs.get(),
            user=deputy,
            since=since,
            until=until or today + timedelta(days=7),
            named_by=leader_lis,
        )

    return make


@pytest.fixture
def worker_wilma(person, sits, familieteamet, maja):
    """Maja's case worker."""
    wilma = person("Wilma Winther", Role.CASE_WORKER, familieteamet)
    sits(wilma, maja)
    return wilma


@pytest.fixture
def worker_otto(person, familieteamet):
    """Wilma's colleague; has no seat at Maja."""
    return person("Otto Olsen", Role.CASE_WORKER, familieteamet)


@pytest.fixture
def worker_erik(person, boerneteamet):
    """Case worker in the other municipality."""
    return person("Erik Eng", Role.CASE_WORKER, boerneteamet)


@pytest.fixture
def leader_lis(person, familieteamet):
    """Leads the team; let in to the team's children by the team's seat."""
    return person("Lis Lund", Role.AUTHORITY_LEADER, familieteamet)


@pytest.fixture
def leader_lone(person, boerneteamet):
    """Leads the team in Ellevang; sees none of the children."""
    return person("Lone Lie", Role.AUTHORITY_LEADER, boerneteamet)


@pytest.fixture
def head_hanne(person, lindeskolen):
    """Leads Maja's school: names its staff, sees no child's page."""
    return person("Hanne Holm", Role.HEAD_TEACHER, lindeskolen)


@pytest.fixture
def head_hans(person, engskolen):
    return person("Hans Hald", Role.HEAD_TEACHER, engskolen)


@pytest.fixture
def teacher_tim(person, is_named, lindeskolen, maja):
    """Maja's contact teacher: named for her."""
    tim = person("Tim Toft", Role.CONTACT_TEACHER, lindeskolen)
    is_named(tim, maja)
    return tim


@pytest.fixture
def teacher_nora(person, lindeskolen):
    """Teacher at Maja's school; nobody has named her."""
    return person("Nora Nue", Role.CONTACT_TEACHER, lindeskolen)


@pytest.fixture
def foster_freja(person, family_bo, maja):
    """Maja's foster mother."""
    return person("Freja Bo", Role.FOSTER_PARENT, family_bo)


@pytest.fixture
def foster_frank(person, family_dam, emil):
    """Emil's foster father."""
    return person("Frank Dam", Role.FOSTER_PARENT, family_dam)


@pytest.fixture
def home_helle(person, bakkehuset, kalle):
    """Leads Bakkehuset, where Kalle lives."""
    return person("Helle Hjort", Role.PLACEMENT_LEADER, bakkehuset)


@pytest.fixture
def home_sam(person, is_named, bakkehuset, kalle):
    """Works at Bakkehuset and is named for Kalle."""
    sam = person("Sam Sand", Role.PLACEMENT_STAFF, bakkehuset)
    is_named(sam, kalle)
    return sam


@pytest.fixture
def home_siri(person, bakkehuset):
    """Works at Bakkehuset; nobody has named her."""
    return person("Siri Skov", Role.PLACEMENT_STAFF, bakkehuset)


@pytest.fixture
def coordinator_karen(person, sits, solvang, maja):
    """Learning coordinator in Solvang, with a seat at Maja."""
    karen = person("Karen Lange", Role.LEARNING_COORDINATOR, solvang)
    sits(karen, maja)
    return karen


@pytest.fixture
def coordinator_kim(person, ellevang):
    """Learning coordinator in Ellevang, without a seat."""
    return person("Kim Kjær", Role.LEARNING_COORDINATOR, ellevang)


@pytest.fixture
def mother_mie(person, maja):
    """Maja's mother, who holds custody."""
    mie = person("Mie Ager")
    Custody.objects.create(
        child=maja,
        name="Mie Ager",
        relation="mother",
        is_shared=False,
        source="cpr",
        user=mie,
        since=maja.birth_date,
    )
    NetworkSeat.objects.create(
        child=maja, user=mie, role=Role.CUSTODY_HOLDER, since=maja.birth_date
    )
    return mie


@pytest.fixture
def maja_herself(db, maja):
    """Maja as one who signs in: a child has no mail address."""
    user = User.objects.create_user(None, name="Maja Ager")
    maja.user = user
    maja.save(update_fields=["user"])
    NetworkSeat.objects.create(child=maja, user=user, role=Role.CHILD, since=LAST_SUMMER)
    return user


@pytest.fixture
def admin_inge(person, solvang):
    """Lets people in; sees no child."""
    return person("Inge Rask", Role.SYSTEM_ADMINISTRATOR, solvang)


@pytest.fixture
def log_tove(person, solvang):
    """Controls the log and the use of break-glass."""
    return person("Tove Nygaard", Role.DATA_RESPONSIBLE, solvang)


@pytest.fixture
def director_dan(person, solvang):
    return person("Dan Due", Role.MUNICIPAL_DIRECTOR, solvang)


@pytest.fixture
def adviser_rikke(person, agency):
    """Adviser of the national agency; never sees a child."""
    return person("Rikke Glad", Role.AGENCY_ADVISOR, agency)


@pytest.fixture
def everybody(
    *,
    worker_wilma,
    worker_otto,
    worker_erik,
    leader_lis,
    leader_lone,
    head_hanne,
    head_hans,
    teacher_tim,
    teacher_nora,
    foster_freja,
    foster_frank,
    home_helle,
    home_sam,
    home_siri,
    coordinator_karen,
    coordinator_kim,
    mother_mie,
    maja_herself,
    admin_inge,
    log_tove,
    director_dan,
    adviser_rikke,
):
    """The whole town at once, by the name of the fixture."""
    return dict(locals())


@pytest.fixture
def sign_in(db):
    """A browser of one's own in which somebody is signed in with two steps: `sign_in(wilma)`."""

    def enter(user):
        Authenticator.objects.get_or_create(
            user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
        )
        browser = Client()
        browser.force_login(user)
        return browser

    return enter
