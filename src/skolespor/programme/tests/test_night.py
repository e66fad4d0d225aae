"""Who is told at night about advisory courses: once, and nobody but those who answer for them."""

from datetime import timedelta

import pytest

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.calendar.rules.days import add_working_days
from skolespor.core.models import OutboxMail
from skolespor.notices.models import Notice
from skolespor.programme.actions import after, days, people, steps
from skolespor.programme.actions.night import tell_about_courses
from skolespor.programme.models import Day
from skolespor.programme.queries import after as after_queries
from skolespor.programme.queries import days as day_queries
from skolespor.programme.rules.days import Kind
from skolespor.programme.tests.test_running import ALL_THE_WAY

FOLLOW_UP, OUTCOME, CLOSE = (
    "programme.follow_up_due",
    "programme.day_lacks_outcome",
    "programme.evaluation_over",
)


def told(user):
    """The night's kinds of notices that somebody has got, in their order."""
    rows = Notice.objects.filter(user=user, kind__in=[FOLLOW_UP, OUTCOME, CLOSE]).order_by("pk")
    return list(rows.values_list("kind", flat=True))


def reminders():
    return OutboxMail.objects.filter(key__startswith="course-follow-up-")


@pytest.fixture
def ended(signed, goes):
    """Following up; nothing is left to write about the days."""
    goes(signed, *ALL_THE_WAY)
    Day.objects.filter(course=signed).delete()
    return signed


@pytest.fixture
def due(ended):
    return after_queries.follow_ups(ended)[0].due


def test_adviser_and_lead_are_told_on_the_day_one_follows_up(
    ended, due, adviser_rikke, lead_trine, director_dan, group_gerda
):
    tell_about_courses(today=due - timedelta(days=1))
    assert told(adviser_rikke) == []
    for later in (0, 0, 1, 30):
        tell_about_courses(today=due + timedelta(days=later))
    assert told(adviser_rikke) == told(lead_trine) == [FOLLOW_UP]
    assert told(director_dan) == told(group_gerda) == []
    assert not reminders().exists(), "both have an account"


def test_a_lead_without_an_account_gets_one_mail_with_a_link_and_nothing_about_the_work(
    ended, due, trine, lead_trine, let_in
):
    bo = ended.participants.get(name="Bo Birk")
    let_in(bo)
    people.name_lead(seat=bo, by=trine)
    for later in (0, 1):
        tell_about_courses(today=due + timedelta(days=later))
    assert told(lead_trine) == []
    mail = reminders().get()
    assert mail.recipient == "bo@example.invalid"
    assert "/raadgivning/adgang/" in mail.body
    assert "Solvang" in mail.body
    assert "Trine" not in mail.body + mail.subject


def test_what_is_written_or_skipped_waits_for_nobody(ended, due, rikke, today, adviser_rikke):
    first, second = after_queries.follow_ups(ended)
    after.hold(one=first, words="Det holder.", not_a_child=False, today=today, by=rikke)
    after.skip(one=second, words="Vi ses i maj.", not_a_child=False, today=today, by=rikke)
    tell_about_courses(today=due + timedelta(days=400))
    assert told(adviser_rikke) == []


def test_a_course_that_has_gone_back_is_not_followed_up(ended, due, adviser_rikke):
    type(ended).objects.filter(pk=ended.pk).update(state="anchoring")
    tell_about_courses(today=due)
    assert told(adviser_rikke) == []


def test_a_day_of_which_nothing_is_written_is_told_two_working_days_later(
    signed, adviser_rikke, lead_trine, group_gerda
):
    held = day_queries.advisory(signed)[0]
    for on in (held.on, held.on + timedelta(days=1), add_working_days(held.on, 2) - timedelta(1)):
        tell_about_courses(today=on)
    assert told(adviser_rikke) == []
    for later in (0, 0, 3):
        tell_about_courses(today=add_working_days(held.on, 2) + timedelta(days=later))
    assert told(adviser_rikke) == told(lead_trine) == [OUTCOME]
    assert told(group_gerda) == []


