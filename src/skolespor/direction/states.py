"""How a version of the common direction becomes valid, and what ends it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.permissions import Permission
from skolespor.core.flow import Flow, Step


class State(models.TextChoices):
    WAITING = "waiting", _("Venter på linjerne")
    VALID = "valid", _("Gælder")
    REPLACED = "replaced", _("Afløst")


AGREE = Step(
    "agree", (State.WAITING,), State.VALID, Permission.LINE_APPROVE, _("Alle tre har godkendt")
)
REPLACE = Step(
    "replace",
    (State.WAITING, State.VALID),
    State.REPLACED,
    Permission.WORK_LEAD,
    _("En ny udgave er trådt i stedet"),
)
FLOW = Flow(AGREE, REPLACE)
