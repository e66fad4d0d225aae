"""What is stored about a child: three files, one room."""

from skolespor.children.models.child import GATHERED, Child, Custody, Enrolment, Placement
from skolespor.children.models.network import BreakGlass, Naming, NetworkSeat, ProtectionExemption
from skolespor.children.models.records import Correction, MatchOffer, PracticalNote

__all__ = [
    "GATHERED",
    "BreakGlass",
    "Child",
    "Correction",
    "Custody",
    "Enrolment",
    "MatchOffer",
    "Naming",
    "NetworkSeat",
    "Placement",
    "PracticalNote",
    "ProtectionExemption",
]
