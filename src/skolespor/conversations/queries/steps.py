"""What a child is asked on its screen: which answers belong to a conversation, and what they become."""

from collections.abc import Iterable, Sequence

from skolespor.conversations import rules
from skolespor.conversations.models import ChildAnswer, Conversation
from skolespor.conversations.queries import guide
from skolespor.conversations.queries.guide import Question, Scale, Theme
from skolespor.promises.actions.saying import Words
from skolespor.promises.queries.asked import then_id
from skolespor.promises.rules import DEFAULT_SHARING, Sharing, What

CARDS, DRAWING, HERE = "cards", "drawing", "here"
"""Which cards the child has chosen; its free drawing; where on the screen it is."""
WISHES = tuple(f"wish_{number}" for number in range(1, rules.MOST_WISHES + 1))
NO_WORDS = frozenset({CARDS, HERE})
GOOD_AT = "th_good_at"
"""The card on which a child says what it is good at: strengths first."""
MOST_QUESTIONS = {guide.YOUNG: 2}
"""Of one card, on the screen: three cards would otherwise be nine questions to a child of eight. The rest
of them stand on the cards for its adult."""


def on_screen(theme: Theme, band: str) -> Sequence[Question]:
    """The questions of a card that a child of the band is asked on its screen."""
    return theme.questions[band][: MOST_QUESTIONS.get(band)]


def questions_of(band: str) -> Sequence[tuple[str, str]]:
    """Every question of the band with its theme, in the order of the cards."""
    return [(one.id, theme.id) for theme in guide.themes() for one in on_screen(theme, band)]


def steps_of(band: str) -> frozenset[str]:
    """Every step under which an answer can be kept."""
    scale = guide.scale_of(band)
    then = [then_id(scale.id)] if scale.then else []
    asked = [question for question, _theme in questions_of(band)]
    return frozenset([CARDS, HERE, scale.id, *then, *asked, DRAWING, *WISHES])


def answers_of(conversation: Conversation) -> dict[str, ChildAnswer]:
    return {one.step: one for one in conversation.answers.all()}


def has_words(conversation: Conversation) -> bool:
    """Whether the child has put anything down yet."""
    rows = conversation.answers.exclude(step__in=NO_WORDS)
    return any(row.text.strip() or row.drawing for row in rows)


def chosen_themes(conversation: Conversation, answers: dict[str, ChildAnswer]) -> list[str]:
    """The cards that the child has chosen, here or before."""
    row = answers.get(CARDS)
    return known_themes(row.text.split(",") if row else list(conversation.themes or []))


def known_themes(ids: Iterable[str]) -> list[str]:
    chosen = set(ids)
    return [theme.id for theme in guide.themes() if theme.id in chosen][: rules.MOST_THEMES]


def as_words(conversation: Conversation) -> list[Words]:
    """What the child has put down, in the order it was asked, as it is to stand from now on. Who has
    not chosen who may know it has chosen its adult."""
    band = conversation.band
    scale = guide.scale_of(band)
    answers = answers_of(conversation)
    order = [scale.id, then_id(scale.id)]
    order += [question for question, _theme in questions_of(band)] + [DRAWING, *WISHES]
    found = [answers[step] for step in order if step in answers]
    return [_words(row, scale, band) for row in found if row.text.strip() or row.drawing]


def _words(row: ChildAnswer, scale: Scale, band: str) -> Words:
    theme = dict(questions_of(band)).get(row.step, "")
    return Words(
        text=scale_in_words(scale, row.text) if row.step == scale.id else row.text,
        what=_what(row, theme),
        sharing=Sharing(row.sharing) if row.sharing else DEFAULT_SHARING,
        drawing=row.drawing,
        theme=theme,
        question="" if row.step in (DRAWING, *WISHES) else row.step,
        is_own_hand=True,
    )


def _what(row: ChildAnswer, theme: str) -> What:
    if not row.text.strip():
        return What.DRAWING
    if row.step in WISHES:
        return What.WISH
    return What.STRENGTH if theme == GOOD_AT else What.WORDS


def scale_in_words(scale: Scale, number: str) -> str:
    """The word at the face, or the number as one says it."""
    if scale.labels:
        return scale.labels[int(number) - scale.lowest]
    return f"{number} ud af {scale.highest}"


def is_on(scale: Scale, number: str) -> bool:
    """Whether it is one of the scale's own numbers; nothing chosen is fine too."""
    return not number or number in {str(n) for n in range(scale.lowest, scale.highest + 1)}
