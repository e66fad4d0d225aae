"""The people one can sign in as: those of content/synthetic_population.yaml, and one for each role
that is not among them. Each has a sentence on what they see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from skolespor.core.content import in_language, kept, label, read_yaml

in_page_language = lazy(in_language, str)
"""The language is asked for when the page is shown."""


@dataclass(frozen=True)
class Member:
    """`place` names the organisation where the person works; empty for children and family."""

    name: str
    role: str
    municipality: str
    place: str
    sees: Any

    @property
    def role_label(self) -> str:
        return label("roles", self.role)


MORE = (
    ("Ulla J.", "foster_care_consultant", "9001", "Familieteamet", _("De børn, hun har en plads ved.")),
    ("Nanna B.", "school_staff", "9001", "Engskolen", _("De elever, skolelederen har sat hende på.")),
    ("Poul E.", "learning_guide", "9001", "Engskolen", _("De elever, skolelederen har sat ham på.")),
    ("Gitte H.", "host_contact", "9003", "Fjordby Kommune", _("Det nødvendige om børn, hun har en plads ved.")),
    ("Ali R.", "back_to_school_team", "9001", "Solvang Kommune", _("De børn, teamet hjælper i skole.")),
    ("Maren V.", "youth_guide", "9001", "Ungeindsatsen i Solvang", _("De store elever, hun vejleder.")),
    ("Signe P.", "health_nurse", "9001", "Sundhedsplejen i Solvang", _("De børn, hun har en plads ved.")),
    ("Jonna K.", "supervision_authority", "9003", "Socialtilsynet", _("Ingen børns sider.")),
    ("Henrik W.", "municipal_director", "9001", "Solvang Kommune", _("Ingen børns sider.")),
    ("Dorte Ø.", "steering_group", "9002", "Ellevang Kommune", _("Ingen børns sider.")),
    ("Lars Å.", "dpo", "9001", "Solvang Kommune", _("Ingen børns sider.")),
    ("Else C.", "children_youth_committee", "9001", "Solvang Kommune", _("Ingen børns sider.")),
    ("Rasmus T.", "lay_advocate", "9001", "", _("Sofies navn.")),
    ("Vibeke G.", "support_person", "9001", "", _("Intet: En støtteperson ser kun tid og sted for møder.")),
    ("Familien Ravn", "friendship_family", "9001", "", _("Sofies navn.")),
    ("Kims far", "parent_without_custody", "9001", "", _("Intet: Han har kun ret til generel orientering.")),
    ("Yrsa D.", "case_worker", "9001", "Familieteamet", _("Sine egne børn, og Peters, mens hun er stedfortræder.")),
    ("Flemming A.", "case_worker", "9001", "Familieteamet", _("Sine egne børn, og Amina, som han har åbnet med nødadgang i dag.")),
    ("Kaj O.", "authority_leader", "9003", "Familieteamet i Fjordby", _("Teamets børn, og et barn, der måske er oprettet to gange.")),
    ("Louise R.", "learning_coordinator", "9002", "Ellevang Kommune", _("De børn, hun har en plads ved, og børn, som Solvang melder, at Ellevang har ansvaret for.")),
)  # fmt: skip
"""name, role, municipality, place, what they see."""

GROUPS: Mapping[Any, tuple[str, ...]] = {
    _("Barnet og familien"): (
        "child",
        "custody_holder",
        "parent_without_custody",
        "lay_advocate",
        "support_person",
        "friendship_family",
    ),
    _("Der hvor barnet bor"): (
        "foster_parent",
        "placement_staff",
        "placement_leader",
        "foster_care_consultant",
    ),
    _("Skolen"): (
        "contact_teacher",
        "school_staff",
        "learning_guide",
        "head_teacher",
        "learning_coordinator",
        "ppr_consultant",
        "school_administration",
        "back_to_school_team",
        "youth_guide",
        "health_nurse",
    ),
    _("Myndigheden"): ("case_worker", "authority_leader", "host_contact", "supervision_authority"),
    _("Kommunen og styrelsen"): (
        "system_administrator",
        "data_responsible",
        "dpo",
        "municipal_director",
        "children_youth_committee",
        "local_lead",
        "steering_group",
        "agency_advisor",
    ),
}


@kept
def members() -> tuple[Member, ...]:
    items = read_yaml("synthetic_population.yaml")["sign_ins"]["items"]
    return tuple(_member(item) for item in items) + tuple(Member(*more) for more in MORE)


def _member(item: Mapping[str, Any]) -> Member:
    return Member(
        name=item["name_da"],
        role=item["role"],
        municipality=item["municipality"] or "",
        place=PLACES.get(item["id"], item.get("organisation", "")),
        sees=SEES.get(item["id"]) or in_page_language(item, "sees"),
    )


SEES = {
    "si_foster_one_child": _(
        "Ét barn: hvor det går i skole, hvem det kan ringe til, og hvem der ser med."
    ),
    "si_foster_two_children": _("To børn, der er søskende."),
    "si_home_on_duty": _("De børn på Fjordly, som lederen har sat navn på."),
    "si_home_leader": _(
        "En liste over stedets børn, hvem der har adgang, og det ene barn, hun har en plads ved."
    ),
    "si_child_8": _("Sine egne oplysninger, og hvem der kan se dem."),
    "si_child_11": _("Sine egne oplysninger, og hvem der kan se dem."),
    "si_child_15": _("Sine egne oplysninger, og hvem der kan se dem."),
    "si_child_without_school": _("Sine egne oplysninger, og hvem der kan se dem."),
    "si_parent_custody": _("Sit barns skolegang, og hvem der kan se den."),
    "si_head_teacher": _(
        "En liste over skolens elever, der ikke bor hjemme. Sætter navn på lærerne."
    ),
    "si_ppr": _("De børn, han har en plads ved."),
    "si_school_administration": _("Ingen børns sider."),
    "si_log_control": _("Brug af nødadgang."),
    "si_local_lead": _("Ingen børns sider."),
    "si_agency": _("Aldrig et barn."),
}
"""Where the content tells of pages that are not built yet, what the person sees today."""

PLACES = {
    "si_case_worker": "Familieteamet",
    "si_team_leader": "Familieteamet",
    "si_foster_one_child": "Plejefamilien Bech",
    "si_foster_two_children": "Plejefamilien Dam",
    "si_school_administration": "Skoleforvaltningen i Solvang",
}
"""Where the content names a municipality or a kind, and the town has a unit of its own."""
