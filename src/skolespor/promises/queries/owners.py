"""Whose task an answer is today."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import Role, roles_with
from skolespor.children import access
from skolespor.children.models import Child
from skolespor.deadlines.rules.rule import all_rules
from skolespor.promises.models import Statement
from skolespor.promises.rules import Heard, Sharing, Step, What, owner_of


def waiting() -> QuerySet[Statement]:
    """Everything that is to be answered and is not yet, of all children."""
    rows = Statement.objects.filter(withdrawn_at=None, child__merged_into=None)
    return rows.exclude(rule="").exclude(step=Step.TOLD_CHILD)


def crowds(children: Collection[Child]) -> dict[int, list[tuple[Role, int]]]:
    """Who can have a task at each of the children today: with a way in to what children say."""
    allowed = roles_with(Permission.STATEMENT_WRITE) + roles_with(Permission.STATEMENT_ANSWER)
    return {
        pk: [(role, user) for role, user in around if role in allowed]
        for pk, around in access.crowds_knowing(children).items()
    }


def owners_of(statements: Iterable[Statement]) -> dict[int, int | None]:
    """By statement the user who has the task now: the one that it had, as long as that one is there and
    may know it."""
    asked = list(statements)
    around = crowds(list({one.child_id: one.child for one in asked}.values()))
    return {
        one.pk: owner_of(
            around[one.child_id],
            heard_of(one),
            responsible=all_rules()[one.rule].responsible,
            wanted=one.owner_id,
        )
        for one in asked
    }


def heard_of(one: Statement) -> Heard:
    return Heard(What(one.what), Sharing(one.sharing), one.adult_id, one.promised_by_id)
