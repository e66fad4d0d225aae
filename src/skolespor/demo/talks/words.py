"""What a story about a child's talks is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from skolespor.accounts.roles import Role
from skolespor.conversations.states import Way
from skolespor.promises.rules import Decision, Helped, Sharing, Told, What

TEACHER, FOSTER, HOME, WORKER, COORDINATOR = (
    Role.CONTACT_TEACHER,
    Role.FOSTER_PARENT,
    Role.PLACEMENT_STAFF,
    Role.CASE_WORKER,
    Role.LEARNING_COORDINATOR,
)
ALL, US, ADVISER = Sharing.MAY_SHARE, Sharing.BETWEEN_US, Sharing.TO_CASE_WORKER
YES, NO, OTHER = Decision.YES, Decision.NO, Decision.OTHER
DID, LITTLE, NOT = Helped.HELPED, Helped.A_LITTLE, Helped.NOT
SCREEN, PHONE = Way.SCREEN, Way.PHONE
FACES, TO_13, TO_17 = "faces_five", "one_to_ten_10_13", "one_to_ten_14_17"


@dataclass(frozen=True)
class Answer:
    """What was decided and why, and the child's own word for it. `after`: so many days later."""

    decision: Decision
    reason: str
    after: int
    how: Told = Told.TALKED
    helped: Helped | None = None


@dataclass(frozen=True)
class Said:
    """`question` is an id of the conversation guide, `drawing` a name in `talks.drawings`. `own`: the
    child wrote or drew it itself."""

    text: str
    sharing: Sharing = ALL
    question: str = ""
    what: What = What.WORDS
    own: bool = False
    answer: Answer | None = None
    is_discussed: bool = False
    drawing: str = ""


@dataclass(frozen=True)
class Agreed:
    """An agreement to be kept within some days; what the child was told of it, and when."""

    text: str
    within: int
    owner: Role = TEACHER
    sharing: Sharing = ALL
    told: str = ""
    after: int = 0
    helped: Helped | None = None


@dataclass(frozen=True)
class Talk:
    """What was said to one adult, so many days ago. With somebody who may hold learning conversations it
    was one of those; `on_behalf_of` names the school without access for whom that one has written."""

    ago: int
    adult: Role
    said: Sequence[Said | Agreed]
    way: Way = Way.TOGETHER
    place: str = ""
    on_behalf_of: str = ""
    is_read: bool = True


@dataclass(frozen=True)
class Declined:
    """A conversation that the child said no to, so many days ago."""

    ago: int
    adult: Role
    reason: str = ""


@dataclass(frozen=True)
class Ahead:
    """A conversation on a day to come."""

    days: int
    adult: Role
    place: str
    at: time
    is_asked_by_child: bool = False
    was_put_off: bool = False


Story = Sequence[Talk | Declined | Ahead]


def strong(text: str, question: str, *, own: bool = False) -> Said:
    return Said(text, question=question, what=What.STRENGTH, own=own)


def feels(text: str, scale: str, sharing: Sharing = ALL, *, own: bool = False) -> Said:
    """The face the child pointed at, or its number."""
    return Said(text, sharing, scale, own=own)


def drew(drawing: str, sharing: Sharing = ALL) -> Said:
    return Said("", sharing, what=What.DRAWING, own=True, drawing=drawing)


def wish(
    text: str,
    question: str = "",
    answer: Answer | None = None,
    sharing: Sharing = ALL,
    *,
    own: bool = False,
    is_discussed: bool = False,
) -> Said:
    return Said(text, sharing, question, What.WISH, own, answer, is_discussed)
