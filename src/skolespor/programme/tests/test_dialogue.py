"""The agency's workspace, and what each side sees of the other."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts.roles import Role
from skolespor.core.errors import RuleBroken
from skolespor.core.models import OutboxMail
from skolespor.notices.models import Notice
from skolespor.programme.access import Who, courses_where
from skolespor.programme.actions import steps
from skolespor.programme.forms.application import half_year_words
from skolespor.programme.models import Course, Taken
from skolespor.programme.queries import courses as queries
from skolespor.programme.rules.application import half_years_from

SECRET, SHARED = "Ledelsen virker ikke enig.", "Alle tre linjer sad med ved bordet."


def words(response):
    return response.content.decode()


def address(course, rest=""):
    return f"/raadgivning/{course.pk}/{rest}"


@pytest.fixture
def noted(talking, rikke):
    for text, is_shared in ((SECRET, False), (SHARED, True)):
        steps.note(course=talking, text=text, is_shared=is_shared, not_a_child=False, by=rikke)
    return talking


def test_the_agency_sees_what_has_been_sent_and_nothing_before(
    draft, rikke, sent, sign_in, adviser_rikke
):
    assert [one.pk for one in courses_where(rikke)] == [sent.pk]
    page = words(sign_in(adviser_rikke).get("/raadgivning/koe/"))
    assert "1 venter på styrelsen" in page
    assert "Solvang" in page


def test_the_agency_reads_no_draft(draft, rikke, sign_in, adviser_rikke):
    assert sign_in(adviser_rikke).get(address(draft)).status_code == 404


def test_the_agency_answers_and_the_municipality_is_told(
    talking, sign_in, lead_trine, adviser_rikke
):
    page = words(sign_in(lead_trine).get(address(talking)))
    assert "Vi taler sammen" in page or "Rikke Glad og kommunen taler sammen" in page
    assert Notice.objects.filter(user=lead_trine, kind="programme.answered").exists()
    talking.refresh_from_db()
    assert talking.adviser == adviser_rikke


def test_people_without_an_account_are_told_by_mail_only_when_they_have_come_in(
    sent, comes_in, rikke, today
):
    bo = sent.participants.get(name="Bo Birk")
    comes_in(bo)
    steps.talk(
        course=sent,
        next_on=today + timedelta(days=3),
        words="Vi ringer.",
        not_a_child=False,
        today=today,
        by=rikke,
    )
    news = [one for one in OutboxMail.objects.all() if "der er nyt" in one.subject]
    assert [one.recipient for one in news] == [bo.email]
    assert "Vi ringer" not in news[0].body


def test_the_second_who_takes_a_step_too_late_is_told(sent, rikke, today):
    late = Course.objects.get(pk=sent.pk)
    day = today + timedelta(days=3)
    steps.talk(course=sent, next_on=day, words="", not_a_child=False, today=today, by=rikke)
    with pytest.raises(RuleBroken) as no:
        steps.talk(course=late, next_on=day, words="", not_a_child=False, today=today, by=rikke)
    assert no.value.code == "flow.not_from_here"
    assert Taken.objects.filter(step="talk").count() == 1


def test_a_page_for_a_step_that_is_already_taken_says_so(talking, sign_in, adviser_rikke):
    page = words(sign_in(adviser_rikke).get(address(talking, "trin/talk/")))
    assert "Det er allerede gjort" in page


def test_the_adviser_is_changed_and_two_at_once_are_told(
    talking, person, agency, rikke, adviser_rikke
):
    tom = person("Tom Tang", Role.AGENCY_ADVISOR, agency)
    steps.set_adviser(course=talking, adviser=tom, seen=adviser_rikke.pk, by=rikke)
    with pytest.raises(RuleBroken) as no:
        steps.set_adviser(course=talking, adviser=tom, seen=adviser_rikke.pk, by=rikke)
    assert no.value.code == "course.adviser_meanwhile"


def test_only_somebody_of_the_agency_can_have_a_course(talking, lead_trine, rikke, adviser_rikke):
    with pytest.raises(RuleBroken):
        steps.set_adviser(course=talking, adviser=lead_trine, seen=adviser_rikke.pk, by=rikke)


def test_asking_for_more_and_not_now_say_why_and_when(sent, rikke, today):
    for act in (steps.ask, steps.decline):
        with pytest.raises(RuleBroken):
            act(
                course=sent,
                words=" ",
                next_on=today + timedelta(days=3),
                not_a_child=False,
                today=today,
                by=rikke,
            )
        with pytest.raises(RuleBroken):
            act(
                course=sent,
                words="Vi mangler noget.",
                next_on=today,
                not_a_child=False,
                today=today,
                by=rikke,
            )
    sent.refresh_from_db()
    assert sent.state == "inquiry"


def test_not_now_is_read_by_the_municipality_with_its_reason(
    sent, rikke, today, sign_in, lead_trine
):
    day = today + timedelta(days=90)
    steps.decline(
        course=sent,
        words="Der er fuldt i foråret.",
        next_on=day,
        not_a_child=False,
        today=today,
        by=rikke,
    )
    page = words(sign_in(lead_trine).get(address(sent)))
    assert "Der er fuldt i foråret." in page
    assert day.strftime("%d-%m-%Y") in page


def test_the_dialogue_is_taken_up_again_unless_there_is_a_newer_one(sent, rikke, today, lead_trine):
    day = today + timedelta(days=30)
    steps.decline(
        course=sent, words="Ikke nu.", next_on=day, not_a_child=False, today=today, by=rikke
    )
    newer = Course.objects.create(
        municipality="9001", state="inquiry", received_on=today, reply_due=today
    )
    with pytest.raises(RuleBroken) as no:
        steps.again(course=sent, next_on=day, today=today, by=rikke)
    assert no.value.code == "course.newer"
    newer.delete()
    steps.again(course=sent, next_on=day, today=today, by=rikke)
    assert sent.state == "initial_dialogue"


def test_the_municipality_takes_its_application_back(sent, trine, rikke):
    steps.withdraw(course=sent, words="Vi venter.", not_a_child=False, by=trine)
    assert sent.state == "withdrawn"
    assert queries.open_course("9001") is None
    assert list(queries.queue(reader=rikke)) == []


@pytest.mark.parametrize(
    "page", ["", "henvendelse/", "deltagere/", "trin/withdraw/", "deltagere/inviter/"]
)
def test_no_page_of_the_municipality_ever_holds_an_internal_note(
    noted, page, sign_in, lead_trine, director_dan, group_gerda, comes_in
):
    for user in (lead_trine, director_dan, group_gerda):
        answer = sign_in(user).get(address(noted, page))
        assert SECRET not in words(answer)
        assert "Kun styrelsen" not in words(answer)
    browser = comes_in(noted.participants.get(name="Bo Birk"))
    assert SECRET not in words(browser.get(address(noted, page)))


def test_a_shared_note_is_read_by_both(noted, sign_in, lead_trine, adviser_rikke):
    assert SHARED in words(sign_in(lead_trine).get(address(noted)))
    page = words(sign_in(adviser_rikke).get(address(noted)))
    assert SHARED in page
    assert SECRET in page


def test_a_note_asks_each_time_who_reads_it(talking, sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    page = words(browser.post(address(talking, "note/"), {"text": SHARED}))
    assert "Der er noget, du skal rette" in page
    assert "Hvad fik jer til at ringe?" in page, "the guide stands beside it"
    browser.post(address(talking, "note/"), {"text": SHARED, "is_shared": "yes"})
    assert talking.notes.get().is_shared


@pytest.mark.parametrize("who", ["lead_trine", "group_gerda", "director_dan"])
def test_the_municipality_takes_no_step_of_the_agencys(talking, request, sign_in, who, today):
    user = request.getfixturevalue(who)
    browser = sign_in(user)
    for page in ("trin/ask/", "trin/decline/", "note/", "konsulent/"):
        assert browser.get(address(talking, page)).status_code == 403
    with pytest.raises(PermissionDenied):
        steps.ask(
            course=talking, words="x", next_on=today, not_a_child=False, today=today, by=Who(user)
        )


def test_the_agency_takes_no_step_of_the_municipalitys(talking, rikke, sign_in, adviser_rikke):
    with pytest.raises(PermissionDenied):
        steps.withdraw(course=talking, words="", not_a_child=False, by=rikke)
    assert sign_in(adviser_rikke).get(address(talking, "trin/withdraw/")).status_code == 403
    assert sign_in(adviser_rikke).get(address(talking, "deltagere/inviter/")).status_code == 403


@pytest.mark.parametrize("who", ["lead_erna", "worker_wilma", "teacher_tim", "admin_inge"])
def test_strangers_have_no_such_page(talking, request, sign_in, who, maja):
    browser = sign_in(request.getfixturevalue(who))
    for page in ("", "henvendelse/", "deltagere/", "trin/withdraw/", "note/"):
        assert browser.get(address(talking, page)).status_code == 404


def test_the_steering_group_reads_and_changes_nothing(talking, sign_in, group_gerda, rikke):
    browser = sign_in(group_gerda)
    assert browser.get(address(talking)).status_code == 200
    assert browser.get(address(talking, "trin/withdraw/")).status_code == 403
    assert browser.get(address(talking, "henvendelse/common/")).status_code == 403


def test_room_is_counted_per_half_year(sent, rikke, sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    half = queries.halves
    address_of = browser.get("/raadgivning/koe/").context["halves"][1]["url"]
    assert "Skriv et tal fra 0 til 98" in words(browser.post(address_of, {"places": 200}))
    browser.post(address_of, {"places": 4})
    name = address_of.strip("/").rpartition("/")[2]
    Course.objects.filter(pk=sent.pk).update(half_year=name)
    assert [(one.places, one.taken) for one in half([name])] == [(4, 1)]
    assert browser.get("/raadgivning/pladser/1999-1/").status_code == 404


def test_whom_nobody_has_answered_stands_before_whom_somebody_talks_with(talking, rikke, today):
    Course.objects.create(
        municipality="9099",
        state="inquiry",
        received_on=today,
        reply_due=today + timedelta(days=99),
    )
    found = queries.queue(reader=rikke)
    assert [one.state for one in found] == ["inquiry", "initial_dialogue"]
    assert "NULLS FIRST" in str(found.query), "PostgreSQL puts nothing last, SQLite first"


OFFER = "trin/offer/"


def test_a_place_is_given_with_the_room_in_sight_and_refused_where_there_is_none(
    noted, rikke, sign_in, adviser_rikke, today
):
    browser = sign_in(adviser_rikke)
    full, free = half_years_from(today, 2)
    steps.set_places(half_year=full, places=1, by=rikke)
    Course.objects.create(
        municipality="9099",
        state="agreement",
        half_year=full,
        received_on=today,
        reply_due=today,
    )
    page = words(browser.get(address(noted, OFFER)))
    assert f"{half_year_words(full)}: 1 af 1 pladser" in page
    assert half_year_words(free) in page
    refused = words(browser.post(address(noted, OFFER), {"half_year": full}))
    assert "Der er ikke flere pladser i det halvår." in refused
    assert browser.post(address(noted, OFFER), {"half_year": free}).status_code == 302


def test_a_course_that_has_its_place_keeps_it_though_all_are_taken(noted, rikke, today):
    (half,) = half_years_from(today, 1)
    steps.set_places(half_year=half, places=1, by=rikke)
    noted.half_year = half
    noted.save()
    steps.offer(course=noted, half_year=half, by=rikke)
    assert noted.state == "agreement"


def test_what_was_said_is_written_down_before_the_agreement_begins(
    talking, rikke, sign_in, adviser_rikke, today
):
    browser = sign_in(adviser_rikke)
    answer = {"half_year": half_years_from(today, 1)[0]}
    refused = words(browser.post(address(talking, OFFER), answer))
    assert "Skriv en note om, hvad I talte om" in refused
    assert "Der er en tovholder med tid." in words(browser.get(address(talking, "note/")))
    steps.note(course=talking, text=SHARED, is_shared=False, not_a_child=False, by=rikke)
    assert browser.post(address(talking, OFFER), answer).status_code == 302


def test_the_queue_costs_the_same_for_one_and_for_four_hundred(
    sent, sign_in, adviser_rikke, count_queries, today
):
    browser = sign_in(adviser_rikke)
    browser.get("/raadgivning/koe/")
    few = count_queries(lambda: browser.get("/raadgivning/koe/"))
    codes = [code for code in queries.municipalities() if code != "9001"]
    Course.objects.bulk_create(
        Course(municipality=code, state="inquiry", received_on=today, reply_due=today)
        for code in codes
    )
    Course.objects.bulk_create(
        Course(municipality=codes[n % 98], state="withdrawn", received_on=today, reply_due=today)
        for n in range(300)
    )
    assert Course.objects.count() > 390
    assert count_queries(lambda: browser.get("/raadgivning/koe/")) <= few


@pytest.mark.long
def test_one_course_costs_the_same_with_few_and_with_many(
    noted, sign_in, lead_trine, count_queries, invites, rikke
):
    browser = sign_in(lead_trine)
    pages = [address(noted), address(noted, "deltagere/"), address(noted, "henvendelse/")]
    [browser.get(page) for page in pages]
    few = [count_queries(lambda page=page: browser.get(page)) for page in pages]
    for number in range(20):
        invites(noted, f"P{number}x Abc", line="school")
        steps.note(course=noted, text="Vi talte.", is_shared=True, not_a_child=False, by=rikke)
    assert [count_queries(lambda page=page: browser.get(page)) for page in pages] == few
