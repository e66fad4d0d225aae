"""The people of the tests, built with real rows. The places and children stand in tests/town.py."""

from datetime import timedelta

import hypothesis
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from skolespor.accounts.models import Deputy, JobSeat, User
from skolespor.accounts.roles import Role
from skolespor.children.models import Custody, Naming, NetworkSeat
from skolespor.core import keys
from tests.days import FAR_AWAY, LAST_SUMMER

pytest_plugins = ["tests.pace", "tests.town"]

# The same examples in every run: a run that fails is one that somebody can repeat. That a busy machine
# is slow to make them is no fault of what is tried.
hypothesis.settings.register_profile(
    "repeatable", derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("repeatable")


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
    """Decides in Solvang; sees no child."""
    return person("Dan Due", Role.MUNICIPAL_DIRECTOR, solvang)


@pytest.fixture
def lead_trine(person, solvang):
    """*Tovholder* in Solvang: leads its work for the children, sees none of them."""
    return person("Trine Tofte", Role.LOCAL_LEAD, solvang)


@pytest.fixture
def lead_erna(person, ellevang):
    """*Tovholder* in Ellevang."""
    return person("Erna Elm", Role.LOCAL_LEAD, ellevang)


@pytest.fixture
def schools_sven(person, house, solvang):
    """Leads the school line in Solvang; leader_lis leads the authority, home_helle a home."""
    unit = house("school_administration_unit", "Skoleforvaltningen", solvang)
    return person("Sven Skov", Role.SCHOOL_ADMINISTRATION, unit)


@pytest.fixture
def group_gerda(person, solvang):
    """In the steering group of Solvang: reads, changes nothing."""
    return person("Gerda Gran", Role.STEERING_GROUP, solvang)


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
    lead_trine,
    lead_erna,
    schools_sven,
    group_gerda,
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


@pytest.fixture
def count_queries(forget_who_they_are):
    """How many queries something takes: `count_queries(lambda: browser.get("/"))`."""

    def count(work):
        forget_who_they_are()
        with CaptureQueriesContext(connection) as taken:
            work()
        return len(taken)

    return count
