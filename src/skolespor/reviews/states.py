"""The life of a round of the self-review."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from skolespor.accounts.permissions import Permission
from skolespor.core.flow import Flow, Step


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return str(LABELS[self])


LABELS = {
    State.OPEN: _("Vi svarer nu"),
    State.CLOSED: _("Svarene er gjort op"),
    State.DROPPED: _("Opgivet"),
}

CLOSE = Step(
    "close", (State.OPEN,), State.CLOSED, Permission.WORK_LEAD, _("Luk runden og vis svarene")
)
DROP = Step("drop", (State.OPEN,), State.DROPPED, Permission.WORK_LEAD, _("Opgiv runden"))
FLOW = Flow(CLOSE, DROP)
