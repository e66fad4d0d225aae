"""Break-glass: whom it can reach, whom to call first, and who used it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from skolespor.accounts.access import municipalities_where
from skolespor.accounts.models import Organisation, User
from skolespor.accounts.permissions import Permission
from skolespor.children import access
from skolespor.children.models import BreakGlass, Child


def child_on_duty(child_id: int, *, reader: User) -> Child | None:
    """A child of the reader's municipality, or living in it."""
    mine = access.duty_children(reader).select_related("acting_municipality")
    return mine.filter(pk=child_id).first()


def already_open(children: Collection[Child], *, reader: User) -> set[int]:
    """Those of the children that the reader may open without any glass."""
    opens = access.children_where(reader, Permission.CHILD_VIEW)
    pks = [child.pk for child in children]
    return set(opens.filter(pk__in=pks).values_list("pk", flat=True))


def on_duty_for(*, reader: User) -> list[Organisation]:
    """The municipalities whose children the reader can reach; whom to call when nobody is found."""
    return list(municipalities_where(reader, Permission.BREAK_GLASS).order_by("pk"))


@dataclass(frozen=True)
class Use:
    """One use of break-glass. `may_review`: it waits for an answer, the reader controls the log,
    and it is not their own."""

    glass: BreakGlass
    may_review: bool


def uses(*, reader: User) -> QuerySet[BreakGlass]:
    """Uses that one reviews or is told of, those that wait for an answer first."""
    found = access.glasses_told(reader).select_related(
        "job__user", "job__organisation", "reviewed_by"
    )
    return found.order_by(F("reviewed_at").asc(nulls_first=True), "-pk")


def as_seen(glasses: Sequence[BreakGlass], *, reader: User) -> list[Use]:
    pks = [glass.pk for glass in glasses]
    open_ones = access.glasses_where(reader).filter(pk__in=pks, reviewed_at=None)
    mine = set(open_ones.values_list("pk", flat=True))
    return [Use(g, g.pk in mine and g.job.user_id != reader.pk) for g in glasses]


def use(glass_id: int, *, reader: User) -> BreakGlass | None:
    """A use that the reader reviews; those one is only told of are not."""
    mine = access.glasses_where(reader).filter(pk=glass_id)
    return mine.select_related("child", "job__user", "job__organisation", "reviewed_by").first()
