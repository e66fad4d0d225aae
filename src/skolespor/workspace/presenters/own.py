"""The child's own pages: tiles, what is new, and what became of what it said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.models import User
from skolespor.children.queries.page import Header
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.adults import left_of
from skolespor.conversations.queries.guide import OLD, YOUNG, band_of
from skolespor.promises.models import Statement
from skolespor.promises.rules import HELPED, Decision, Step, What
from skolespor.workspace.queries.own import NoSchool, knows_names, may_say_it_helped
from skolespor.workspace.rules.own import RightsCard
from skolespor.workspace.rules.own_words import PICTURES, day_for_child


@dataclass(frozen=True)
class Tile:
    """One way on: a picture, a name, and for older children a word on what is there."""

    label: str
    url: str
    picture: str
    text: str = ""


TILES = (
    ("own_good_at", "star", gettext_lazy("Det, jeg er god til"), gettext_lazy("Alt det, du kan.")),
    ("own_talk", "talk", gettext_lazy("Snak om skolen"), gettext_lazy("Vælg, hvem du vil snakke med.")),
    ("own_agreements", "agreed", gettext_lazy("Mine aftaler"), gettext_lazy("Se, hvad der sker nu.")),
    ("own_adults", "adults", gettext_lazy("Mine voksne"), gettext_lazy("Dem kan du spørge.")),
    ("own_who_sees", "eye", gettext_lazy("Hvem kan se det?"), gettext_lazy("Og hvem har læst om dig.")),
    ("own_rights", "rights", gettext_lazy("Mine rettigheder"), gettext_lazy("Det må du.")),
    ("own_help_now", "help", gettext_lazy("Har du brug for hjælp nu?"), gettext_lazy("Her er hjælpen.")),
)  # fmt: skip


def frame(head: Header, today: date) -> dict[str, Any]:
    """What every one of the pages has: how old they are made for, and whether places are left out."""
    band = band_of(head.child, today)
    return {
        "band": band.replace("_", "-"),
        "is_young": band == YOUNG,
        "is_old": band == OLD,
        "is_masked": head.sight.is_masked,
        "by_code": head.reader.through is not None,
    }


# The first page


@dataclass(frozen=True)
class News:
    """Something new for the child, and where to go with it."""

    heading: str
    text: str
    url: str
    link: str
    lang: str = ""


@dataclass(frozen=True)
class Fresh:
    """What there can be news of."""

    answers: Sequence[Statement]
    card: RightsCard | None
    worker: User | None
    no_school: NoSchool | None
    talks: Sequence[Conversation]


def home(head: Header, fresh: Fresh, today: date) -> dict[str, Any]:
    shows_text = band_of(head.child, today) != YOUNG
    return {
        "title": _("Hej {name}").format(name=head.child.first_name),
        "news": [
            *_no_school(fresh),
            *_answers(fresh),
            *_worker(fresh),
            *_card(fresh),
            *_talks(head, fresh, today),
        ],
        "tiles": [
            Tile(
                str(label),
                reverse(f"workspace:{page}"),
                PICTURES.format(picture),
                str(text) if shows_text else "",
            )
            for page, picture, label, text in TILES
        ],
        "about": _about(head),
        "timeline_url": reverse("workspace:timeline", args=[head.child.pk]),
    }


def _about(head: Header) -> list[str]:
    """Where the child goes to school and lives, as far as its pages may say so."""
    lines = []
    if head.school:
        grade = f", {head.grade}" if head.grade else ""
        lines.append(_("Du går på {school}.").format(school=head.school + grade))
    if head.lives:
        lines.append(_("Du {lives}.").format(lives=head.lives))
    return lines


def _answers(fresh: Fresh) -> list[News]:
    return [
        News(
            _("Der er svar til dig"),
            one.text,
            reverse("workspace:own_agreements") + f"#svar-{one.pk}",
            _("Se svaret"),
        )
        for one in fresh.answers
    ]


def _card(fresh: Fresh) -> list[News]:
    if fresh.card is None:
        return []
    page = reverse("workspace:own_rights")
    return [News(fresh.card.title, "", page, _("Se, hvad du må nu"), lang="da")]


def _worker(fresh: Fresh) -> list[News]:
    """What was promised holds; to say that all of it went to the new one would not always be true."""
    if fresh.worker is None:
        return []
    heading = _("Du har fået en ny rådgiver: {person}.").format(person=fresh.worker)
    text = _("Det, de voksne har lovet dig, gælder stadig.")
    return [News(heading, text, reverse("workspace:own_case_worker"), _("Skriv til din rådgiver"))]


def _no_school(fresh: Fresh) -> list[News]:
    if fresh.no_school is None:
        return []
    owner = fresh.no_school.owner
    text = _("{adult} har ansvaret.").format(adult=owner) if owner else ""
    page = reverse("workspace:own_wish")
    return [
        News(
            _("De voksne er ved at finde en skole til dig."),
            text,
            page,
            _("Vil du spørge om noget?"),
        )
    ]


def _talks(head: Header, fresh: Fresh, today: date) -> list[News]:
    """Talks that have a day to come, and somebody to hold them."""
    ahead = [one for one in fresh.talks if one.planned_on and one.planned_on >= today]
    left = left_of(head.child, ahead)
    return [
        News(
            _("Du skal snakke om skolen {date}.").format(
                date=day_for_child(talk.planned_on, today=today)
            ),
            "",
            reverse("workspace:own_talk"),
            _("Se mere"),
        )
        for talk in ahead
        if talk.pk not in left
    ]


# Good at, agreements


@dataclass(frozen=True)
class Answer:
    """One thing the child said or was promised, and what became of it as far as it has heard.

    `helped` are the answers it can give, once it was told: value, words, whether it has given that one.
    """

    pk: int
    is_promise: bool
    text: str
    lines: Sequence[str]
    reason: str = ""
    helped: Sequence[tuple[str, str, bool]] = ()


def agreements(
    head: Header, asked: Sequence[Statement], reminded: Collection[int], today: date
) -> dict[str, Any]:
    """First what has an answer, then what waits. A decision that the child has not heard yet is not
    said here: an adult tells it."""
    told = [one for one in asked if one.step == Step.TOLD_CHILD]
    left = [one for one in asked if one.step != Step.TOLD_CHILD]
    waiting = sorted(left, key=lambda one: one.due_on or today)
    names = knows_names(head)
    return {
        "told": [
            _told(one, names, today, may_answer=may_say_it_helped(head.reader, one)) for one in told
        ],
        "waiting": [_waiting(one, one.pk in reminded, names, today) for one in waiting],
    }


def _told(one: Statement, names: bool, today: date, *, may_answer: bool) -> Answer:
    who = one.told_by.name if one.told_by and names else _("En voksen")
    day = day_for_child(one.told_on, today=today)
    line = _("{adult} fortalte dig det {date}.").format(adult=who, date=day)
    return Answer(
        one.pk,
        one.what == What.AGREEMENT,
        one.text,
        [*_decided(one), line],
        reason=one.told_text or one.reason,
        helped=_helped(one) if may_answer else (),
    )


def _helped(one: Statement) -> Sequence[tuple[str, str, bool]]:
    return [(value.value, str(words), one.helped == value) for value, words in HELPED.items()]


def _decided(one: Statement) -> list[str]:
    words = {
        Decision.YES.value: _("Ja, det gør vi."),
        Decision.NO.value: _("Det kan vi ikke nu. Her er grunden:"),
        Decision.OTHER.value: _("Vi gør noget andet i stedet:"),
    }
    return [words[one.decision]] if one.decision else []


def _waiting(one: Statement, is_reminded: bool, names: bool, today: date) -> Answer:
    is_promise = one.what == What.AGREEMENT
    lines = _promised(one, names, today) if is_promise else []
    due = day_for_child(one.due_on, today=today)
    if one.due_on and one.due_on < today:
        lines += _late(one, is_reminded, names)
    elif is_promise:
        lines.append(_("De voksne skal fortælle dig om det senest {date}.").format(date=due))
    else:
        lines.append(_("Vi har ikke svaret dig endnu."))
        lines.append(_("De voksne skal svare dig senest {date}.").format(date=due))
    return Answer(one.pk, is_promise, one.text, lines)


def _promised(one: Statement, names: bool, today: date) -> list[str]:
    lines = []
    if one.owner and names:
        lines.append(_("{adult} har ansvaret.").format(adult=one.owner))
    if one.agreed_for:
        day = day_for_child(one.agreed_for, today=today)
        lines.append(_("Det skal ske senest {date}.").format(date=day))
    return lines


def _late(one: Statement, is_reminded: bool, names: bool) -> list[str]:
    """Never how late, and never that somebody was reminded when nobody was."""
    lines = [_("Du skulle have haft et svar nu."), _("Det er ikke din fejl.")]
    if is_reminded:
        who = one.owner.name if one.owner and names else _("En voksen")
        lines.append(_("{adult} er blevet mindet om det.").format(adult=who))
    return lines


def waiting_lines(
    asked: Sequence[Statement], reminded: Collection[int], head: Header, today: date
) -> Any:
    """What was said to the case worker and waits."""
    names = knows_names(head)
    return [_waiting(one, one.pk in reminded, names, today) for one in asked]
