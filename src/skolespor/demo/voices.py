"""What children of the town have said over a year, told through the actions of those who heard it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import cast

from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.accounts.roles import Role
from skolespor.calendar.rules.days import is_weekend, why_no_school
from skolespor.children.models import Child
from skolespor.conversations.access import holders
from skolespor.conversations.models import Conversation
from skolespor.conversations.queries.guide import OLD as FROM_14
from skolespor.conversations.queries.guide import YOUNG as TO_9
from skolespor.conversations.queries.guide import band_of, themes
from skolespor.conversations.states import Way
from skolespor.demo import held, talks
from skolespor.demo.talks import words as roles
from skolespor.demo.talks.drawings import drawing
from skolespor.demo.talks.words import (
    TEACHER,
    Agreed,
    Ahead,
    Answer,
    Declined,
    Said,
    Story,
    Talk,
)
from skolespor.promises.actions.answering import answer_of_the_child, decide, discussed, told
from skolespor.promises.actions.saying import Words, promise, say
from skolespor.promises.models import Statement
from skolespor.promises.queries.owners import crowds
from skolespor.promises.rules import Helped, Told

NEAR = (TEACHER, roles.HOME, roles.FOSTER, roles.WORKER)
"""Who listens where the adult of the story is not around the child in this town."""
A_YEAR_AT_SCHOOL = timedelta(days=300)


def tell(children: Sequence[Child]) -> None:
    person = cache(_person)
    for child, story in _stories(children):
        telling = _Telling(child, person)
        for part in story:
            telling.tell(part)


def _person(pk: int) -> User:
    """Nobody's job changes while the story is told, so who somebody is is asked once, as in a request."""
    user = User.objects.get(pk=pk)
    user.kept = {}
    return user


def _stories(children: Sequence[Child]) -> Iterator[tuple[Child, Story]]:
    """Six by name; then a young one and an old one of those whose lives are thrown by dice, where the
    dice have given us any."""
    by_name = {str(child): child for child in reversed(children)}
    for name, story in talks.BY_NAME.items():
        yield by_name[name], story
    rest = [child for child in children if str(child) not in talks.BY_NAME]
    for band, story in ((TO_9, talks.YOUNG), (FROM_14, talks.OLD)):
        fitting = (child for child in rest if _fits(child, band))
        yield from ((child, story) for child in islice(fitting, 1))


def _fits(child: Child, band: str) -> bool:
    """Of that age all the time, with a teacher, and at its school for as long as the story is."""
    today = timezone.localdate()
    school = child.enrolments.filter(until=None).values("school")
    known = child.enrolments.filter(school__in=school, since__lte=today - A_YEAR_AT_SCHOOL)
    bands = {band_of(child, day) for day in (today, today - A_YEAR_AT_SCHOOL)}
    if bands != {band} or not known.exists():
        return False
    return TEACHER in dict(crowds([child])[child.pk])


