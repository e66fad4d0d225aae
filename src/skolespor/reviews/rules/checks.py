"""What must hold when people begin, invite, answer, agree and choose. Pure."""

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from skolespor.core.errors import RuleBroken
from skolespor.reviews.rules.shown import HIGHEST, LOWEST
from skolespor.reviews.rules.spread import FOCUS_MAX

LONGEST = timedelta(days=180)
"""A round that stays open longer is about another time than the one it began in."""
AT_ONCE = 60
"""So many can be invited by one list."""
LINK_LASTS_AFTER = timedelta(days=14)
"""A link still opens some days after the day people were asked for, as long as the round is open."""
MAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")
REPEAT_RULE = "dl_self_review_repeat"


def check_answer_by(day: date, *, today: date) -> None:
    if not today < day <= today + LONGEST:
        words = _("Vælg en dag efter i dag og højst et halvt år frem.")
        raise RuleBroken("round.answer_by", words, "answer_by")


def check_themes(chosen: Collection[str], *, known: Collection[str]) -> None:
    if not chosen or not set(chosen) <= set(known):
        raise RuleBroken("round.themes", _("Vælg mindst ét tema."), "themes")


def check_open(is_open: bool) -> None:
    if not is_open:
        words = _("Runden er lukket. Ingen kan svare mere i den, og ingen kan inviteres.")
        raise RuleBroken("round.closed", words)


def check_closed(is_closed: bool) -> None:
    if not is_closed:
        words = _("Svarene vises først, når runden er lukket.")
        raise RuleBroken("round.not_closed", words)


def check_somebody_answered(handed_in: int) -> None:
    if not handed_in:
        words = _("Ingen har sendt svar endnu. Vent, eller opgiv runden.")
        raise RuleBroken("round.no_answers", words)


def check_value(value: int | None) -> None:
    if value is not None and not LOWEST <= value <= HIGHEST:
        raise RuleBroken("answer.value", _("Vælg et af svarene."))


def check_mode_chosen(mode: str) -> None:
    if not mode:
        words = _("Linjen skal først vælge, om I svarer sammen eller hver for sig.")
        raise RuleBroken("line.no_mode", words)


def check_not_sent_in(is_handed_in: bool) -> None:
    if is_handed_in:
        raise RuleBroken("sheet.sent_in", _("Svarene er sendt. De kan ikke rettes nu."))


def check_some_answers(count: int) -> None:
    if not count:
        raise RuleBroken("sheet.empty", _("Svar på mindst ét udsagn, før du sender."))


def people_in(text: str) -> list[tuple[str, str]]:
    """A list of people, one in each line: name and mail address. Raises RuleBroken with the line."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            found.append(_person(line, number))
    if not found:
        words = _("Skriv mindst én person: navn og mailadresse.")
        raise RuleBroken("invite.nobody", words, "people")
    if len(found) > AT_ONCE:
        words = _("Inviter højst {most} ad gangen.").format(most=AT_ONCE)
        raise RuleBroken("invite.too_many", words, "people")
    return found


def _person(line: str, number: int) -> tuple[str, str]:
    mail = MAIL.search(line)
    name = MAIL.sub("", line).strip(" \t,;<>:-") if mail else ""
    if not mail or not name or len(name) > 200 or len(mail[0]) > 254:
        words = _("Linje {number}: Skriv et navn og en mailadresse, fx Lis Lund, lis@example.dk.")
        raise RuleBroken("invite.line", words.format(number=number), "people")
    return name, mail[0].lower()


def free_place(taken: Sequence[int]) -> int:
    """At most three open focus areas; which of the three places is free?"""
    free = [place for place in range(1, FOCUS_MAX + 1) if place not in taken]
    if not free:
        words = _("I har allerede tre fokus. Afslut ét, før I vælger et nyt.")
        raise RuleBroken("focus.three", words)
    return free[0]


def check_not_locked(is_open: bool) -> None:
    if not is_open:
        words = _("Der er allerede svaret. Valget kan ikke ændres i denne runde.")
        raise RuleBroken("line.locked", words)


def check_text(text: str, field: str) -> None:
    if not text.strip():
        raise RuleBroken("text.missing", _("Skriv en tekst her."), field)


def check_not_chosen(what: str, open_now: Sequence[str]) -> None:
    if what and what in open_now:
        raise RuleBroken("focus.twice", _("Det er allerede valgt som fokus."))
