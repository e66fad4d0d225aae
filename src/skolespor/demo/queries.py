from dataclasses import dataclass

from skolespor.accounts.models import User
from skolespor.demo.cast import GROUPS, Member, members


@dataclass(frozen=True)
class Group:
    title: str
    members: list[Member]


def groups() -> list[Group]:
    """Everybody one can sign in as, by where they stand around the child."""
    return [
        Group(title, [member for role in roles for member in members() if member.role == role])
        for title, roles in GROUPS.items()
    ]


def person(name: str) -> User | None:
    """The invented person of that name, if the cast has them."""
    if name not in {member.name for member in members()}:
        return None
    return User.objects.filter(name=name, is_active=True).first()
