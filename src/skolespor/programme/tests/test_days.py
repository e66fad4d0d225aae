"""Days and meetings: set, moved, cancelled, in people's calendars, written about by both."""

from datetime import time, timedelta

import pytest
import vobject
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from skolespor.core import outbox
from skolespor.core.errors import RuleBroken
from skolespor.core.models import OutboxMail
from skolespor.notices.models import Notice
from skolespor.programme.access import Who
from skolespor.programme.actions import agreement, days
from skolespor.programme.actions.days import When
from skolespor.programme.models import Day
from skolespor.programme.queries import days as queries
from skolespor.programme.rules.days import Kind

PLAN = {"purpose": "Se det samme.", "agenda": "30 min Velkomst\n45 min Tal", "preparation": "Læs."}


def words(response):
    return response.content.decode()


def address(course, rest=""):
    return f"/raadgivning/{course.pk}/dage/{rest}"


def invitations(to=None):
    """The calendar files that wait to be sent, with whom they go to."""
    rows = OutboxMail.objects.exclude(calendar="").order_by("pk")
    return [vobject.readOne(one.calendar) for one in rows if to is None or one.recipient == to]


@pytest.fixture
def hidden_in():
    """What a page sends with its form without asking: `hidden_in(response)`."""
    return lambda response: {
        one.html_name: one.value() for one in response.context["form"].hidden_fields()
    }


@pytest.fixture
def day(signed):
    return queries.advisory(signed)[0]


@pytest.fixture
def writes_day(rikke):
    def save(day, part="plan", answers=None, seen=0, by=None, not_a_child=False):
        return days.write(
            day=day,
            part=part,
            answers=PLAN if answers is None else answers,
            seen=seen,
            not_a_child=not_a_child,
            by=by or rikke,
        )

    return save


def test_nobody_is_invited_to_a_day_before_the_agreement_is_made(writing):
    assert invitations() == []


def test_while_the_agreement_is_written_its_page_sets_advisory_days(
    writing, sign_in, adviser_rikke, hidden_in, today
):
    browser, page = sign_in(adviser_rikke), address(writing, "ny/")
    on = (today + timedelta(days=200)).strftime("%d-%m-%Y")
    typed = {"on": on, "format": "workshop", "place": "Biblioteket"}
    assert browser.post(page, typed | hidden_in(browser.get(page))).status_code == 302
    assert writing.days.get(place="Biblioteket").kind == Kind.ADVISORY


def test_the_day_the_agreement_is_made_its_days_go_into_calendars(
    signed, lead_trine, adviser_rikke
):
    assert len(invitations("bo@example.invalid")) == 3
    assert len(invitations(lead_trine.email)) == 3
    assert len(invitations(adviser_rikke.email)) == 3
    first = invitations("bo@example.invalid")[0]
    assert first.method.value == "REQUEST"
    assert "Rådgivningsdag 1" in first.vevent.summary.value
    assert Notice.objects.filter(user=lead_trine, kind="programme.day_invited").exists()


def test_the_mail_carries_the_file_as_mail_programs_know_it(signed):
    outbox.send_waiting(now=timezone.now())
    sent = next(one for one in mail.outbox if one.attachments)
    name, content, kind = sent.attachments[0]
    assert (name, kind) == ("invitation.ics", "text/calendar; method=REQUEST")
    assert "BEGIN:VEVENT" in content
    assert 'text/calendar; method="REQUEST"' in sent.message().as_string()
    assert not OutboxMail.objects.filter(sent_at__isnull=False).exclude(calendar="").exists()


def test_a_day_that_is_moved_is_an_update_of_the_same_day(signed, day, today, trine):
    before = invitations("bo@example.invalid")[0]
    when = When(day.on + timedelta(days=7), "meeting", "Biblioteket", begins=time(9), ends=time(12))
    days.move_day(day=day, seen=day.version, when=when, today=today, by=trine)
    after = invitations("bo@example.invalid")[-1]
    assert after.vevent.uid.value == before.vevent.uid.value
    assert int(after.vevent.sequence.value) > int(before.vevent.sequence.value)
    assert after.vevent.location.value == "Biblioteket"


