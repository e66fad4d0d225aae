"""By when a child is to have an answer."""

from datetime import date

from skolespor.children.models import Child
from skolespor.deadlines.queries.done import own_cadences
from skolespor.deadlines.rules.due import Happened, due_of
from skolespor.deadlines.rules.keeping import own_number
from skolespor.deadlines.rules.rule import Rule, all_rules, with_own_cadence


def rule_as_counted(rule: str, child: Child, said_on: date) -> Rule:
    """With the municipality's own number, as it stood on the day."""
    own = own_cadences().get(child.acting_municipality_id, {})
    return with_own_cadence(all_rules()[rule], own_number(own, rule, said_on))


def last_day(rule: str, child: Child, said_on: date) -> date:
    """The last day by the rule; days that have been counted are not counted anew when it changes."""
    counted = rule_as_counted(rule, child, said_on)
    happened = Happened(counted.trigger, said_on, ref="said")
    found = due_of(happened, counted, today=said_on)
    return found[0].due if found else said_on
