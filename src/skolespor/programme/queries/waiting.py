"""What waits for a person: for »Mit overblik« and the leaders' page."""

from skolespor.accounts.models import User
from skolespor.programme import access
from skolespor.programme.access import Who
from skolespor.programme.models import Approval, Course
from skolespor.programme.states import AGREEMENT, DRAFT, INQUIRY, NEED_MORE, Side


def to_reply(*, reader: User) -> int:
    """How many municipalities wait for the agency's first answer."""
    return access.advised_where(Who(reader)).filter(state=INQUIRY).count()


def ours(*, reader: User) -> list[Course]:
    """The courses in which it is the municipality's turn, and the reader acts for it: a draft to send, an
    answer to give, an agreement that its party has not approved. Two queries."""
    turn = [DRAFT, NEED_MORE, AGREEMENT]
    mine = access.writable_where(Who(reader)).filter(state__in=turn).order_by("pk")
    approved = Approval.objects.filter(side=Side.MUNICIPALITY, agreement__course__in=mine)
    done = set(approved.values_list("agreement__course", flat=True))
    return [one for one in mine if one.state != AGREEMENT or one.pk not in done]


def course_of(code: str, *, reader: User) -> Course | None:
    """The municipality's newest course, as far as the reader sees it."""
    seen = access.courses_where(Who(reader)).filter(municipality=code)
    return seen.select_related("adviser").order_by("-pk").first()
