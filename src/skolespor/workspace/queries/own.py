"""What a child reads on its own pages. Everything here is asked for the child itself."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from skolespor.accounts.models import User
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import (
    KEEPS_THE_TRACK,
    LEADS_THE_TEAM,
    NEAREST_TO_THE_CHILD,
    OWNS_THE_CHILDS_COURSE,
    Role,
    roles_with,
)
from skolespor.attendance.models import Gap
from skolespor.attendance.queries.clocks import schooling, without_school
from skolespor.audit.models import Entry
from skolespor.children import access as children
from skolespor.children.models import Child, NetworkSeat
from skolespor.children.queries.page import Header
from skolespor.children.queries.people import Seeing, looks
from skolespor.conversations import access as conversations
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.guide import guide
from skolespor.conversations.states import Outcome
from skolespor.core.content import kept
from skolespor.core.periods import active_on
from skolespor.notices.models import Notice
from skolespor.promises import access as promises
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, Step, What
from skolespor.workspace.rules.own import NEWS_DAYS, RightsCard

VERIFIED = "verified"

# The adults


def nearest_first(people: Collection[Seeing]) -> list[Seeing]:
    def place(person: Seeing) -> tuple[int, str]:
        known = person.acting in NEAREST_TO_THE_CHILD
        return (
            NEAREST_TO_THE_CHILD.index(person.acting) if known else len(NEAREST_TO_THE_CHILD),
            person.name,
        )

    return sorted(people, key=place)


def choosable(head: Header, permission: Permission) -> list[Seeing]:
    """The adults around the child today whom it can choose: those whose role has the permission, and
    who may know where it is. Nobody by break-glass."""
    roles = roles_with(permission)
    crowd = children.crowds_knowing([head.child])[head.child.pk]
    there = {user for role, user in crowd if role in roles}
    found: dict[int, Seeing] = {}
    for person in head.seeing:
        is_for = person.acting in roles and person.user.pk in there
        if is_for and person.seat.break_glass_id is None:
            found.setdefault(person.user.pk, person)
    return nearest_first(found.values())


def teller(head: Header) -> Seeing | None:
    """To whom goes what the child says to its case worker: the case worker, or who has that one's tasks
    as long as there is none."""
    around = choosable(head, Permission.STATEMENT_ANSWER)
    wanted = (OWNS_THE_CHILDS_COURSE, LEADS_THE_TEAM, *KEEPS_THE_TRACK)
    return next((one for role in wanted for one in around if one.acting == role), None)


def knows_names(head: Header) -> bool:
    return "team_contacts" in head.sight


def new_case_worker(head: Header, today: date) -> User | None:
    """Who has become the child's case worker within the last weeks, when it had another before."""
    if not knows_names(head):
        return None
    seats = NetworkSeat.objects.filter(
        child=head.child, break_glass=None, job__role=OWNS_THE_CHILDS_COURSE
    ).select_related("job__user")
    now = (
        seats.filter(active_on(today), active_on(today, "job__")).order_by("-since", "-pk").first()
    )
    if now is None or now.job is None or now.since < today - timedelta(days=NEWS_DAYS):
        return None
    before = seats.filter(since__lt=now.since).exclude(job__user=now.job.user_id)
    return now.job.user if before.exists() else None


@dataclass(frozen=True)
class NoSchool:
    """The child has no school. `owner` finds one; empty when nobody does yet, or it may not be named."""

    owner: str


def no_school(head: Header, today: date) -> NoSchool | None:
    """A child that should go to school and is in none. Never for how long."""
    if head.reader.through and "school_and_class" not in head.sight:
        return None
    enrolled = schooling().filter(Q(until=None) | Q(until__gte=today), since__lte=today)
    if enrolled.filter(child=head.child).exists():
        return None
    if not without_school(today, children=Child.objects.filter(pk=head.child.pk)):
        return None
    gap = Gap.objects.filter(child=head.child, is_open=True).select_related("owner").first()
    owner = gap.owner if gap and knows_names(head) else None
    return NoSchool(owner.name if owner else "")


# What it has said


def said(head: Header) -> QuerySet[Statement]:
    """All of it, the newest first."""
    rows = promises.seen_by(head.reader, head.child).filter(child=head.child)
    return rows.select_related("adult").order_by("-said_on", "-pk")


def strengths(head: Header) -> QuerySet[Statement]:
    return said(head).filter(what=What.STRENGTH)


