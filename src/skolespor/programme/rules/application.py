"""What must be true of a course. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.core.errors import RuleBroken
from skolespor.core.no_child import has_cpr

INVITED_FOR_DAYS = 14
"""An invitation works so long; whoever has come in can ask for a new link, which works for an hour."""
LINK_MINUTES = 60
AT_MOST_INVITED = 40
"""People in one course: more than any municipality sends, less than somebody who sends mail to a list."""
COMMON, LINES = "common", ("school", "authority", "placement")
PARTS = (COMMON, *LINES)
"""What is written together, and what each leadership line writes for itself."""
AGREEMENT = "agreement"
"""What the municipality and the agency write together."""
WRITTEN = (*PARTS, AGREEMENT)
FIELDS: Mapping[str, tuple[str, ...]] = {
    COMMON: ("af_wish", "af_why_now", "af_time", "af_leaders", "af_numbers", "af_hosted"),
    **dict.fromkeys(LINES, ("af_before", "af_worries")),
}
REQUIRED = ("af_wish", "af_why_now", "af_time", "af_leaders")
"""Of the common part. From whom in the three lines one hears is asked by the list of people."""
LEADERS = {
    "yes": gettext_lazy("Ja, i alle tre linjer"),
    "some": gettext_lazy("Ja, i nogle af linjerne"),
    "no": gettext_lazy("Nej, ikke endnu"),
}
FIRST_HALF = 6


@dataclass(frozen=True)
class Merged:
    """What stands there after two have written: `contested` are the fields that both have changed."""

    answers: Mapping[str, str]
    contested: tuple[str, ...]


def merge(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> Merged:
    """Field by field: who alone has changed something is followed. Where both have, theirs stays, and
    mine is shown beside it until somebody has put the two together."""
    names = [*theirs, *(name for name in mine if name not in theirs)]
    was, now, wants = ({name: one.get(name, "") for name in names} for one in (base, theirs, mine))
    both = tuple(
        name for name in names if was[name] != wants[name] and was[name] != now[name] != wants[name]
    )
    kept = {
        name: now[name] if name in both or wants[name] == was[name] else wants[name]
        for name in names
    }
    return Merged(kept, both)


def missing(common: Mapping[str, str], lines_heard: Collection[str]) -> tuple[str, ...]:
    """What keeps an application from being sent, as ids of its questions."""
    unanswered = tuple(name for name in REQUIRED if not common.get(name, "").strip())
    return unanswered if lines_heard else (*unanswered, "af_lines")


def check_complete(common: Mapping[str, str], lines_heard: Collection[str]) -> None:
    if missing(common, lines_heard):
        raise RuleBroken("course.incomplete", _("Der mangler svar, før I kan sende."))


def check_confirmed(is_confirmed: bool) -> None:
    if not is_confirmed:
        words = _("Sæt kryds ved, at der ikke står noget om enkelte børn.")
        raise RuleBroken("course.not_confirmed", words, "confirm")


def check_reason(reason: str, *, field: str = "reason") -> None:
    if not reason.strip():
        raise RuleBroken("course.reason", _("Skriv grunden, så modtageren forstår den."), field)


def check_day_to_come(day: date | None, *, today: date) -> None:
    """When both talk again."""
    if day is None:
        raise RuleBroken("course.day", _("Skriv, hvornår I taler sammen igen."), "next_on")
    if day <= today:
        raise RuleBroken("course.day_gone", _("Vælg en dag, der ikke er gået."), "next_on")


def check_name(name: str) -> None:
    """A person's name, and no number in it."""
    if not name.strip():
        raise RuleBroken("course.name", _("Skriv navnet."), "name")
    if has_cpr(name):
        raise RuleBroken("text.cpr", _("Skriv kun navnet, ikke et CPR-nummer."), "name")


def check_title(title: str) -> None:
    if has_cpr(title):
        words = _("Skriv kun stillingen, ikke et CPR-nummer.")
        raise RuleBroken("text.cpr", words, "title")


def check_phone(phone: str) -> None:
    if has_cpr(phone):
        words = _("Skriv et telefonnummer, ikke et CPR-nummer.")
        raise RuleBroken("text.cpr", words, "phone")


def invited_twice() -> RuleBroken:
    words = _("Personen er allerede med. Send en ny adgang i stedet.")
    return RuleBroken("course.invited_twice", words, "email")


def check_invited(*, is_there: bool, number: int) -> None:
    if is_there:
        raise invited_twice()
    if number >= AT_MOST_INVITED:
        words = _("Der kan højst være {most} personer. Luk adgangen for nogle først.")
        raise RuleBroken("course.too_many", words.format(most=AT_MOST_INVITED))


def check_under_way(*, is_over: bool) -> None:
    if is_over:
        words = _("Forløbet er slut. Ingen kan inviteres til det mere.")
        raise RuleBroken("course.over", words)


def check_not_the_last(*, is_lead: bool) -> None:
    """A course always has somebody who holds its threads."""
    if is_lead:
        words = _("Vælg en ny tovholder først. Så kan du lukke adgangen.")
        raise RuleBroken("course.lead_stays", words)


def check_has_come_in(*, has_come_in: bool) -> None:
    if not has_come_in:
        words = _("Personen er ikke kommet ind endnu. Vent, til linket i mailen er brugt.")
        raise RuleBroken("course.lead_not_in", words)


def check_has_note(*, has_note: bool) -> None:
    """What was said in the dialogue is there before anything is agreed on (`dialogue_notes`)."""
    if not has_note:
        words = _(
            "Skriv en note om, hvad I talte om, og hvor klar kommunen er. Så kan I gå videre."
        )
        raise RuleBroken("course.no_note", words)


def check_room(*, is_full: bool) -> None:
    if is_full:
        words = _(
            "Der er ikke flere pladser i det halvår. Vælg et andet, eller ret antallet af pladser på "
            "siden »Henvendelser«."
        )
        raise RuleBroken("course.full", words, "half_year")


def check_places(places: int) -> None:
    if not 0 <= places <= 98:
        raise RuleBroken("course.places", _("Skriv et tal fra 0 til 98."), "places")


def half_year_of(day: date) -> str:
    """2027-1 is January to June."""
    return f"{day.year}-{1 if day.month <= FIRST_HALF else 2}"


def half_years_from(day: date, number: int) -> list[str]:
    """This half-year and those that follow."""
    first = day.year * 2 + (0 if day.month <= FIRST_HALF else 1)
    return [f"{half // 2}-{half % 2 + 1}" for half in range(first, first + number)]
