"""What several do at the same moment: answer and close an evaluation, give the last place of a half-year."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from skolespor.core.errors import RuleBroken
from skolespor.programme.actions import after, steps
from skolespor.programme.models import Course, Evaluation, Note, Sheet
from skolespor.programme.rules.application import half_years_from
from skolespor.programme.tests.test_running import ALL_THE_WAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ended(signed, goes):
    return goes(signed, *ALL_THE_WAY)


def test_who_answers_as_it_is_closed_is_counted_or_told_and_no_sheet_stays(
    ended, let_in, rikke, today
):
    names = ("Bo Birk", "Ane Aa", "Pia Pil", "Liv Lo")
    seats = [let_in(ended.participants.get(name=name)) for name in names]
    asked = after.open_evaluation(course=ended, round="end", today=today, by=rikke)

    def at_once(seat):
        one = Evaluation.objects.select_related("course").get(pk=asked.pk)
        try:
            if seat is None:
                after.close_evaluation(one=one, today=today, by=rikke)
                return "closed"
            after.answer(one=one, answers={"ev_1": "4"}, not_a_child=False, by=seat)
        except RuleBroken as broken:
            return broken.code
        finally:
            connection.close()
        return "counted"

    with ThreadPoolExecutor(5) as browsers:
        said = list(browsers.map(at_once, [*seats[:2], None, *seats[2:]]))
    assert set(said) <= {"counted", "closed", "evaluation.closed"}
    assert not Sheet.objects.exists()
    asked.refresh_from_db()
    assert asked.answered == said.count("counted")


def test_who_has_the_page_open_from_before_it_was_closed_is_told(ended, let_in, rikke, today):
    bo = let_in(ended.participants.get(name="Bo Birk"))
    asked = after.open_evaluation(course=ended, round="end", today=today, by=rikke)
    stale, stale_too = (Evaluation.objects.get(pk=asked.pk) for _again in range(2))
    after.close_evaluation(one=asked, today=today, by=rikke)
    with pytest.raises(RuleBroken) as no:
        after.answer(one=stale, answers={"ev_1": "4"}, not_a_child=False, by=bo)
    assert no.value.code == "evaluation.closed"
    assert not Sheet.objects.exists()
    after.close_evaluation(one=stale_too, today=today, by=rikke)
    asked.refresh_from_db()
    assert (asked.closed_on, asked.answered) == (today, 0)


def test_of_two_who_give_the_last_place_one_gives_it_and_one_is_told(rikke, today):
    (half,) = half_years_from(today, 1)
    steps.set_places(half_year=half, places=1, by=rikke)
    asking = [
        Course.objects.create(
            municipality=code, state="initial_dialogue", received_on=today, reply_due=today
        )
        for code in ("0461", "0751")
    ]
    Note.objects.bulk_create(
        Note(course=one, text="De vil gerne.", written_by=rikke.user) for one in asking
    )

    def gives(course):
        try:
            steps.offer(course=course, half_year=half, by=rikke)
        except RuleBroken as broken:
            return broken.code
        finally:
            connection.close()
        return "given"

    with ThreadPoolExecutor(2) as advisers:
        assert sorted(advisers.map(gives, asking)) == ["course.full", "given"]
    assert Course.objects.filter(half_year=half).count() == 1
