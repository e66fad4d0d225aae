"""When a child that said no is asked again."""

from datetime import date

from skolespor.children.models import Child
from skolespor.promises.queries.due import last_day

AGAIN = "dl_conversation_reoffer"


def next_offer(child: Child, on: date) -> date:
    """By content/deadlines.yaml, with the municipality's own number."""
    return last_day(AGAIN, child, on)
