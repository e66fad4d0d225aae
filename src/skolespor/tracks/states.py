"""How far an action track is: a table of steps (`action_tracks` in content/advisory_course.yaml; a test
compares the two). The states are the ids of the content."""

from django.utils.translation import gettext_lazy as _

from skolespor.accounts.permissions import Permission
from skolespor.core.flow import Flow, Step

DRAFT, AGREED, RUNNING = "at_draft", "at_agreed", "at_running"
EVALUATED, ANCHORED, STOPPED = "at_evaluated", "at_anchored", "at_dropped"

STATES = {
    DRAFT: _("Kladde"),
    AGREED: _("Aftalt"),
    RUNNING: _("I gang"),
    EVALUATED: _("Evalueret"),
    ANCHORED: _("Forankret"),
    STOPPED: _("Stoppet"),
}
WHAT_IT_MEANS = {
    DRAFT: _("Vi er ved at skrive det."),
    AGREED: _("Ejer, frist og tegn er på plads."),
    RUNNING: _("Vi gør det."),
    EVALUATED: _("Vi har set på, om det virker."),
    ANCHORED: _("Det er fast praksis."),
    STOPPED: _("Vi gør det ikke mere, og der står hvorfor."),
}
FOLLOWED = (AGREED, RUNNING, EVALUATED)
"""Those whose owner writes a status on a rhythm."""
ALIVE = (*FOLLOWED, ANCHORED)
"""Those that somebody answers for; an anchored track is looked at once a year."""
OPEN = (DRAFT, *ALIVE)

MAY = Permission.WORK_LEAD
AGREE = Step("agree", (DRAFT,), AGREED, MAY, _("Aftal sporet"))
START = Step("start", (AGREED,), RUNNING, MAY, _("Sæt sporet i gang"))
EVALUATE = Step("evaluate", (RUNNING,), EVALUATED, MAY, _("Sæt til evalueret"))
ANCHOR = Step("anchor", (EVALUATED,), ANCHORED, MAY, _("Gør det til fast praksis"))
RESUME = Step("resume", (EVALUATED, ANCHORED), RUNNING, MAY, _("Tag det op igen"))
STOP = Step("stop", (DRAFT, AGREED, RUNNING, EVALUATED), STOPPED, MAY, _("Stop sporet"))

TRACK = Flow(AGREE, START, EVALUATE, ANCHOR, RESUME, STOP)
NEEDS_WHY = (RESUME.name, STOP.name)
"""Steps that are not taken without a word on why."""
