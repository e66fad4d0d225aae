"""What people have done with items, and what municipalities have decided for themselves."""

from collections.abc import Collection
from datetime import date

from django.db.models.functions import Coalesce

from skolespor.accounts.models import LocalRule
from skolespor.deadlines.models import Deadline, Handling
from skolespor.deadlines.rules.keeping import Done, own_number
from skolespor.deadlines.rules.rule import Rule, all_rules, with_own_cadence
from skolespor.deadlines.rules.state import Handled, Kind


def done_for(children: Collection[int]) -> dict[int, list[Done]]:
    """By child, in the order it was done; of a child created twice the doings of both."""
    found: dict[int, list[Done]] = {pk: [] for pk in children}
    rows = Handling.objects.annotate(kept=Coalesce("child__merged_into", "child"))
    columns = ("kept", "rule", "ref", "number", "kind", "until", "next_on")
    wanted = rows.filter(kept__in=children).order_by("pk")
    for pk, rule, ref, number, kind, until, next_on in wanted.values_list(*columns):
        handled = Handled(Kind(kind), until)
        found[pk].append(Done((rule, ref, number), handled, next_on))
    return found


def own_cadences() -> dict[int, dict[str, dict[date, int]]]:
    """By municipality and rule: its own numbers, each from its first day. One query for the country."""
    versions: dict[int, dict[str, dict[date, int]]] = {}
    for row in LocalRule.objects.all():
        rules = versions.setdefault(row.municipality_id, {})
        rules.setdefault(row.rule, {})[row.valid_from] = row.n
    return versions


def rule_for(item: Deadline) -> Rule:
    """The rule as it counted the item, with the municipality's own number."""
    own = own_cadences().get(item.child.acting_municipality_id, {})
    rule = all_rules()[item.rule]
    return with_own_cadence(rule, own_number(own, item.rule, item.happened_on))


def handlings_of(item: Deadline) -> list[Handling]:
    """What has been done with one item, the newest first."""
    rows = Handling.objects.annotate(kept=Coalesce("child__merged_into", "child"))
    same = rows.filter(kept=item.child_id, rule=item.rule, ref=item.ref, number=item.number)
    return list(same.select_related("by").order_by("-pk"))
