"""The pages of one conversation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.children.presenters.frame import Link
from skolespor.children.queries.page import Header
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries import guide
from skolespor.conversations.queries.page import Before, Said
from skolespor.conversations.states import LABELS, NOT_OVER, Outcome, State, Way, state_of
from skolespor.core.content import label
from skolespor.core.forms import day_words
from skolespor.promises.access import sees_answer_of
from skolespor.promises.drawings import Picture, picture_of
from skolespor.promises.models import Statement
from skolespor.promises.queries.asked import question_texts
from skolespor.promises.rules import MOST_AGREEMENTS, TOLD, Step, Told, What


@dataclass(frozen=True)
class Item:
    """One thing that was said or agreed. `asked` is what it answers, `knows` who may know it."""

    text: str
    kind: str
    asked: str
    knows: str
    hint: str
    note: str
    url: str
    picture: Picture | None
    is_agreement: bool


def page(
    head: Header, conversation: Conversation, said: Said, *, is_mine: bool, is_left: bool
) -> dict[str, Any]:
    """The conversation as its reader sees it; the child's words first. `is_left`: its adult is gone, and
    the reader may take the offer back."""
    state = state_of(conversation)
    facts: dict[str, Any] = {
        "conversation": conversation,
        "heading": heading(head, conversation),
        "state": LABELS[state],
        "rows": _rows(head, conversation, is_mine=is_mine),
        "is_mine": is_mine,
        "is_left": is_left,
        "is_open": state in NOT_OVER,
        "is_underway": state is State.UNDERWAY,
        "is_to_read": state is State.TO_READ,
        "is_declined": state is State.DECLINED,
        "is_held": state in (State.TO_READ, State.FINISHED),
        "items": [item(head, one) for one in said.words],
        "agreements": [item(head, one) for one in said.agreements],
        "showed": conversation.showed if is_mine or head.is_own else "",
    }
    return facts | (_doing(conversation, said) if is_mine else {})


def _doing(conversation: Conversation, said: Said) -> dict[str, Any]:
    return {
        "closing": guide.closing(conversation.band),
        "cards": [one.title for one in guide.themes() if one.id in conversation.themes],
        "declined_reason": conversation.declined_reason,
        "may_agree": len(said.agreements) < MOST_AGREEMENTS,
    }


def heading(head: Header, conversation: Conversation) -> str:
    words = _("Din snak {day}") if head.is_own else _("Læringssamtale {day}")
    day = conversation.talked_on or conversation.planned_on or conversation.offered_on
    return words.format(day=day_words(day))


def _rows(head: Header, one: Conversation, *, is_mine: bool) -> list[dict[str, str]]:
    """When and with whom for those who may know; where and with whom else for those who were there."""
    knows_names = head.is_own or is_mine or "team_contacts" in head.sight
    found = [
        (_("Voksen"), one.adult.name if knows_names else ""),
        (_("Aftalt til"), _planned(one) if not one.talked_on else ""),
        (_("Talte sammen"), day_words(one.talked_on)),
        (_("Hvordan endte samtalen?"), "" if head.is_own else _outcome(one)),
        (_("Spørger igen"), day_words(one.next_offer_on)),
        (_("Barnet har sagt ok"), "" if head.is_own else day_words(one.child_ok_on)),
    ]
    if is_mine or head.is_own:
        found += [
            (_("Sted"), one.place),
            (_("En voksen mere"), one.company),
            (_("I telefon for"), one.on_behalf_of),
        ]
    return [{"label": words, "value": value} for words, value in found if value]


def _planned(one: Conversation) -> str:
    if one.planned_at is None:
        return day_words(one.planned_on)
    return _("{day} kl. {time}").format(
        day=day_words(one.planned_on), time=one.planned_at.strftime("%H.%M")
    )


def _outcome(one: Conversation) -> str:
    """What the state above it does not say already."""
    if one.outcome in (Outcome.HELD, Outcome.DECLINED):
        return ""
    if one.outcome in ("", Outcome.POSTPONED):
        return _("I har aftalt en ny dag") if one.outcome else ""
    return label("conversation_outcomes", one.outcome)


def item(head: Header, statement: Statement) -> Item:
    """As the reader of the page may know it."""
    choice = sharing_words()[statement.sharing]
    sees_answer = sees_answer_of(statement, head.reader, head.way.role)
    return Item(
        text=statement.text,
        kind=_kind(statement),
        asked=asked_of(statement),
        knows=choice["label_da"],
        hint=choice["hint_da"],
        note=_note(statement, NOTES[head.is_own], sees_answer=sees_answer),
        url=_page_of(statement, own=head.is_own),
        picture=picture_of(statement.drawing),
        is_agreement=statement.what == What.AGREEMENT,
    )


def _page_of(one: Statement, *, own: bool) -> str:
    """The page of it; the child's own pages show it in a list."""
    if not own:
        return reverse("promises:statement", args=[one.child_id, one.pk])
    if one.what == What.AGREEMENT:
        return f"{reverse('workspace:own_agreements')}#svar-{one.pk}"
    return f"{reverse('workspace:own_said')}#sagt-kort-{one.pk}"


