"""What waits for a person in an advisory course that runs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from skolespor.accounts.roles import Role
from skolespor.programme.access import Who
from skolespor.programme.actions import steps
from skolespor.programme.models import (
    Agreement,
    Approval,
    Course,
    Day,
    Evaluation,
    FollowUp,
    Participant,
)
from skolespor.reviews.models import Focus
from skolespor.workspace.queries.work_in_courses import work_in_courses

pytestmark = pytest.mark.once


def words(response):
    return response.content.decode()


@pytest.fixture
def course(lead_trine, adviser_rikke, today):
    """Solvang's, at a stage: `course("own_practice")`. Trine holds the threads, Rikke advises."""

    def make(state, **facts):
        one = Course.objects.create(
            municipality="9001",
            state=state,
            received_on=today,
            reply_due=today,
            adviser=adviser_rikke,
            **facts,
        )
        seat(one, lead_trine, is_lead=True)
        return one

    return make


def seat(course, user, **facts):
    return Participant.objects.create(
        course=course,
        name=user.name,
        email=user.email,
        user=user,
        joined_at=timezone.now(),
        **facts,
    )


def day(course, on, **facts):
    return Day.objects.create(course=course, on=on, format="workshop", place="Rådhuset", **facts)


def of_courses(reader):
    """The lines about courses, with where they lead."""
    return {one.text: one.url for one in work_in_courses(reader=reader) if one.count}


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (
            "own_practice",
            "Rådgivningsforløbet: De tre linjer har ikke alle svaret på egenvurderingen.",
        ),
        ("focus_choice", "Rådgivningsforløbet: I mangler at vælge to eller tre fokus."),
        (
            "action_tracks",
            "Rådgivningsforløbet: I mangler handlespor, der alle har ejer, frist og tegn.",
        ),
        (
            "advisory_days",
            "Rådgivningsforløbet: Der er ikke flere dage, og noget mangler, før I går videre.",
        ),
        (
            "anchoring",
            "Rådgivningsforløbet: I mangler handlespor, der er fast praksis med beskrivelse, kalender og måling.",
        ),
    ],
)
def test_the_municipality_is_told_what_is_missing_in_plain_words(
    course, lead_trine, adviser_rikke, director_dan, group_gerda, state, says
):
    one = course(state)
    for reader in (lead_trine, director_dan):
        assert of_courses(reader) == {says: f"/raadgivning/{one.pk}/"}
    for reader in (adviser_rikke, group_gerda):
        assert of_courses(reader) == {}, "it is not their turn"


@pytest.mark.parametrize("state", ["start_meeting", "status_meeting", "follow_up", "closed"])
def test_it_is_not_told_when_it_is_the_agencys_turn(course, lead_trine, state):
    course(state)
    assert of_courses(lead_trine) == {}


@pytest.mark.parametrize(
    ("state", "kind"), [("start_meeting", "start"), ("status_meeting", "status")]
)
def test_the_adviser_is_told_to_go_on_unless_the_meeting_is_to_come(
    course, adviser_rikke, person, agency, lead_trine, today, state, kind
):
    one = course(state)
    said = {
        "1 rådgivningsforløb venter på, at du holder mødet eller går videre.": (
            f"/raadgivning/{one.pk}/"
        )
    }
    assert of_courses(adviser_rikke) == said
    day(one, today + timedelta(days=9), kind="advisory")
    assert of_courses(adviser_rikke) == said, "another day is no such meeting"
    meeting = day(one, today, kind=kind)
    assert of_courses(adviser_rikke) == {}
    Day.objects.filter(pk=meeting.pk).update(cancelled_at=timezone.now(), cancelled_why="x")
    assert of_courses(adviser_rikke) == said
    assert of_courses(lead_trine) == {}
    assert of_courses(person("Susan Sol", Role.AGENCY_ADVISOR, agency)) == {}, "not her course"


def test_the_adviser_is_told_when_the_day_of_the_talk_has_come(course, adviser_rikke, today):
    one = course("initial_dialogue", next_on=today + timedelta(days=1))
    assert of_courses(adviser_rikke) == {}
    Course.objects.update(next_on=today)
    assert of_courses(adviser_rikke) == {
        "1 kommune venter på at tale videre med dig om rådgivning.": f"/raadgivning/{one.pk}/"
    }


def test_the_adviser_is_told_that_the_municipality_has_answered(
    course, adviser_rikke, lead_trine, today
):
    one = course("initial_dialogue", next_on=today - timedelta(days=1))
    later, by = today + timedelta(days=9), Who(adviser_rikke)
    said = {"words": "Hvem er med?", "next_on": later, "not_a_child": False}
    steps.ask(course=one, today=today, by=by, **said)
    assert of_courses(adviser_rikke) == {}, "now it is the municipality's turn"
    steps.answer(course=one, words="Alle tre.", not_a_child=False, by=Who(lead_trine))
    assert list(of_courses(adviser_rikke)) == [
        "1 kommune venter på at tale videre med dig om rådgivning."
    ]


def test_the_adviser_is_told_when_only_the_agencys_approval_is_missing(
    course, adviser_rikke, person, agency
):
    one = course("agreement")
    first = Agreement.objects.create(course=one, number=1, sections={})
    approve(first, "agency")
    assert of_courses(adviser_rikke) == {}
    newest = Agreement.objects.create(course=one, number=2, sections={})
    approve(newest, "municipality")
    assert of_courses(adviser_rikke) == {
        "1 aftale om rådgivning mangler kun jeres godkendelse.": f"/raadgivning/{one.pk}/aftale/"
    }
    assert of_courses(person("Susan Sol", Role.AGENCY_ADVISOR, agency)) == {}, "not her course"
    approve(newest, "agency")
    assert of_courses(adviser_rikke) == {}


