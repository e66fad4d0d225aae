"""The phases of the collaboration model and what must be done in them (content/transitions.yaml)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skolespor.accounts.roles import Role
from skolespor.core.content import in_language, kept, read_yaml
from skolespor.direction.rules.plans import is_its_own

ARRIVES = ("ph_2_handover_start", "ph_3_mapping")
"""What stands on the one page »Når en elev kommer«: before the first day, and the first weeks."""


@dataclass(frozen=True)
class Must:
    """What must be done, by whom, as the content says it."""

    id: str
    role: Role
    text: str


@dataclass(frozen=True)
class Phase:
    id: str
    number: int
    title: str
    text: str
    musts: Sequence[Must]

    def of(self, kind: str) -> Sequence[Must]:
        """What a place of the kind answers for."""
        return [must for must in self.musts if is_its_own(kind, must.role)]


def phases() -> list[Phase]:
    """In the language of the page."""
    return [
        Phase(
            id=item["id"],
            number=item["number"],
            title=in_language(item, "title"),
            text=in_language(item, "text"),
            musts=[
                Must(one["id"], Role(one["role"]), in_language(one, "text"))
                for one in item["must_do"]
            ],
        )
        for item in read_yaml("transitions.yaml")["phases"]
    ]


def ids_of(kind: str) -> frozenset[str]:
    """The ids of everything that a place of the kind answers for."""
    return _ids()[kind == "school"]


@kept
def _ids() -> Mapping[bool, frozenset[str]]:
    musts = [
        (one["id"], one["role"])
        for phase in read_yaml("transitions.yaml")["phases"]
        for one in phase["must_do"]
    ]
    kinds = {True: "school", False: "municipality"}
    return {
        is_school: frozenset(one for one, role in musts if is_its_own(kind, role))
        for is_school, kind in kinds.items()
    }