@pytest.mark.parametrize(
    ("kind", "answers", "is_told"),
    [
        (Kind.STATUS, {"output": "", "minutes": "Vi aftalte det."}, False),
        (Kind.STATUS, {"output": "En liste.", "minutes": ""}, True),
    ],
)
def test_of_a_meeting_the_minutes_count(
    signed, sets_day, rikke, adviser_rikke, kind, answers, is_told
):
    day = sets_day(signed, 3, kind=kind)
    days.write(day=day, part="outcome", answers=answers, seen=0, not_a_child=False, by=rikke)
    tell_about_courses(today=add_working_days(day.on, 2))
    assert told(adviser_rikke) == ([OUTCOME] if is_told else [])


def test_a_day_that_was_cancelled_waits_for_nobody(signed, rikke, today, adviser_rikke):
    day = day_queries.advisory(signed)[0]
    days.cancel_day(day=day, seen=day.version, why="Sygdom.", today=today, by=rikke)
    tell_about_courses(today=add_working_days(day.on, 2))
    assert told(adviser_rikke) == []


def test_nobody_is_told_of_days_before_there_is_an_agreement_or_when_it_has_stopped(
    writing, trine, adviser_rikke, today
):
    last = day_queries.last_day(writing) + timedelta(days=30)
    tell_about_courses(today=last)
    steps.withdraw(course=writing, words="", not_a_child=False, by=trine)
    tell_about_courses(today=last)
    assert told(adviser_rikke) == []


def test_a_paused_course_lies_still(signed, pauses, today, adviser_rikke):
    pauses(signed, until=today + timedelta(days=10))
    tell_about_courses(today=day_queries.last_day(signed) + timedelta(days=30))
    assert told(adviser_rikke) == []


def test_the_adviser_is_told_to_close_an_evaluation_that_is_over(
    ended, rikke, today, adviser_rikke, lead_trine
):
    one = after.open_evaluation(course=ended, round="end", today=today, by=rikke)
    tell_about_courses(today=one.answer_by)
    assert told(adviser_rikke) == [], "one may answer on the last day"
    for later in (1, 1, 2):
        tell_about_courses(today=one.answer_by + timedelta(days=later))
    assert told(adviser_rikke) == [CLOSE]
    assert told(lead_trine) == []


def test_when_the_adviser_has_gone_all_the_others_are_told(
    ended, due, adviser_rikke, person, agency, today
):
    susan = person("Susan Sol", Role.AGENCY_ADVISOR, agency)
    adviser_rikke.jobs.update(until=today - timedelta(days=1))
    tell_about_courses(today=due)
    assert told(susan) == [FOLLOW_UP]
    assert told(adviser_rikke) == []


def test_the_same_night_twice_changes_nothing(ended, due, trine, rikke, today, let_in):
    bo = ended.participants.get(name="Bo Birk")
    let_in(bo)
    people.name_lead(seat=bo, by=trine)
    after.open_evaluation(course=ended, round="end", today=today, by=rikke)
    night = due + timedelta(days=1)
    tell_about_courses(today=night)
    before = [list(model.objects.order_by("pk").values()) for model in (Notice, OutboxMail, Entry)]
    tell_about_courses(today=night)
    assert [
        list(model.objects.order_by("pk").values()) for model in (Notice, OutboxMail, Entry)
    ] == before


@pytest.mark.long
def test_a_night_with_nothing_to_tell_costs_the_same_for_one_and_for_many(
    signed, count_queries, today, adviser_rikke
):
    few = count_queries(lambda: tell_about_courses(today=today))
    type(signed).objects.bulk_create(
        type(signed)(
            municipality=str(code),
            state="advisory_days",
            received_on=today,
            reply_due=today,
            adviser=adviser_rikke,
        )
        for code in range(101, 160)
    )
    assert count_queries(lambda: tell_about_courses(today=today)) == few
