"""What is missing about a child, in words: what, why it matters, and where it is put right."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.permissions import Permission
from skolespor.children.presenters.frame import Link
from skolespor.children.queries.missing import Missing


@dataclass(frozen=True)
class Words:
    """`page` is where it is put right, by its name, and `do` what the link there says."""

    text: Any
    why: Any
    page: str
    do: Any


@dataclass(frozen=True)
class Told:
    text: str
    why: str
    link: Link


CALL = _("Se, hvem du kan ringe til")
WORDS: Mapping[str, Words] = {
    "no_place": Words(
        _("Sted at bo mangler"),
        _("Uden det ved ingen, hvem der er om barnet hver dag."),
        "children:move",
        _("Skriv stedet"),
    ),
    "no_school": Words(
        _("Skole mangler"),
        _("Barnet har ret til en skole, og dagene uden tæller."),
        "children:enrol",
        _("Skriv skolen"),
    ),
    "no_contact_teacher": Words(
        _("Kontaktlærer mangler. Skolelederen sætter navn på"),
        _("Barnet har ingen voksen på skolen, der svarer for det."),
        "children:contacts",
        CALL,
    ),
    "no_case_worker": Words(
        _("Rådgiver mangler. Teamlederen giver barnet en"),
        _("Ingen i kommunen følger barnet."),
        "children:contacts",
        CALL,
    ),
    "no_custody": Words(
        _("Vi ved ikke, hvem der har forældremyndigheden"),
        _("Så ved I ikke, hvem der skal spørges, og hvem der må få svar."),
        "children:record_custody",
        _("Skriv, hvem der har"),
    ),
    "no_grade": Words(
        _("Klassetrin mangler"),
        _("Prøver og overgange hører til et klassetrin."),
        "children:correct_enrolment",
        _("Skriv klassetrinet"),
    ),
    "no_birth_date": Words(
        _("Fødselsdato mangler"),
        _("Fødselsdage, frister og rettigheder kan ikke regnes ud."),
        "children:birth_date",
        _("Skriv fødselsdatoen"),
    ),
}
GIVES_A_CASE_WORKER = Words(
    _("Rådgiver mangler"),
    WORDS["no_case_worker"].why,
    "children:assign",
    _("Giv barnet en rådgiver"),
)
"""For who leads the team, and gives the child one."""


def told(missing: Missing, child_id: int, may: Collection[Permission]) -> Told:
    words = WORDS[missing.code]
    if missing.code == "no_case_worker" and Permission.CASELOAD_HAND_OVER in may:
        words = GIVES_A_CASE_WORKER
    numbers = [child_id] if missing.about is None else [child_id, missing.about]
    return Told(
        str(words.text), str(words.why), Link(str(words.do), reverse(words.page, args=numbers))
    )
