"""The invented town, built through the same actions as a real one: organisations and people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.conf import settings

from skolespor.accounts import actions
from skolespor.accounts.models import JobSeat, Organisation, User
from skolespor.core.content import read_yaml
from skolespor.core.models import OutboxMail
from skolespor.demo.cast import members

PHONES = {"9001": ("12 34 90 01", "12 34 91 01"), "9002": ("12 34 90 02", "12 34 91 02"), "9003": ("12 34 90 03", "")}  # fmt: skip
TOWNS = {"9001": "Solvang", "9002": "Ellevang", "9003": "Fjordby"}
UNITS = (
    ("authority_team", "Familieteamet", "9001"),
    ("authority_team", "Familieteamet i Ellevang", "9002"),
    ("authority_team", "Familieteamet i Fjordby", "9003"),
    ("ppr", "PPR Solvang", "9001"),
    ("school_administration_unit", "Skoleforvaltningen i Solvang", "9001"),
    ("youth_guidance", "Ungeindsatsen i Solvang", "9001"),
    ("other", "Sundhedsplejen i Solvang", "9001"),
    ("other", "Socialtilsynet", "9003"),
)
FAMILIES = {
    "9001": ("Dam", "Eriksen-Lund", "Holt", "Krogh", "Madsen-Å"),
    "9002": ("Bech", "Friis", "Ibsen-Vang", "Juhl", "Nørgaard"),
    "9003": ("Aagaard", "Gade", "Lind", "Mølgaard", "Østberg"),
}
CREW = (
    ("Bente F.", "authority_leader", "9002", "Familieteamet i Ellevang"),
    ("Thomas U.", "case_worker", "9002", "Familieteamet i Ellevang"),
    ("Inger S.", "case_worker", "9002", "Familieteamet i Ellevang"),
    ("Mia N.", "case_worker", "9003", "Familieteamet i Fjordby"),
    ("Jørgen M.", "placement_leader", "9001", "Bakkehuset"),
    ("Sanne T.", "placement_staff", "9001", "Bakkehuset"),
    ("Aksel K.", "placement_staff", "9001", "Bakkehuset"),
    ("Ditte H.", "placement_leader", "9002", "Elmegården"),
    ("Omar S.", "placement_staff", "9002", "Elmegården"),
    ("Bodil G.", "placement_leader", "9002", "Solhøj"),
    ("Kurt P.", "placement_staff", "9002", "Solhøj"),
    ("Eva N.", "placement_staff", "9003", "Fjordly"),
    ("Hugo B.", "system_administrator", "9002", "Ellevang Kommune"),
    ("Rita Æ.", "system_administrator", "9003", "Fjordby Kommune"),
    ("Tom L.", "data_responsible", "9002", "Ellevang Kommune"),
    ("Grethe I.", "data_responsible", "9003", "Fjordby Kommune"),
)
"""People without a sign-in of their own in the demo, so that every place is manned."""
STAFF_NAMES = ("Anna", "Birk", "Camilla", "David", "Esther", "Frederik", "Gry", "Hassan", "Ingrid", "Jacob", "Kirsten", "Leif")  # fmt: skip


@dataclass
class Town:
    """What has been built so far, by name."""

    random: Random
    places: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    jobs: dict[str, JobSeat] = field(default_factory=dict)
    admins: dict[str, User] = field(default_factory=dict)

    def in_municipality(self, code: str, kind: str) -> list[Organisation]:
        found = [p for p in self.places.values() if p.kind == kind]
        return [p for p in found if p.municipality and p.municipality.code == code]


def build(town: Town) -> None:
    """Municipalities, their units, and everybody who works there."""
    for municipality in read_yaml("synthetic_population.yaml")["municipalities"]:
        _begin(town, municipality["code"], f"{municipality['name']} Kommune")
    _begin(town, "", "Styrelsen")
    for kind, name, code in UNITS:
        add_organisation(town, kind=kind, name=name, code=code)
    _schools_and_homes(town)
    for code, names in FAMILIES.items():
        for number, name in enumerate(names, 1):
            address = f"Opdigtet Vej {number}, {TOWNS[code]}"
            family = f"Plejefamilien {name}"
            add_organisation(town, kind="foster_family", name=family, code=code, address=address)
    for name, role, code, place in _everybody():
        add_person(town, name, role, code, place)


def _begin(town: Town, code: str, name: str) -> None:
    """As the command `begin` does it; then the first administrator accepts."""
    kind = "municipality" if code else "national_agency"
    first = _first_administrator(code)
    mail = f"{_slug(first)}@{_slug(name)}.invalid"
    invitation, link = actions.begin(kind=kind, code=code, name=name, admin_name=first, email=mail)
    admin = actions.accept(token=link.rstrip("/").rpartition("/")[2], name=first)
    town.admins[code], town.people[first] = admin, admin
    town.places[name] = invitation.organisation
    town.jobs[first] = admin.jobs.get()
    if not code:
        actions.edit_organisation(organisation=town.places[name], phone="12 34 90 00", by=admin)
    if code in PHONES:
        day, night = PHONES[code]
        place = town.places[name]
        actions.save_settings(
            municipality=place, accent=ACCENTS[code], phone=day, duty_phone=night, by=admin
        )


ACCENTS: Mapping[str, Any] = {"9001": "petrol", "9002": "violet", "9003": "green"}


def _first_administrator(code: str) -> str:
    everybody = [*((m.name, m.role, m.municipality) for m in members()), *(c[:3] for c in CREW)]
    names = [n for n, role, where in everybody if (role, where) == ("system_administrator", code)]
    return names[0] if names else "Asger Q."


def add_organisation(town: Town, *, kind: str, name: str, code: str, **facts: str) -> None:
    municipality = next(p for p in town.places.values() if p.code == code)
    facts.setdefault("phone", f"12 34 {40 + len(town.places):02d} {town.random.randint(10, 99)}")
    number = facts.pop("number", "")
    town.places[name] = actions.make_organisation(
        kind=kind,
        name=name,
        municipality=municipality,
        code=number,
        by=town.admins[code],
        **facts,
    )


def _schools_and_homes(town: Town) -> None:
    organisations = read_yaml("synthetic_population.yaml")["organisations"]
    for item in organisations["schools"]["items"]:
        add_organisation(
            town,
            kind="school",
            name=item["name_da"],
            code=item["municipality"],
            number=item["number"],
            school_type=item["type"],
        )
    for item in organisations["homes"]:
        address = f"Opdigtet Alle {len(town.places)}, {TOWNS[item['municipality']]}"
        add_organisation(
            town,
            kind="childrens_home",
            name=item["name_da"],
            code=item["municipality"],
            address=address,
        )


def _everybody() -> Iterator[tuple[str, str, str, str]]:
    """The cast, the crew, and then somebody for every school and family that has nobody."""
    for member in members():
        if member.place:
            yield member.name, member.role, member.municipality, member.place
    yield from CREW
    manned = {(m.role, m.place) for m in members()}
    for person in [*_teachers(), *_foster_parents()]:
        if (person[1], person[3]) not in manned:
            yield person


def _teachers() -> Iterator[tuple[str, str, str, str]]:
    """A head, a class teacher and one more for each school."""
    schools = read_yaml("synthetic_population.yaml")["organisations"]["schools"]["items"]
    for number, school in enumerate(schools):
        first = STAFF_NAMES[number % len(STAFF_NAMES)]
        place = school["name_da"]
        for role, letter in (
            ("head_teacher", "L"),
            ("contact_teacher", "Æ"),
            ("school_staff", "Ø"),
        ):
            yield f"{first} {letter}. ({place})", role, school["municipality"], place


def _foster_parents() -> Iterator[tuple[str, str, str, str]]:
    for code, names in FAMILIES.items():
        for name in names:
            yield f"Plejeforælder {name}", "foster_parent", code, f"Plejefamilien {name}"


def add_person(town: Town, name: str, role: str, code: str, place: str) -> None:
    """Invited by the administrator of the municipality, and accepted."""
    if name in town.people:
        return
    organisation = town.places[place]
    admin = town.admins[code]
    mail = f"{_slug(name)}.{_slug(role)}@skolespor.invalid"
    actions.invite(email=mail, name=name, organisation=organisation, role=role, by=admin)
    town.people[name] = actions.accept(token=_token_in_newest_mail(), name=name)
    town.jobs[name] = town.people[name].jobs.get()


def _token_in_newest_mail() -> str:
    """The invented person reads the mail and follows the link."""
    lines = OutboxMail.objects.latest("pk").body.splitlines()
    link: str = next(line for line in lines if line.startswith(settings.SITE_URL))
    return link.rstrip("/").rpartition("/")[2]


def _slug(text: str) -> str:
    plain = text.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return "".join(c for c in plain if c.isascii() and c.isalnum()) or "x"