def approve(agreement, side):
    Approval.objects.create(agreement=agreement, side=side, name="x", title="x")


def test_nothing_waits_while_a_day_is_to_come(course, lead_trine, today):
    day(course("advisory_days"), today)
    assert of_courses(lead_trine) == {}


def test_when_nothing_is_missing_one_can_go_on(course, lead_trine, solvang, today):
    one = course("focus_choice")
    for place in (1, 2):
        Focus.objects.create(
            municipality=solvang,
            place=place,
            words="x",
            why="x",
            chosen_on=today,
            chosen_by=lead_trine,
        )
    words_now = "Rådgivningsforløbet: I kan gå videre til »handlespor«."
    assert of_courses(lead_trine) == {words_now: f"/raadgivning/{one.pk}/"}


def test_a_pause_is_told_when_its_day_has_come(course, lead_trine, today, time_machine):
    course("paused", next_on=today + timedelta(days=2))
    assert of_courses(lead_trine) == {}
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert f"Rådgivningsforløbet skulle begynde igen {today + timedelta(days=2):%d-%m-%Y}." in (
        of_courses(lead_trine)
    )


def test_who_leads_several_is_told_how_many(course, lead_trine, today):
    course("focus_choice")
    other = Course.objects.create(
        municipality="9099", state="focus_choice", received_on=today, reply_due=today
    )
    seat(other, lead_trine, is_lead=True)
    assert of_courses(lead_trine) == {"2 rådgivningsforløb venter på jer.": "/raadgivning/"}


def test_both_sides_are_told_what_is_to_be_written(
    course, lead_trine, adviser_rikke, person, agency, today
):
    one = course("follow_up")
    follow_up = FollowUp.objects.create(course=one, occasion="half_year", due=today)
    held = day(one, today - timedelta(days=1))
    day(one, today)
    day(one, today - timedelta(days=2), cancelled_at=timezone.now(), cancelled_why="x")
    said = {
        "1 opfølgning på et rådgivningsforløb skal skrives.": (
            f"/raadgivning/{one.pk}/opfoelgning/{follow_up.pk}/skriv/"
        ),
        "1 dag i et rådgivningsforløb er gået, og ingen har skrevet, hvad der kom ud af den.": (
            f"/raadgivning/{one.pk}/dage/{held.pk}/"
        ),
    }
    assert of_courses(lead_trine) == of_courses(adviser_rikke) == said
    other = person("Susan Sol", Role.AGENCY_ADVISOR, agency)
    assert of_courses(other) == {}, "only the courses that one advises"


def test_the_places_that_the_lines_lead_to_open(course, sign_in, lead_trine, adviser_rikke, today):
    one = course("follow_up")
    FollowUp.objects.create(course=one, occasion="half_year", due=today)
    day(one, today - timedelta(days=1))
    evaluation(one, today - timedelta(days=1))
    for reader in (lead_trine, adviser_rikke):
        browser = sign_in(reader)
        front = words(browser.get("/"))
        for text, url in of_courses(reader).items():
            assert text in front
            assert browser.get(url).status_code == 200


def evaluation(course, answer_by):
    return Evaluation.objects.create(
        course=course, round="end", opened_on=answer_by, answer_by=answer_by
    )


def test_who_takes_part_is_asked_how_it_was_and_the_adviser_closes_it(
    course, lead_trine, teacher_tim, adviser_rikke, today
):
    one = course("advisory_days")
    day(one, today + timedelta(days=9))
    seat(one, teacher_tim)
    asked = evaluation(one, today)
    at = f"/raadgivning/{one.pk}/evaluering/{asked.pk}/"
    for reader in (lead_trine, teacher_tim):
        assert of_courses(reader) == {"Sig, hvordan rådgivningsforløbet var.": f"{at}svar/"}
    assert of_courses(adviser_rikke) == {}
    Evaluation.objects.update(answer_by=today - timedelta(days=1))
    assert of_courses(adviser_rikke) == {"1 evaluering skal lukkes, så svarene kan ses.": at}


def test_strangers_are_told_nothing_of_the_course(course, lead_erna, worker_wilma, today):
    one = course("follow_up")
    FollowUp.objects.create(course=one, occasion="half_year", due=today)
    evaluation(one, today)
    for reader in (lead_erna, worker_wilma):
        assert of_courses(reader) == {}


def test_it_costs_an_adviser_and_a_lead_the_same_for_one_and_for_many(
    course, lead_trine, adviser_rikke, today, count_queries
):
    def waits_in(one):
        FollowUp.objects.create(course=one, occasion="half_year", due=today)
        day(one, today - timedelta(days=1))
        evaluation(one, today - timedelta(days=1))

    def costs():
        return [
            count_queries(lambda who=who: work_in_courses(reader=who))
            for who in (lead_trine, adviser_rikke)
        ]

    waits_in(course("follow_up"))
    few = costs()
    for code in range(101, 160):
        one = Course.objects.create(
            municipality=str(code),
            state="follow_up",
            received_on=today,
            reply_due=today,
            adviser=adviser_rikke,
        )
        seat(one, lead_trine, is_lead=True)
        waits_in(one)
    assert costs() == few
