"""What a child says and what adults agree to: who may know it, and the way to an answer.

Said, discussed, decided, told the child (`child_statement_steps` in content/code_lists.yaml). By when
the child is to have an answer says content/deadlines.yaml.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.roles import KEEPS_THE_TRACK, LEADS_THE_TEAM, OWNS_THE_CHILDS_COURSE, Role
from skolespor.children.rules import is_sentence
from skolespor.core.errors import RuleBroken


class What(StrEnum):
    """What a row holds."""

    WORDS = "words"
    """What the child has said."""
    STRENGTH = "strength"
    """What the child is good at or glad of, in its own words."""
    DRAWING = "drawing"
    WISH = "wish"
    """What the child asks for."""
    AGREEMENT = "agreement"
    """What adults have promised the child."""


class Sharing(StrEnum):
    """Who may know it, as the child says (`child_sharing_choices`)."""

    MAY_SHARE = "may_share"
    BETWEEN_US = "between_us"
    TO_CASE_WORKER = "to_case_worker"


class Step(StrEnum):
    """How far it is (`child_statement_steps`)."""

    SAID = "said"
    DISCUSSED = "discussed"
    DECIDED = "decided"
    TOLD_CHILD = "told_child"


class Decision(StrEnum):
    """What the adults have decided about a wish."""

    YES = "yes_we_do"
    NO = "not_now"
    OTHER = "something_else"


class Told(StrEnum):
    """How the child was told."""

    TALKED = "talked"
    PHONED = "phoned"
    WROTE = "wrote"
    DREW = "drew"


class Helped(StrEnum):
    """The child's own answer to what it was told."""

    HELPED = "helped"
    A_LITTLE = "a_little"
    NOT = "did_not"


DECISIONS: dict[Decision, Any] = {
    Decision.YES: gettext_lazy("Ja, det gør vi"),
    Decision.NO: gettext_lazy("Det kan vi ikke nu"),
    Decision.OTHER: gettext_lazy("Vi gør noget andet i stedet"),
}
TOLD: dict[Told, Any] = {
    Told.TALKED: gettext_lazy("Vi talte sammen"),
    Told.PHONED: gettext_lazy("Jeg ringede"),
    Told.WROTE: gettext_lazy("Jeg skrev"),
    Told.DREW: gettext_lazy("Vi tegnede eller viste det"),
}
HELPED: dict[Helped, Any] = {
    Helped.HELPED: gettext_lazy("Det hjalp"),
    Helped.A_LITTLE: gettext_lazy("Lidt"),
    Helped.NOT: gettext_lazy("Nej"),
}

DEFAULT_SHARING = Sharing.BETWEEN_US
"""Who has not chosen has chosen this (`sharing_choices.rule_da` in content/conversation_guide.yaml)."""
ANSWER_RULE, AGREEMENT_RULE, CASE_WORKER_RULE = (
    "dl_feedback_to_child",
    "dl_agreement_told_child",
    "dl_case_worker_answers_child",
)
IN_TIME = timedelta(days=14)
"""An answer within this is in time, for the number that leaders see (`dl_feedback_to_child`); a
municipality's own number changes when somebody is reminded, not what is counted."""
SMALLEST = 5
"""Children behind a number that is shown."""
MOST_AGREEMENTS = 3
"""In one conversation (`rf_agreements` in content/conversation_guide.yaml)."""
LONGEST = 2_000
"""Characters in one thing that is said."""


def rule_of(what: What, sharing: Sharing) -> str:
    """The rule of content/deadlines.yaml by which the child is to have an answer; empty when nothing
    was asked. What a child tells its case worker is answered whatever it is."""
    if what is What.AGREEMENT:
        return AGREEMENT_RULE
    if sharing is Sharing.TO_CASE_WORKER:
        return CASE_WORKER_RULE
    return ANSWER_RULE if what is What.WISH else ""


def due_on(by_rule: date, agreed_for: date | None) -> date:
    """The last day to tell the child: by the rule, or the day that was agreed on with the child when
    that is later, because before it nothing is broken."""
    return max(by_rule, agreed_for) if agreed_for else by_rule


@dataclass(frozen=True)
class Heard:
    """One thing, and who knows it anyway: the adult the child told, and whoever has promised it."""

    what: What
    sharing: Sharing
    adult: int
    promised_by: int | None = None


def owner_of(
    around: Sequence[tuple[Role, int]],
    heard: Heard,
    *,
    responsible: str,
    wanted: int | None = None,
) -> int | None:
    """Whose task the answer is; never empty while anybody who keeps the track is around the child.

    `around` are role and user of those who can have a task there, `wanted` whom people have chosen.
    Between the child and its adult the adult has it. What was said to the case worker is the case
    worker's, and as long as there is none the leader's. Everything else falls to the role that the rule
    names, then to the adult. When none of these is there, the first of those who keep the track has it,
    and where that one may not know it, learns that something waits, but not what.
    """
    users = {user for _role, user in around}
    if wanted in users and may_have(around, wanted, heard):
        return wanted
    near = heard.adult if heard.adult in users else None
    by_role = _first(around, _roles_for(heard, responsible))
    nearest = [near, by_role] if _stays_near(heard) else [by_role, near]
    return next((one for one in nearest if one), None) or _first(around, KEEPS_THE_TRACK)


