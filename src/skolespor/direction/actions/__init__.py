"""Verbs: go preparedness through, write its plan, agree on a common direction."""

from skolespor.direction.actions.reviews import review, withdraw

__all__ = ["review", "withdraw"]
