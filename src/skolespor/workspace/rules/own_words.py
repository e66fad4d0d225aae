"""Words for children: who an adult is, what one can ask it about, and who may know what one says. Only
what is always true, in sentences of at most twelve words."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Self

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.roles import Role
from skolespor.promises.rules import Sharing

WHO: Mapping[str, Any] = {
    "custody_holder": _("Din forælder"),
    "foster_parent": _("Voksen, hvor du bor"),
    "placement_staff": _("Voksen, hvor du bor"),
    "placement_leader": _("Leder, hvor du bor"),
    "foster_care_consultant": _("Hjælper dem, du bor hos"),
    "contact_teacher": _("Din kontaktlærer"),
    "school_staff": _("Voksen på din skole"),
    "learning_guide": _("Vejleder på din skole"),
    "learning_coordinator": _("Hjælper de voksne med din skole"),
    "head_teacher": _("Leder på din skole"),
    "ppr_consultant": _("Giver skolen gode råd"),
    "case_worker": _("Din rådgiver"),
    "authority_leader": _("Leder for din rådgiver"),
    "host_contact": _("Voksen i kommunen, hvor du bor"),
    "back_to_school_team": _("Hjælper børn i skole igen"),
    "youth_guide": _("Vejleder for unge"),
    "health_nurse": _("Sygeplejerske for børn"),
    "lay_advocate": _("En, du er tryg ved"),
    "friendship_family": _("En familie, du kender"),
}
IN_PLACE = _("Hjælper, når en anden er væk")
ASK_ABOUT: Mapping[str, Any] = {
    "foster_parent": _("Spørg om lektier, tøj og alt derhjemme."),
    "placement_staff": _("Spørg om lektier, tøj og alt derhjemme."),
    "placement_leader": _("Spørg om reglerne der, hvor du bor."),
    "contact_teacher": _("Spørg om timer, venner og frikvarter."),
    "school_staff": _("Spørg om timer, venner og frikvarter."),
    "learning_guide": _("Spørg, når noget er svært at lære."),
    "learning_coordinator": _("Spørg, når de voksne glemmer noget om skolen."),
    "head_teacher": _("Spørg om reglerne på skolen."),
    "ppr_consultant": _("Spørg, hvad der kan gøre skolen nemmere."),
    "case_worker": _("Spørg om det, kommunen bestemmer."),
    "authority_leader": _("Spørg, hvis din rådgiver ikke svarer."),
    "youth_guide": _("Spørg, hvad du kan efter skolen."),
    "health_nurse": _("Spørg om din krop og dit helbred."),
}

LABELS: Mapping[Sharing, Any] = {
    Sharing.MAY_SHARE: _("Det må de andre vide"),
    Sharing.BETWEEN_US: _("Kun min voksne og mig"),
    Sharing.TO_CASE_WORKER: _("Sig det til min rådgiver"),
}
HINTS: Mapping[Sharing, Any] = {
    Sharing.MAY_SHARE: _(
        "Dem, du bor hos, må læse det. Din skole og din rådgiver må også. "
        "Det samme må dine forældre."
    ),
    Sharing.BETWEEN_US: _(
        "Din voksne viser det ikke til andre. Nogle gange har dine forældre ret til at se det. "
        "Det kan kommunen også have. Så taler din voksne med dig først, hvis det går."
    ),
    Sharing.TO_CASE_WORKER: _(
        "Din rådgiver får det at vide. Rådgiveren skal svare dig. "
        "Den, du fortæller det til, kan også læse det."
    ),
}


def who_of(role: Role, *, is_deputy: bool = False) -> str:
    """What an adult is to the child."""
    return str(IN_PLACE if is_deputy else WHO.get(role, role.label))


def ask_about(role: Role) -> str:
    return str(ASK_ABOUT.get(role, ""))


class Pictured(str):
    """The words of a choice, with the picture beside them."""

    picture: str

    def __new__(cls, words: str, picture: str) -> Self:
        made = super().__new__(cls, words)
        made.picture = picture
        return made


YEAR_IS_KNOWN = timedelta(days=180)


def day_for_child(day: date | None, *, today: date) -> str:
    """A day as one says it: today, tomorrow, yesterday, or the day of the week; with the year when it is
    more than half a year away."""
    if day is None:
        return ""
    near = {
        today: gettext("i dag"),
        today + timedelta(days=1): gettext("i morgen"),
        today - timedelta(days=1): gettext("i går"),
    }
    if day in near:
        return near[day]
    words = gettext("{weekday} den {day}. {month}").format(
        weekday=formatted(day, "l"), day=day.day, month=formatted(day, "F")
    )
    return words if abs(day - today) < YEAR_IS_KNOWN else f"{words} {day.year}"


PICTURES = "workspace/own/pictures/{}.html"
CARDS: Mapping[str, str] = {
    "th_good_at": "star",
    "th_subjects": "book",
    "th_how_i_learn": "bulb",
    "th_class_and_friends": "hands",
    "th_adults_at_school": "door",
    "th_home_and_learning": "lamp",
    "th_attendance_and_change": "clock",
    "th_dreams": "rainbow",
}
"""What is drawn on the cards of the conversation guide (`card_da` there)."""


def card(theme: str, title: str) -> Pictured:
    """A card by its theme; one that other content brings along has a star."""
    return Pictured(title, PICTURES.format(CARDS.get(theme, "star")))
