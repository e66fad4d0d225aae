"""The work with a new school year, step by step, read off what is true in the rooms."""

from dataclasses import dataclass
from datetime import date

from skolespor.accounts.access import permissions_of
from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission as P
from skolespor.children.queries import naming, new_year
from skolespor.children.rules import year_to_prepare
from skolespor.direction import queries as direction


@dataclass(frozen=True)
class Step:
    """One part of the work with a new school year, and where it is done: how much is left for the
    reader, and for others whom the reader keeps an eye on. `begins` is the first day on which it can
    be done."""

    page: str
    left: int
    begins: date
    others: int = 0


def new_year_steps(*, reader: User, today: date) -> list[Step]:
    """The reader's steps towards the school year that is prepared now, in order."""
    may = permissions_of(reader)
    if P.GRADE_RENEW not in may:
        return []
    year = year_to_prepare(today)
    left = new_year.without_class(year, reader=reader).count()
    others = sum(school.count for school in new_year.schools_to_ask(year, reader=reader))
    steps = [Step("workspace:classes", left, today, others)]
    if P.STAFF_NAME in may:
        steps.append(Step("children:renew", naming.left_to_renew(reader=reader), today))
    if P.PREPAREDNESS_REVIEW in may:
        left = direction.left_to_review(reader=reader) if today in year else 0
        steps.append(Step("direction:index", left, year.first_day))
    elif P.PREPAREDNESS_SEE in may:
        others = direction.left_in_municipalities(reader=reader)
        steps.append(Step("direction:index", 0, today, others))
    return steps