def test_a_day_that_is_cancelled_is_taken_out_of_calendars_and_stays_on_the_page(
    signed, day, today, rikke, sign_in, lead_trine
):
    days.cancel_day(day=day, seen=day.version, why="Sne.", today=today, by=rikke)
    last = invitations("bo@example.invalid")[-1]
    assert (last.method.value, last.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert Notice.objects.filter(user=lead_trine, kind="programme.day_cancelled").exists()
    page = words(sign_in(lead_trine).get(address(signed, f"{day.pk}/")))
    assert "Aflyst" in page
    assert "Sne." in page
    assert "Ret tid og sted" not in page
    assert len(queries.advisory(signed)) == 2
    with pytest.raises(RuleBroken):
        days.cancel_day(day=queries.advisory(signed)[0], seen=0, why=" ", today=today, by=rikke)


def test_a_day_of_an_agreement_that_is_being_made_is_taken_out(writing, today, rikke):
    days.cancel_day(day=queries.advisory(writing)[0], seen=0, why="", today=today, by=rikke)
    assert Day.objects.count() == 2
    assert invitations() == []


def test_a_day_that_is_gone_is_not_cancelled(signed, day, today, rikke):
    with pytest.raises(RuleBroken) as no:
        days.cancel_day(
            day=day, seen=day.version, why="x", today=day.on + timedelta(days=1), by=rikke
        )
    assert no.value.code == "day.gone"


def test_a_fifth_day_is_refused_and_a_status_meeting_is_not(signed, sets_day):
    sets_day(signed, 200)
    with pytest.raises(RuleBroken) as no:
        sets_day(signed, 210)
    assert no.value.code == "day.too_many"
    assert sets_day(signed, 210, kind=Kind.STATUS).kind == Kind.STATUS


def test_a_meeting_waits_for_the_agreement(writing, sets_day):
    with pytest.raises(RuleBroken) as no:
        sets_day(writing, 10, kind=Kind.START)
    assert no.value.code == "day.too_early"


def test_two_days_on_one_date_are_refused_but_a_cancelled_one_gives_its_date_free(
    signed, day, today, rikke, sets_day
):
    with pytest.raises(RuleBroken):
        sets_day(signed, 30)
    days.cancel_day(day=day, seen=day.version, why="Sne.", today=today, by=rikke)
    assert sets_day(signed, 30).on == day.on


def test_who_is_chosen_gets_it_and_who_is_not_is_told_off(signed, day, today, trine):
    bo = signed.participants.get(name="Bo Birk")
    others = signed.participants.exclude(pk=bo.pk).values_list("pk", flat=True)
    days.choose_people(day=day, seats=list(others), seen=0, today=today, by=trine)
    assert invitations(bo.email)[-1].method.value == "CANCEL"
    assert bo not in queries.asked_to(day)
    days.choose_people(day=day, seats=[*others, bo.pk], seen=1, today=today, by=trine)
    assert invitations(bo.email)[-1].method.value == "REQUEST"
    assert not day.comes.exists(), "all is the same as nobody chosen"


def test_a_seat_of_another_course_is_never_chosen(signed, day, today, trine, lead_erna):
    stranger = 987654
    days.choose_people(day=day, seats=[stranger], seen=0, today=today, by=trine)
    assert not day.comes.exists()


def test_a_template_is_what_one_begins_with_and_nothing_is_saved_by_it(
    signed, sets_day, sign_in, adviser_rikke
):
    one = sets_day(signed, 200, template="dt_2", begins=time(9), ends=time(15))
    page = words(sign_in(adviser_rikke).get(address(signed, f"{one.pk}/skriv/plan/")))
    assert "60 min De fire principper i praksis" in page
    assert not queries.day_of(signed, one.pk).is_planned


def test_the_agenda_stands_with_the_clock(signed, sets_day, writes_day, sign_in, lead_trine):
    one = sets_day(signed, 200, begins=time(9), ends=time(15))
    writes_day(one)
    page = words(sign_in(lead_trine).get(address(signed, f"{one.pk}/")))
    assert "09.30" in page
    assert "Rikke Glad" in page


def test_two_who_write_about_a_day_at_once_keep_both_their_words(day, writes_day, trine):
    writes_day(day)
    saved = writes_day(day, answers=PLAN | {"purpose": "Noget andet."}, by=trine)
    assert saved.merged.contested == ("purpose",)
    saved = writes_day(day, answers=PLAN | {"preparation": "Læs to gange."}, seen=1, by=trine)
    assert saved.written.answers["preparation"] == "Læs to gange."


def test_what_is_written_of_one_day_is_not_anothers(signed, day, writes_day):
    writes_day(day)
    other = queries.day_of(signed, queries.advisory(signed)[1].pk)
    assert other.plan.version == 0


def test_no_child_stands_in_the_minutes(day, writes_day):
    for text, code in (("Vi talte om 150415-0002", "text.cpr"), ("Vi talte om Maja", "text.name")):
        with pytest.raises(RuleBroken) as no:
            writes_day(day, "outcome", {"output": "", "minutes": text})
        assert no.value.code == code


def test_what_is_typed_about_a_day_comes_back_and_is_its_writers_alone(
    signed, day, sign_in, lead_trine, adviser_rikke
):
    trines = sign_in(lead_trine)
    kept = trines.post(
        address(signed, f"{day.pk}/skriv/plan/kladde/"), {"purpose": "Halvt skrevet"}
    )
    assert kept.status_code == 200
    assert "Halvt skrevet" in words(trines.get(address(signed, f"{day.pk}/skriv/plan/")))
    page = address(signed, f"{day.pk}/skriv/plan/")
    assert "Halvt skrevet" not in words(sign_in(adviser_rikke).get(page))
    trines.post(page, PLAN | {"seen": 0})
    assert "Halvt skrevet" not in words(trines.get(page))


def test_the_file_for_ones_own_calendar_is_read_by_another_reader(signed, day, sign_in, lead_trine):
    browser = sign_in(lead_trine)
    answer = browser.get(address(signed, f"{day.pk}/kalender/"))
    assert answer["Content-Type"].startswith("text/calendar")
    assert vobject.readOne(words(answer)).vevent.status.value == "CONFIRMED"
    every = vobject.readOne(words(browser.get(address(signed, "kalender/"))))
    assert len(every.vevent_list) == 3
    assert every.method.value == "PUBLISH"


@pytest.mark.parametrize(
    ("who", "status"), [("lead_erna", 404), ("worker_wilma", 404), ("group_gerda", 403)]
)
def test_strangers_have_no_such_page_and_readers_change_nothing(
    signed, day, request, sign_in, who, status, maja
):
    browser = sign_in(request.getfixturevalue(who))
    for page in ("ny/", f"{day.pk}/ret/", f"{day.pk}/aflys/", f"{day.pk}/skriv/plan/"):
        assert browser.get(address(signed, page)).status_code == status
    assert browser.post(address(signed, f"{day.pk}/skriv/plan/kladde/")).status_code == status
    reads = 404 if status == 404 else 200
    for page in ("", "kalender/", f"{day.pk}/", f"{day.pk}/kalender/"):
        assert browser.get(address(signed, page)).status_code == reads


def test_a_reader_acts_no_better_past_the_pages(
    signed, day, today, group_gerda, sets_day, writes_day
):
    gerda = Who(group_gerda)
    with pytest.raises(PermissionDenied):
        sets_day(signed, 200, by=gerda)
    with pytest.raises(PermissionDenied):
        writes_day(day, by=gerda)
    with pytest.raises(PermissionDenied):
        days.cancel_day(day=day, seen=day.version, why="x", today=today, by=gerda)
    with pytest.raises(PermissionDenied):
        days.choose_people(day=day, seats=[], seen=0, today=today, by=gerda)


def test_a_day_of_one_course_is_not_opened_in_another(signed, day, sign_in, lead_trine):
    assert (
        sign_in(lead_trine).get(f"/raadgivning/{signed.pk + 1}/dage/{day.pk}/").status_code == 404
    )


def test_a_participant_with_a_link_reads_and_writes_days(signed, day, comes_in):
    browser = comes_in(signed.participants.get(name="Bo Birk"))
    assert "Rådgivningsdag 1" in words(browser.get(address(signed)))
    sent = PLAN | {"seen": 0}
    assert browser.post(address(signed, f"{day.pk}/skriv/plan/"), sent).status_code == 302
    page = words(browser.get(address(signed, f"{day.pk}/")))
    assert "Bo Birk" in page


def test_a_refused_day_says_why_and_keeps_what_was_typed(signed, sign_in, lead_trine, today):
    sent = {"kind": "status", "on": "12-13-2027", "begins": "9", "ends": "", "format": "meeting"}
    page = words(sign_in(lead_trine).post(address(signed, "ny/"), sent))
    assert "Skriv datoen som dd-mm-åååå." in page
    sent["on"] = (today + timedelta(days=50)).strftime("%d-%m-%Y")
    page = words(sign_in(lead_trine).post(address(signed, "ny/"), sent | {"place": "Rådhuset"}))
    assert "Skriv både, hvornår det begynder, og hvornår det slutter." in page
    assert "Rådhuset" in page


@pytest.mark.long
def test_the_pages_cost_the_same_with_few_and_with_many(
    signed, day, sets_day, writes_day, sign_in, lead_trine, count_queries, invites
):
    browser = sign_in(lead_trine)
    pages = [address(signed), address(signed, f"{day.pk}/"), f"/raadgivning/{signed.pk}/"]
    writes_day(day)
    [browser.get(page) for page in pages]
    few = [count_queries(lambda page=page: browser.get(page)) for page in pages]
    for number in range(12):
        invites(signed, f"P{number}x Abc", line="school")
        writes_day(sets_day(signed, 300 + number, kind=Kind.STATUS))
    assert [count_queries(lambda page=page: browser.get(page)) for page in pages] == few


def test_a_day_of_today_is_over_when_what_came_of_it_is_written(
    signed, sets_day, writes_day, sign_in, lead_trine, today
):
    meeting = sets_day(signed, 0, kind=Kind.START)
    browser, first = sign_in(lead_trine), queries.advisory(signed)[0]
    assert queries.next_day(signed, today=today) == meeting
    writes_day(meeting, part="outcome", answers={"output": "", "minutes": "Vi begynder."})
    assert queries.next_day(signed, today=today) == first
    assert "Holdt" in words(browser.get(address(signed)))


def test_when_the_course_stops_nobody_comes_in_vain(signed, today, trine, rikke, pauses):
    pauses(signed, until=today + timedelta(days=60))
    assert [one.day.on - today for one in queries.days(signed)] == [
        timedelta(days=120),
        timedelta(days=270),
    ], "the day inside the pause is cancelled"
    assert invitations("bo@example.invalid")[-1].method.value == "CANCEL"


def test_the_agreement_is_still_written_the_same_way(signed, rikke):
    with pytest.raises(RuleBroken):
        agreement.write(
            course=signed,
            answers={"agr_data": "150415-0002"},
            seen=1,
            not_a_child=False,
            by=rikke,
        )


def test_neither_the_mail_nor_its_file_holds_what_is_written_about_the_day(
    signed, day, writes_day, today, rikke
):
    secret = {"purpose": "Hvem går uden skole?", "agenda": "30 min Tallene", "preparation": "Læs."}
    writes_day(day, answers=secret)
    days.move_day(
        day=day,
        seen=day.version,
        when=When(day.on, "meeting", "Biblioteket"),
        today=today,
        by=rikke,
    )
    for mail_out in OutboxMail.objects.exclude(calendar=""):
        for text in secret.values():
            assert text not in mail_out.calendar + mail_out.body + mail_out.subject
        assert "Solvang" not in mail_out.subject
