"""What must be true of a learning conversation."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from skolespor.conversations.states import Outcome
from skolespor.core.errors import RuleBroken

CODE_LASTS, MOST_TRIES = timedelta(minutes=10), 5
SCREEN_IDLE, SCREEN_LIFE = timedelta(minutes=60), timedelta(hours=4)
"""How long a child's screen stays open, untouched and in all."""
OWN_PAGES_LAST = timedelta(hours=1)
"""How long a child stays signed in to its own pages by a code."""
MOST_THEMES, MOST_WISHES = 3, 3
LONGEST_ANSWER = 2_000
"""Characters in one answer, as in one statement."""


def check_open(outcome: str) -> None:
    if outcome in (Outcome.HELD, Outcome.OTHER_WAY, Outcome.DECLINED):
        words = _("Samtalen er allerede skrevet færdig. Tilbyd en ny, hvis barnet vil.")
        raise RuleBroken("conversation.over", words)


def check_unheard(has_said: bool) -> None:
    if has_said:
        words = _("Barnet er begyndt at svare, så det var ikke en fejl. Find en ny dag i stedet.")
        raise RuleBroken("conversation.answered", words)


def check_not_begun_to_answer(has_said: bool, *, is_own: bool) -> None:
    if not has_said:
        return
    words = _("Barnet er begyndt at svare. Find en ny dag i stedet.")
    if is_own:
        words = _("Du er begyndt at svare. Du må gerne holde en pause.")
    raise RuleBroken("conversation.answered", words)


def check_not_the_childs_own(is_own: bool) -> None:
    if is_own:
        words = _(
            "Barnet har selv bedt om samtalen. Find en ny dag, eller skriv, at barnet ikke vil."
        )
        raise RuleBroken("conversation.childs_own", words)


def check_themes(count: int) -> None:
    """As many as the child is asked about on its screen."""
    if count > MOST_THEMES:
        words = _("Du kan vælge tre kort. Tag et væk først.")
        raise RuleBroken("conversation.themes", words, "themes")


def check_held(outcome: str) -> None:
    if outcome not in (Outcome.HELD, Outcome.OTHER_WAY):
        raise RuleBroken("conversation.not_held", _("Samtalen er ikke holdt endnu."))


def check_talked_on(talked_on: date, *, today: date) -> None:
    if talked_on > today:
        words = _("Samtalen kan ikke ligge i fremtiden.")
        raise RuleBroken("conversation.future", words, "talked_on")


def check_next_offer(next_offer_on: date, *, on: date) -> None:
    if next_offer_on <= on:
        words = _("Spørg igen en dag, der kommer.")
        raise RuleBroken("conversation.next_offer", words, "next_offer_on")


def check_adult(is_there: bool) -> None:
    if not is_there:
        words = _("Vælg en voksen, der er omkring barnet i dag og kan holde samtalen.")
        raise RuleBroken("conversation.adult", words, "adult")


def check_not_asked(is_asked: bool) -> None:
    if is_asked:
        words = _("Du har allerede spurgt. Du kan se det på din side.")
        raise RuleBroken("conversation.asked", words)


def check_offered_once(is_open: bool) -> None:
    if is_open:
        words = _("Barnet har allerede et tilbud fra den voksne. Giv det en ny dag i stedet.")
        raise RuleBroken("conversation.offered", words, "adult")


def check_planned(planned_on: date | None, *, today: date) -> None:
    if planned_on is None:
        raise RuleBroken("conversation.day", _("Skriv, hvilken dag I tales ved."), "planned_on")
    if planned_on < today:
        words = _("Vælg i dag eller en dag, der kommer.")
        raise RuleBroken("conversation.past", words, "planned_on")


def check_said_first(has_said: bool) -> None:
    if not has_said:
        words = _("Sig sætningen til barnet, før I begynder. Sæt så kryds.")
        raise RuleBroken("conversation.unsaid", words, "has_said")


def check_begun(is_begun: bool) -> None:
    if not is_begun:
        words = _("Sig først sætningen om at hente hjælp. Så kan du skrive.")
        raise RuleBroken("conversation.not_begun", words)


def check_heard(is_something: bool) -> None:
    if not is_something:
        words = _("Skriv mindst én ting, barnet sagde eller viste.")
        raise RuleBroken("conversation.empty", words)


def check_room_for_agreement(count: int, *, most: int) -> None:
    if count >= most:
        words = _("Der er allerede tre aftaler. Lov kun det, I kan holde.")
        raise RuleBroken("conversation.agreements", words, "text")


def check_stands(stands: bool) -> None:
    if not stands:
        words = _("Tilbuddet er trukket tilbage i mellemtiden.")
        raise RuleBroken("conversation.withdrawn", words)


def check_screen_open(is_open: bool) -> None:
    if not is_open:
        raise RuleBroken(
            "screen.closed", _("Skærmen er lukket. Bed din voksne om at åbne den igen.")
        )


def check_answer(step: str, text: str, *, steps: frozenset[str]) -> None:
    """Only what this conversation asks for, and no more than fits in a statement."""
    if step not in steps:
        raise RuleBroken("answer.step", _("Det er der ikke spurgt om."))
    if len(text) > LONGEST_ANSWER:
        raise RuleBroken("answer.long", _("Det er lidt for langt. Del det i to."))


def check_scale(is_on: bool) -> None:
    if not is_on:
        raise RuleBroken("answer.scale", _("Vælg et af tallene."))


def check_sharing(sharing: str, *, known: frozenset[str]) -> None:
    if sharing not in known:
        raise RuleBroken("answer.sharing", _("Vælg, hvem der må vide det."))


def is_alive(*, ends_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether a child's screen is still open: not too old, and not left alone for too long."""
    return now < ends_at and now - seen_at <= SCREEN_IDLE
