"""Adults whom a child can choose to talk with."""

from collections.abc import Mapping
from dataclasses import dataclass

from skolespor.accounts.models import User
from skolespor.accounts.roles import Role
from skolespor.children.models import Child
from skolespor.conversations import access


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


def in_words(found: Mapping[int, Role]) -> list[Adult]:
    users = User.objects.in_bulk(list(found))
    return [Adult(users[pk], role) for pk, role in found.items()]
