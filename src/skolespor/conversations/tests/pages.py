"""Reading and sending the pages of a conversation in tests."""

from django.urls import reverse

from skolespor.conversations.actions import offering, talking
from skolespor.conversations.actions.offering import Plan


def address(page, child, *rest):
    return reverse(f"conversations:{page}", args=[child.pk, *rest])


def at(page, conversation):
    return address(page, conversation.child, conversation.pk)


def offered(child, adult, day, *, by=None, **plan):
    """A conversation that is offered, as people do it."""
    plan = Plan(planned_on=day, **plan)
    return offering.offer(child=child, adult=adult, plan=plan, by=by or adult)


def begun(child, adult, day, **plan):
    """The adult has said the sentence."""
    conversation = offered(child, adult, day, **plan)
    talking.begin(conversation=conversation, has_said=True, by=adult)
    return conversation
