"""Gates: what must be in place before something about a child may be marked as done."""

from skolespor.children.models import Child
from skolespor.deadlines.models import Deadline
from skolespor.deadlines.rules.rule import Severity, rules_of, title_of
from skolespor.deadlines.rules.state import State, check_passable


def check_gate(child: Child, trigger: str, ref: str) -> None:
    """Breaks a rule while a gate of the trigger that blocks is not closed with evidence. For rooms above,
    before they write that it has happened; they tell of it as being considered first."""
    blocking = [
        rule.id for rule in rules_of(trigger) if rule.is_gate and rule.severity is Severity.BLOCKS
    ]
    waiting = Deadline.objects.filter(child=child, rule__in=blocking, ref=ref, state=State.OPEN)
    check_passable(
        [title_of(rule) for rule in waiting.order_by("rule").values_list("rule", flat=True)]
    )