class _Telling:
    """What one child says, and to whom. Adults are those around the child today."""

    def __init__(self, child: Child, person: Callable[[int], User]):
        self.child, self.person = child, person
        self.around = dict(reversed(crowds([child])[child.pk]))
        self.holders = holders(child)

    def tell(self, part: Talk | Declined | Ahead) -> None:
        adult = self._adult(part.adult)
        if isinstance(part, Talk):
            self._talk(part, adult, self._day_of(part))
        elif adult.pk in self.holders:
            self._offer(part, adult)

    def _day_of(self, part: Talk | Declined) -> date:
        at_school = part.adult == TEACHER
        return _day(timezone.localdate() - timedelta(days=part.ago), at_school=at_school)

    def _offer(self, part: Declined | Ahead, adult: User) -> None:
        if isinstance(part, Ahead):
            held.ahead(child=self.child, adult=adult, talk=part)
        else:
            day, by = self._day_of(part), self._hand(adult)
            held.decline(child=self.child, adult=adult, no=part, day=day, by=by)

    def _talk(self, talk: Talk, adult: User, day: date) -> None:
        """With somebody who may hold a learning conversation it is one."""
        talk_held = None
        if adult.pk in self.holders:
            hand = self._hand(adult) if talk.way is Way.SCREEN else adult
            talk_held = held.hold(child=self.child, adult=adult, hand=hand, talk=talk, day=day)
            _chose(talk_held, talk)
        ref = talk_held.ref if talk_held else ""
        for one in talk.said:
            if isinstance(one, Agreed):
                self._agree(one, adult, day, ref)
            else:
                self._say(one, adult, day, ref)

    def _adult(self, role: Role) -> User:
        return self.person(next(self.around[one] for one in (role, *NEAR) if one in self.around))

    def _hand(self, adult: User) -> User:
        """The child itself, where it signs in; else its adult's."""
        return self.person(self.child.user_id) if self.child.user_id else adult

    def _say(self, one: Said, adult: User, day: date, ref: str) -> None:
        words = Words(
            text=one.text,
            what=one.what,
            sharing=one.sharing,
            drawing=drawing(one.drawing),
            theme=_theme_of(one.question),
            question=one.question,
            is_own_hand=one.own,
        )
        by = self._hand(adult) if one.own else adult
        statement = say(child=self.child, words=words, adult=adult, said_on=day, by=by, ref=ref)
        if one.answer:
            self._answer(statement, one.answer)
        elif one.is_discussed:
            discussed(statement=statement, by=self._owner(statement))
            _it_was_on(statement, discussed_on=_later(day, 1))

    def _owner(self, statement: Statement) -> User:
        """Nothing a child asks for is without somebody who has it."""
        return self.person(cast(int, statement.owner_id))

    def _answer(self, statement: Statement, answer: Answer) -> None:
        by, day = self._owner(statement), _later(statement.said_on, answer.after)
        decide(statement=statement, decision=answer.decision, reason=answer.reason, by=by)
        _it_was_on(statement, decided_on=day)
        self._told(statement, day, how=answer.how, by=by, helped=answer.helped)

    def _agree(self, one: Agreed, adult: User, day: date, ref: str) -> None:
        owner = self._adult(one.owner)
        statement = promise(
            child=self.child,
            text=one.text,
            agreed_for=_day(day + timedelta(days=one.within)),
            owner=owner,
            adult=adult,
            made_on=day,
            sharing=one.sharing,
            ref=ref,
            by=adult,
        )
        if one.told:
            told_on = _later(day, one.after)
            self._told(statement, told_on, text=one.told, by=owner, helped=one.helped)

    def _told(
        self,
        statement: Statement,
        day: date,
        *,
        by: User,
        helped: Helped | None,
        how: Told = Told.TALKED,
        text: str = "",
    ) -> None:
        """The child says itself whether it helped, where it signs in."""
        told(statement=statement, told_on=day, how=how, text=text, by=by)
        if helped and self.child.user_id:
            by = self.person(self.child.user_id)
            answer_of_the_child(statement=statement, helped=helped, by=by)
            _it_was_on(statement, helped_on=_later(day, 3))


def _it_was_on(statement: Statement, **days: date) -> None:
    """The actions write the day on which somebody presses the button; in the story it was then."""
    Statement.objects.filter(pk=statement.pk).update(**days)


def _chose(conversation: Conversation, talk: Talk) -> None:
    """The cards that the child chose, in the order of the guide."""
    chosen = {_theme_of(one.question) for one in talk.said if isinstance(one, Said)}
    conversation.themes = [theme.id for theme in themes() if theme.id in chosen]
    conversation.save(update_fields=["themes"])


def _theme_of(question: str) -> str:
    """The card under which it was asked; empty where the child began itself."""
    for theme in themes():
        if any(one.id == question for asked in theme.questions.values() for one in asked):
            return theme.id
    return ""


def _later(day: date, days: int) -> date:
    """Some days after, when there is school again, and never tomorrow."""
    found = day + timedelta(days=days)
    while why_no_school(found):
        found += timedelta(days=1)
    return min(found, timezone.localdate())


def _day(day: date, *, at_school: bool = False) -> date:
    """Nobody talks about school on a Sunday, and no teacher in the holidays: the last day before that."""
    while why_no_school(day) if at_school else is_weekend(day):
        day -= timedelta(days=1)
    return day
