"""What the walk and the journeys ask about self-reviews in the demo town."""

from django.db import transaction

from skolespor.accounts.models import User
from skolespor.core.models import OutboxMail
from skolespor.reviews.actions import inviting
from skolespor.reviews.models import Answerer, Focus, Round
from skolespor.reviews.states import State


def link_again(email: str) -> str:
    """Henrik sends somebody a new link, and what stands in the mail: in the demo no mail leaves the house,
    and its text is gone when the worker has been by."""
    answerer = Answerer.objects.select_related("line__round__municipality").get(email=email)
    with transaction.atomic():
        inviting.send_again(answerer=answerer, by=User.objects.get(name="Henrik W."))
        mail = OutboxMail.objects.latest("pk")
        link = next(line for line in mail.body.splitlines() if line.startswith("http"))
        mail.delete()
    return link


def numbers() -> dict[str, int]:
    """Ellevang has reviewed itself; Solvang is answering."""
    under_way = Round.objects.get(municipality__name="Solvang Kommune", state=State.OPEN)
    answerers = Answerer.objects.filter(line__round=under_way)
    done = Round.objects.filter(municipality__name="Ellevang Kommune", state=State.CLOSED)
    return {
        "solvang's review": under_way.pk,
        "ellevang's review": done.latest("closed_on").pk,
        "ole's answers": answerers.get(name="Ole V.").pk,
        "birgit's answers": answerers.get(name="Birgit S.").pk,
        "ellevang's focus": Focus.objects.filter(ended_on=None).earliest("pk").pk,
    }
