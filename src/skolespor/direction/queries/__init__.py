"""Reads about preparedness and the common direction. None of them knows a child; none writes."""

from skolespor.direction.queries.reviews import left_in_municipalities, left_to_review

__all__ = ["left_in_municipalities", "left_to_review"]