def _roles_for(heard: Heard, responsible: str) -> list[str]:
    if heard.sharing is Sharing.TO_CASE_WORKER:
        return [OWNS_THE_CHILDS_COURSE, LEADS_THE_TEAM]
    return [] if _stays_near(heard) else [responsible]


def _stays_near(heard: Heard) -> bool:
    """What the adult whom the child told keeps before anybody's role is asked."""
    if heard.sharing is Sharing.TO_CASE_WORKER:
        return False
    return heard.sharing is Sharing.BETWEEN_US or heard.what is What.AGREEMENT


def may_have(around: Sequence[tuple[Role, int]], user: int | None, heard: Heard) -> bool:
    """Whether a person may be given it, as the child has chosen. Who has promised something knows it."""
    if heard.sharing is Sharing.MAY_SHARE or (user and user == heard.promised_by):
        return True
    if heard.sharing is Sharing.BETWEEN_US:
        return user == heard.adult
    return (OWNS_THE_CHILDS_COURSE, user) in around


def _first(around: Sequence[tuple[Role, int]], roles: Collection[str]) -> int | None:
    return next((user for role in roles for held, user in around if held == role), None)


# What people write


def check_text(text: str) -> None:
    if not text.strip():
        raise RuleBroken("statement.empty", _("Skriv det, barnet har sagt."), "text")


def check_agreement(text: str, agreed_for: date | None, *, made_on: date) -> None:
    if not text.strip():
        raise RuleBroken("agreement.empty", _("Skriv, hvad I har aftalt."), "text")
    if agreed_for is None:
        raise RuleBroken("agreement.day", _("Skriv, hvornår det skal være sket."), "agreed_for")
    if agreed_for < made_on:
        raise RuleBroken("agreement.past", _("Dagen må ikke ligge før aftalen."), "agreed_for")


def check_said_on(said_on: date, *, today: date) -> None:
    if said_on > today:
        raise RuleBroken("statement.future", _("Dagen må ikke ligge i fremtiden."), "said_on")


def check_waits(step: str) -> None:
    """Somebody else may have answered meanwhile."""
    if step == Step.TOLD_CHILD:
        words = _("Barnet har fået svar. Det er skrevet af en anden i mellemtiden.")
        raise RuleBroken("statement.answered", words)


def check_asks(rule: str) -> None:
    if not rule:
        raise RuleBroken("statement.no_answer", _("Barnet har ikke bedt om et svar på det."))


def check_decision(decision: str, reason: str) -> None:
    """Also a yes says what will happen; a no says why."""
    if decision not in set(Decision):
        raise RuleBroken("statement.decision", _("Vælg, hvad I har besluttet."), "decision")
    if not is_sentence(reason):
        words = _("Skriv med en sætning, hvad der sker, eller hvorfor ikke. Barnet læser det.")
        raise RuleBroken("statement.reason", words, "reason")


def check_told(
    step: str, what: str, *, told_on: date | None, how: str, said_on: date, today: date
) -> None:
    """Nothing is closed before something was decided and the child has heard it (sc_22, sc_23)."""
    if step != Step.DECIDED and what != What.AGREEMENT:
        words = _("Skriv først, hvad I har besluttet. Barnet skal have et svar og en grund.")
        raise RuleBroken("statement.undecided", words)
    if told_on is None or not said_on <= told_on <= today:
        words = _("Skriv den dag, barnet fik det at vide. Den kan ikke ligge i fremtiden.")
        raise RuleBroken("statement.told_on", words, "told_on")
    if how not in set(Told):
        raise RuleBroken("statement.how", _("Vælg, hvordan barnet fik det at vide."), "how")


def check_told_what(text: str) -> None:
    if not is_sentence(text):
        words = _("Skriv med en sætning, hvad der skete, og hvad barnet fik at vide.")
        raise RuleBroken("statement.told_what", words, "reason")


def check_told_already(step: str) -> None:
    if step != Step.TOLD_CHILD:
        raise RuleBroken("statement.not_told", _("Du har ikke fået svar på det endnu."))


def check_owner(is_there: bool) -> None:
    if not is_there:
        words = _("Vælg en, der er omkring barnet i dag, og som må vide det.")
        raise RuleBroken("statement.owner", words, "owner")


def check_stands(stands: bool) -> None:
    if not stands:
        raise RuleBroken("statement.withdrawn", _("Det er trukket tilbage i mellemtiden."))
