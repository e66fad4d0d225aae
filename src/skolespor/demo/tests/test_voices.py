"""What eight children of the town have said over a year, and what became of it. A town of one seed is
built here; the youngest and the oldest of the story are others in another."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from skolespor.accounts.models import User
from skolespor.children.models import Child
from skolespor.demo import talks, voices
from skolespor.demo.actions import build_town
from skolespor.demo.talks.words import Agreed, Talk
from skolespor.demo.tests.reading import lix, sentences
from skolespor.notices.models import Notice
from skolespor.promises import access
from skolespor.promises.models import Statement
from skolespor.promises.queries.asked import question_texts
from skolespor.promises.queries.owners import waiting

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.long]
STORIES = [*talks.BY_NAME.values(), talks.YOUNG, talks.OLD]
TALKS = [part for story in STORIES for part in story if isinstance(part, Talk)]
SAID = [one for talk in TALKS for one in talk.said]


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        build_town(seed=11, pupils=0)
        yield
        transaction.set_rollback(True)


def of(name):
    first, last = name.split()
    return Statement.objects.filter(child__first_name=first, child__last_name=last)


def test_eight_children_speak_over_a_year(town):
    speaking = Child.objects.filter(statements__isnull=False).distinct()
    assert speaking.count() == 8
    assert set(talks.BY_NAME) <= {str(child) for child in speaking}
    days = sorted(Statement.objects.values_list("said_on", flat=True))
    assert days[-1] - days[0] > timedelta(days=300)
    assert days[-1] <= timezone.localdate()
    assert Statement.objects.count() == len(SAID)


def test_some_have_an_answer_some_wait_and_some_have_waited_too_long(town):
    today = timezone.localdate()
    assert Statement.objects.exclude(told_on=None).count() >= 15
    assert waiting().filter(due_on__lt=today).count() >= 4
    assert waiting().filter(due_on__gte=today).count() >= 1
    assert waiting().filter(step="discussed").count() == 2
    kinds = Counter(Statement.objects.values_list("decision", flat=True))
    assert kinds["yes_we_do"] and kinds["not_now"] and kinds["something_else"]
    helped = set(Statement.objects.values_list("helped", flat=True))
    assert helped == {"", "helped", "a_little", "did_not"}
    shared = set(Statement.objects.values_list("sharing", flat=True))
    assert shared == {"may_share", "between_us", "to_case_worker"}


def test_nothing_that_a_child_waits_for_is_without_somebody(town):
    assert not waiting().filter(owner=None).exists()


def test_days_of_the_story_follow_each_other(town):
    for one in Statement.objects.exclude(told_on=None):
        days = [one.said_on, one.decided_on, one.told_on, one.helped_on, timezone.localdate()]
        known = [day for day in days if day]
        assert known == sorted(known), one.text


def test_nobody_talks_about_school_in_a_weekend(town):
    assert all(day.isoweekday() < 6 for day in Statement.objects.values_list("said_on", flat=True))


def test_only_a_child_that_signs_in_says_whether_it_helped(town):
    children = {one.child for one in Statement.objects.exclude(helped="").select_related("child")}
    assert children
    assert all(child.user_id for child in children)
    own = of("Sofie B.").filter(is_own_hand=True)
    assert set(own.values_list("written_by__name", flat=True)) == {"Sofie B."}


def test_kalles_father_reads_nothing_and_his_teacher_what_he_heard(town):
    father = User.objects.get(name="Kalles far")
    assert not access.seen_by(father).filter(pk__in=of("Kalle F.").values("pk")).exists()
    between = of("Kalle F.").filter(sharing="between_us", what="words").latest("pk")
    assert access.seen_by(between.adult).filter(pk=between.pk).exists()


def test_who_still_owes_an_answer_has_an_unread_notice(town):
    unread = set(Notice.objects.filter(read_at=None).values_list("key", flat=True))
    for one in Statement.objects.exclude(owner=None):
        key = f"statement-{one.pk}-{one.owner_id}"
        was_told = Notice.objects.filter(key=key).exists()
        assert (key in unread) == (was_told and one.told_on is None), one.text


def test_every_question_is_one_of_the_guide_and_of_no_older_child():
    asked = {getattr(one, "question", "") for one in SAID} - {""}
    assert asked <= set(question_texts())
    for story, age in (
        (talks.YOUNG, ("_6_", "faces_five")),
        (talks.BY_NAME["Freja C."], ("_14_",)),
        (talks.OLD, ("_14_",)),
    ):
        said = [one for talk in story if isinstance(talk, Talk) for one in talk.said]
        ids = {getattr(one, "question", "") for one in said} - {""}
        assert all(any(mark in one for mark in age) for one in ids)


def test_the_card_follows_from_the_question():
    assert voices._theme_of("q_learn_6_2") == "th_how_i_learn"
    assert voices._theme_of("") == ""


def read_by_children():
    """What adults have promised and answered."""
    for one in SAID:
        if isinstance(one, Agreed):
            yield from (one.text, one.told)
        elif one.answer:
            yield one.answer.reason


@pytest.mark.parametrize("text", [text for text in read_by_children() if text])
def test_what_a_child_is_told_is_short_and_plain(text):
    assert all(len(sentence.split()) <= 12 for sentence in sentences(text)), text
    assert not re.search(r"\b(sag|sagen|anbragt|anbringelse)\b", text)


def test_what_children_are_told_is_easy_to_read():
    assert lix(" ".join(read_by_children())) < 30
