"""Who writes the texts that everybody may read: people of the national agency."""

from skolespor.accounts.access import has_somewhere
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission


def may_write(user: User) -> bool:
    return has_somewhere(user, Permission.TEXTS_WRITE)
