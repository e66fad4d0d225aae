"""Words for children: who an adult is, what one can ask it about, and who may know what one says. Only
what is always true, in sentences of at most twelve words."""

from collections.abc import Mapping
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from skolespor.accounts.roles import Role
from skolespor.promises.rules import Sharing

WHO: Mapping[Role, Any] = {
    Role.CUSTODY_HOLDER: _("Din forælder"),
    Role.FOSTER_PARENT: _("Voksen, hvor du bor"),
    Role.PLACEMENT_STAFF: _("Voksen, hvor du bor"),
    Role.PLACEMENT_LEADER: _("Leder, hvor du bor"),
    Role.FOSTER_CARE_CONSULTANT: _("Hjælper dem, du bor hos"),
    Role.CONTACT_TEACHER: _("Din kontaktlærer"),
    Role.SCHOOL_STAFF: _("Voksen på din skole"),
    Role.LEARNING_GUIDE: _("Vejleder på din skole"),
    Role.LEARNING_COORDINATOR: _("Hjælper de voksne med din skole"),
    Role.HEAD_TEACHER: _("Leder på din skole"),
    Role.PPR_CONSULTANT: _("Giver skolen gode råd"),
    Role.CASE_WORKER: _("Din rådgiver"),
    Role.AUTHORITY_LEADER: _("Leder for din rådgiver"),
    Role.HOST_CONTACT: _("Voksen i kommunen, hvor du bor"),
    Role.BACK_TO_SCHOOL_TEAM: _("Hjælper børn i skole igen"),
    Role.YOUTH_GUIDE: _("Vejleder for unge"),
    Role.HEALTH_NURSE: _("Sygeplejerske for børn"),
    Role.LAY_ADVOCATE: _("En, du er tryg ved"),
    Role.FRIENDSHIP_FAMILY: _("En familie, du kender"),
}
IN_PLACE = _("Hjælper, når en anden er væk")
ASK_ABOUT: Mapping[Role, Any] = {
    Role.FOSTER_PARENT: _("Spørg om lektier, tøj og alt derhjemme."),
    Role.PLACEMENT_STAFF: _("Spørg om lektier, tøj og alt derhjemme."),
    Role.PLACEMENT_LEADER: _("Spørg om reglerne der, hvor du bor."),
    Role.CONTACT_TEACHER: _("Spørg om timer, venner og frikvarter."),
    Role.SCHOOL_STAFF: _("Spørg om timer, venner og frikvarter."),
    Role.LEARNING_GUIDE: _("Spørg, når noget er svært at lære."),
    Role.LEARNING_COORDINATOR: _("Spørg, når de voksne glemmer noget om skolen."),
    Role.HEAD_TEACHER: _("Spørg om reglerne på skolen."),
    Role.PPR_CONSULTANT: _("Spørg, hvad der kan gøre skolen nemmere."),
    Role.CASE_WORKER: _("Spørg om det, kommunen bestemmer."),
    Role.AUTHORITY_LEADER: _("Spørg, hvis din rådgiver ikke svarer."),
    Role.YOUTH_GUIDE: _("Spørg, hvad du kan efter skolen."),
    Role.HEALTH_NURSE: _("Spørg om din krop og dit helbred."),
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