def sharing_words() -> Mapping[str, Mapping[str, str]]:
    return {one["ref"]: one for one in guide.guide()["sharing_choices"]["items"]}


def asked_of(statement: Statement) -> str:
    """The question in the guide's words, or the card alone."""
    titles = {theme.id: theme.title for theme in guide.themes()}
    return question_texts().get(statement.question) or titles.get(statement.theme, "")


def _kind(statement: Statement) -> str:
    kinds = {
        What.STRENGTH: _("God til eller glad for"),
        What.WISH: _("Et ønske"),
        What.DRAWING: _("En tegning"),
    }
    return kinds.get(What(statement.what), "")


ADULT, OWN = False, True
NOTES: Mapping[bool, Mapping[str, Any]] = {
    ADULT: {
        "told": gettext_lazy("Barnet fik svar {day}. {how}."),
        "agreed": gettext_lazy("{who} har ansvaret. Det skal være sket senest {day}."),
        "waits": gettext_lazy("{who} har opgaven. Barnet skal have svar senest {day}."),
        "nobody": gettext_lazy("Ingen endnu"),
    },
    OWN: {
        "told": gettext_lazy("Du fik svar {day}."),
        "agreed": gettext_lazy("{who} har ansvaret. Det skal ske senest {day}."),
        "waits": gettext_lazy("{who} skal svare dig senest {day}."),
        "nobody": gettext_lazy("En voksen"),
    },
}
"""The same to an adult and to the child itself."""


def _note(one: Statement, words: Mapping[str, Any], *, sees_answer: bool) -> str:
    """Whose it is and by when, as long as the child waits; then when it was told, for those who read
    answers."""
    if not one.rule:
        return ""
    if one.step == Step.TOLD_CHILD:
        if not sees_answer:
            return ""
        how = TOLD[Told(one.told_how)]
        return str(words["told"]).format(day=day_words(one.told_on), how=how)
    who = one.owner.name if one.owner else words["nobody"]
    if one.what == What.AGREEMENT:
        return str(words["agreed"]).format(who=who, day=day_words(one.agreed_for))
    return str(words["waits"]).format(who=who, day=day_words(one.due_on))


def preparation(head: Header, conversation: Conversation, seen: Before) -> dict[str, Any]:
    """Three minutes: what to do, what to say, what was said last, what the child waits for."""
    minutes = guide.guide()["frame"]["duration_minutes"][conversation.band]
    done = set(conversation.steps_done)
    return {
        "conversation": conversation,
        "heading": heading(head, conversation),
        "rows": _rows(head, conversation, is_mine=True),
        "steps": [
            {"id": step, "text": text, "done": step in done}
            for step, text in guide.steps("adult_steps")
        ],
        "minutes": _("{least} til {most} minutter").format(
            least=minutes["from"], most=minutes["to"]
        ),
        "said_first": guide.said_first(conversation.band),
        "reminder": guide.guide()["safety_valve"]["adult_reminder_da"],
        "opening": guide.opening(conversation.band),
        "waiting": [item(head, one) for one in seen.waiting],
        "earlier": _by_day(head, seen.earlier),
        "prompts": [one["text_da"] for one in guide.guide()["adult_prompts"]],
    }


def _by_day(head: Header, statements: Iterable[Statement]) -> list[dict[str, Any]]:
    found: dict[str, list[Item]] = {}
    for one in statements:
        found.setdefault(day_words(one.said_on), []).append(item(head, one))
    return [{"day": day, "items": items} for day, items in found.items()]


def duty(conversation: Conversation) -> dict[str, Any]:
    """What is said before anything else, and what to do if it comes to that."""
    valve = guide.guide()["safety_valve"]
    return {
        "conversation": conversation,
        "by_phone": bool(conversation.on_behalf_of),
        "said_first": guide.said_first(conversation.band),
        "opening": guide.opening(conversation.band),
        "reminder": valve["adult_reminder_da"],
        "when_triggered": valve["when_triggered_da"],
    }


def writing(conversation: Conversation) -> dict[str, Any]:
    """What stands beside the fields: who may know, in true words; and where a phone call is written."""
    choices = guide.guide()["sharing_choices"]
    return {
        "conversation": conversation,
        "by_phone": conversation.way == Way.PHONE,
        "intro": choices["intro_da"],
        "choices": choices["items"],
        "rule": choices["rule_da"],
        "then": guide.scale_of(conversation.band).then,
        "prompts": [one["text_da"] for one in guide.guide()["adult_prompts"]],
        "closing": guide.closing(conversation.band),
    }


def cards(conversation: Conversation) -> dict[str, Any]:
    """The eight cards with the questions for the age band, to print or to give."""
    return {
        "conversation": conversation,
        "themes": [
            {"title": one.title, "card": one.card, "questions": one.questions[conversation.band]}
            for one in guide.themes()
        ],
        "child_steps": [text for _id, text in guide.steps("child_steps")],
    }


def others(adults: Sequence[Any], conversation: Conversation) -> list[str]:
    """Whom one can offer instead."""
    return [one.user.name for one in adults if one.pk != conversation.adult_id]


def back(conversation: Conversation) -> Link:
    url = reverse("conversations:show", args=[conversation.child_id, conversation.pk])
    return Link(_("Tilbage til samtalen"), url)
