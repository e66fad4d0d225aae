"""Adults whom a child can choose to talk with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skolespor.accounts.models import User
from skolespor.accounts.roles import Role
from skolespor.children.models import Child
from skolespor.conversations import access
from skolespor.conversations.models import Conversation


@dataclass(frozen=True)
class Adult:
    """Somebody around a child, and as what."""

    user: User
    role: Role

    @property
    def pk(self) -> int:
        return self.user.pk

    def __str__(self) -> str:
        return f"{self.user.name} ({self.role.label.lower()})"


def adults_of(child: Child) -> list[Adult]:
    """Those who may hold a conversation with it today, in the order in which they came to the child."""
    return in_words(access.holders(child))


def left_of(child: Child, talks: Iterable[Conversation]) -> set[int]:
    """Those of its talks that have nobody to hold them: their adult is not around the child any more."""
    found = list(talks)
    there = access.holders(child) if found else {}
    return {one.pk for one in found if one.adult_id not in there}


def in_words(found: Mapping[int, Role]) -> list[Adult]:
    users = User.objects.in_bulk(list(found))
    return [Adult(users[pk], role) for pk, role in found.items()]
