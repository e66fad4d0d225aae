"""The municipality's own work on one page, and what of it waits for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from skolespor.accounts.models import LocalRule
from skolespor.attendance.queries import lists
from skolespor.children.models import Child, Enrolment
from skolespor.programme.access import Who
from skolespor.programme.actions import application, people, steps
from skolespor.reviews.models import Round
from skolespor.tracks.models import Proposal, Track
from skolespor.workspace.presenters import work
from skolespor.workspace.queries.work import work_for

pytestmark = pytest.mark.once

PAGE = "/vores-arbejde/"


def words(response):
    return response.content.decode()


def leave_school(enrolments):
    """They ended sixty days ago, and no other school has begun."""
    enrolments.update(until=timezone.localdate() - timedelta(days=60))


def waits(reader):
    return [one.text for one in work_for(reader=reader) if one.count]


@pytest.mark.parametrize(
    "who", ["director_dan", "lead_trine", "group_gerda", "schools_sven", "leader_lis", "home_helle"]
)
def test_leaders_see_what_only_they_can_do(request, sign_in, who, kalle):
    page = words(sign_in(request.getfixturevalue(who)).get(PAGE))
    for heading in (
        "Beskyt tiden",
        "Hold mødekalenderen",
        "Beslut ved dag 10 uden skole",
        "Giv fælles retning",
        "Spørg efter svaret til barnet",
    ):
        assert heading in page


@pytest.mark.parametrize("who", ["worker_wilma", "teacher_tim", "admin_inge", "adviser_rikke"])
def test_others_have_no_such_page(request, sign_in, who, maja):
    assert sign_in(request.getfixturevalue(who)).get(PAGE).status_code == 403


def test_the_page_names_no_child(sign_in, director_dan, maja, emil, kalle):
    leave_school(Enrolment.objects.all())
    page = words(sign_in(director_dan).get(PAGE))
    for child in Child.objects.all():
        assert child.first_name not in page


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (0, "Ingen børn har været uden skole så længe lige nu."),
        (1, "Færre end 5 børn"),
        (4, "Færre end 5 børn"),
        (5, "5 børn har været uden skole i 10 skoledage eller mere."),
    ],
)
def test_fewer_than_five_children_are_not_counted_aloud(
    monkeypatch, sign_in, director_dan, count, says
):
    monkeypatch.setattr(work, "long_without", lambda place, days: count)
    assert says in words(sign_in(director_dan).get(PAGE))


def test_a_leader_decides_after_as_many_days_as_the_rule_says_or_the_municipality(
    monkeypatch, sign_in, director_dan, solvang, today
):
    asked = []
    monkeypatch.setattr(work, "long_without", lambda place, days: asked.append(days) or 0)
    browser = sign_in(director_dan)
    assert "Efter 10 skoledage uden skole skal en leder" in words(browser.get(PAGE))
    LocalRule.objects.create(
        municipality=solvang, rule="dl_gap_day_10", n=7, valid_from=today, set_by=director_dan
    )
    page = words(browser.get(PAGE))
    assert "Beslut ved dag 7 uden skole" in page
    assert "Efter 7 skoledage uden skole skal en leder" in page
    assert asked == [10, 7]


def test_who_has_been_without_school_so_long_is_counted_as_the_list_counts(
    solvang, maja, emil, kalle
):
    leave_school(Enrolment.objects.filter(child__in=[maja, emil]))
    children = Child.objects.filter(acting_municipality=solvang)
    found = lists.without_school(timezone.localdate(), children=children)
    lengths = sorted(one.clock.count for one in found)
    for days in {1, 10, *lengths, *(length + 1 for length in lengths)}:
        assert lists.long_without(solvang, days=days) == sum(n >= days for n in lengths)


def test_the_page_costs_the_same_with_few_and_many_children(
    sign_in, director_dan, count_queries, maja, emil
):
    browser = sign_in(director_dan)
    leave_school(Enrolment.objects.all())
    browser.get(PAGE)
    assert count_queries(lambda: browser.get(PAGE)) <= 60


def test_the_agency_is_told_of_municipalities_that_wait(adviser_rikke, lead_trine, today):
    by = Who(lead_trine)
    course = application.begin(municipality="9001", by=lead_trine)
    assert waits(lead_trine) == ["Rådgivningsforløbet venter på jer."]
    answers = dict.fromkeys(("af_wish", "af_why_now", "af_time"), "Ja") | {"af_leaders": "yes"}
    application.save_part(
        course=course, part="common", answers=answers, seen=0, not_a_child=False, by=by
    )
    people.invite(
        course=course,
        name="Bo Birk",
        email="bo@example.invalid",
        title="Chef",
        line="school",
        level="strategic",
        may_write=True,
        by=by,
    )
    steps.send(course=course, is_confirmed=True, today=today, by=by)
    assert waits(lead_trine) == []
    assert waits(adviser_rikke) == ["1 kommune venter på svar om rådgivning."]
    steps.talk(
        course=course,
        next_on=today + timedelta(days=3),
        words="",
        not_a_child=False,
        today=today,
        by=Who(adviser_rikke),
    )
    assert waits(adviser_rikke) == []


def test_the_menu_leads_leaders_there_and_the_footer_everybody_who_may(
    sign_in, director_dan, schools_sven, teacher_tim
):
    assert words(sign_in(director_dan).get("/")).count(f'href="{PAGE}"') >= 2
    assert f'href="{PAGE}"' in words(sign_in(schools_sven).get("/"))
    assert f'href="{PAGE}"' not in words(sign_in(teacher_tim).get("/"))


def test_who_leads_is_told_of_steps_that_owners_propose(
    solvang, lead_trine, group_gerda, lead_erna, schools_sven, sign_in, today
):
    track = Track.objects.create(
        municipality=solvang,
        title="Ro om morgenen",
        why="x",
        begun_on=today,
        created_by=lead_trine,
        edited_by=lead_trine,
        edited_at=timezone.now(),
    )
    said = Proposal.objects.create(track=track, step="stop", why="x", by=schools_sven)
    (line,) = [one for one in work_for(reader=lead_trine) if one.count]
    assert line.text == "1 forslag om et handlespor venter på dit svar."
    assert "Afvis forslaget" in words(sign_in(lead_trine).get(line.url))
    assert waits(group_gerda) == waits(lead_erna) == []
    Proposal.objects.filter(pk=said.pk).update(answered_at=timezone.now())
    assert waits(lead_trine) == []


def test_who_leads_is_told_that_it_is_time_for_a_new_self_review(
    solvang, lead_trine, group_gerda, lead_erna, sign_in, today
):
    closed = Round.objects.create(
        municipality=solvang,
        instrument={},
        state="closed",
        answer_by=today,
        begun_on=today,
        begun_by=lead_trine,
        closed_on=today,
        closed_by=lead_trine,
    )
    assert waits(lead_trine) == []
    Round.objects.filter(pk=closed.pk).update(closed_on=today - timedelta(days=366))
    (line,) = [one for one in work_for(reader=lead_trine) if one.count]
    assert line.text == "Det er tid til en ny egenvurdering."
    assert sign_in(lead_trine).get(line.url).status_code == 200
    assert waits(group_gerda) == waits(lead_erna) == []