def asked(head: Header) -> QuerySet[Statement]:
    """What the child is to have an answer to, or has got one. By an adult's code no answer that the adult
    may not read."""
    rows = said(head).exclude(rule="").select_related("owner", "told_by")
    if head.reader.through is None or _reads_answers(head.reader.through, head.child):
        return rows
    through = head.reader.through.pk
    near = Q(adult=through) | Q(owner=through) | Q(told_by=through)
    return rows.filter(near | ~Q(step=Step.TOLD_CHILD))


def _reads_answers(user: User, child: Child) -> bool:
    roles = [role for role in Role if promises.sees_answers(role)]
    return children.seats_as(user, roles).filter(child=child, break_glass=None).exists()


def unheard_answers(head: Header) -> QuerySet[Statement]:
    """What the child has been told, and has not said whether it helped."""
    return asked(head).filter(step=Step.TOLD_CHILD, helped="").order_by("-told_on", "-pk")


def to_case_worker(head: Header) -> QuerySet[Statement]:
    """What waits for the case worker's answer."""
    mine = asked(head).filter(sharing=Sharing.TO_CASE_WORKER)
    return mine.exclude(step=Step.TOLD_CHILD)


def to_share(head: Header, pk: int) -> Statement | None:
    """One of which the child may say who knows it."""
    statement = said(head).filter(pk=pk).first()
    return statement if statement and may_mend(head.reader, statement) else None


def to_mend(head: Header, pk: int) -> Statement | None:
    """What it has said itself; what adults have promised is not the child's to put right."""
    statement = to_share(head, pk)
    return statement if statement and statement.what != What.AGREEMENT else None


def may_mend(reader: User, statement: Statement) -> bool:
    """The child itself; let in by an adult's code, what that adult may put right for it."""
    return reader.through is None or promises.may_put_right(reader.through, statement)


def to_answer(head: Header, pk: int) -> Statement | None:
    """One of which the child may say whether the answer helped."""
    statement = said(head).filter(pk=pk).first()
    return statement if statement and may_say_it_helped(head.reader, statement) else None


def may_say_it_helped(reader: User, statement: Statement) -> bool:
    """The child itself; by a code only together with one of those who have to do with the answer."""
    near = (statement.adult_id, statement.owner_id, statement.told_by_id)
    return reader.through is None or reader.through.pk in near


def reminded(statements: Collection[Statement]) -> set[int]:
    """Those of which the one who has it today was reminded: one may only say so when it is true."""
    keys = {f"statement-{one.pk}-due": one for one in statements}
    told = Notice.objects.filter(key__in=keys).values_list("key", "user")
    return {keys[key].pk for key, user in told if keys[key].owner_id == user}


# Conversations


def talks(head: Header) -> QuerySet[Conversation]:
    """What is offered, asked for or planned and not over."""
    known = conversations.known_to(head.reader, head.child).filter(child=head.child)
    open_ones = known.filter(outcome__in=["", Outcome.POSTPONED])
    return open_ones.select_related("adult", "child").order_by("planned_on", "-pk")


def held(head: Header) -> QuerySet[Conversation]:
    """Those that were held, the newest first, to read again."""
    known = conversations.known_to(head.reader, head.child).filter(child=head.child)
    done = known.filter(outcome__in=[Outcome.HELD, Outcome.OTHER_WAY], talked_on__isnull=False)
    return done.order_by("-talked_on", "-pk")


def to_decline(head: Header, pk: int) -> Conversation | None:
    """One to which the child may say that it is not today."""
    talk = talks(head).filter(pk=pk).first()
    return talk if talk and may_say_not_today(head.reader, talk) else None


def may_say_not_today(reader: User, talk: Conversation) -> bool:
    """The child itself; by a code only together with the adult it would talk with."""
    return reader.through is None or reader.through.pk == talk.adult_id


# Who has read, and rights


def read_by_others(head: Header) -> QuerySet[Entry]:
    """Every time somebody else has read something about the child, the newest first. When it was with an
    adult's code, that may have been the adult."""
    others = ~Q(by_id=head.reader.pk) | Q(data__has_key="through")
    return looks(head.child, reader=head.reader).filter(others)


@kept
def rights_cards() -> Sequence[RightsCard]:
    """Only what somebody has checked against the law."""
    return tuple(
        RightsCard(
            card["id"],
            card["age"],
            card["title_da"],
            card["law"],
            tuple(card["lines_da"]),
            card["ask_da"],
        )
        for card in guide()["rights_cards"]
        if card["status"] == VERIFIED
    )
