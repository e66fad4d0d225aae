"""When preparedness is too old, whose a step of the plan is, and when a direction is agreed on. Pure."""

from skolespor.direction.rules.reviews import PARTS, RULE, Status

__all__ = ["PARTS", "RULE", "Status"]
