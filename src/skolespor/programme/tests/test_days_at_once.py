"""Two who change a day at the same time: nobody's change is lost without a word."""

from datetime import date, timedelta

import pytest

from skolespor.audit.models import Entry
from skolespor.core.errors import RuleBroken
from skolespor.core.models import OutboxMail
from skolespor.core.versions import EditedMeanwhile
from skolespor.programme.actions import days
from skolespor.programme.actions.days import When
from skolespor.programme.models import Day
from skolespor.programme.queries import days as queries


def words(response):
    return response.content.decode()


def page(day, rest):
    return f"/raadgivning/{day.course_id}/dage/{day.pk}/{rest}/"


def mails(day):
    """Those to the adviser, who gets every one."""
    one = OutboxMail.objects.filter(key__startswith=f"course-day-{day.pk}-")
    return one.filter(key__endswith="-adviser").count()


@pytest.fixture
def day(signed):
    return queries.advisory(signed)[0]


@pytest.fixture
def again():
    """The day as another has it on their page: `again(day)`."""
    return lambda day: Day.objects.get(pk=day.pk)


@pytest.fixture
def typed(day):
    """What Trine sends from a page that she opened a while ago."""
    on = day.on.strftime("%d-%m-%Y")
    return {"on": on, "format": "workshop", "place": "Biblioteket", "seen": "0"}


@pytest.fixture
def rikke_moves(day, again, rikke, today):
    """Rikke moves the day five days: `rikke_moves()`."""

    def move():
        when = When(day.on + timedelta(days=5), "workshop", "Rådhuset")
        days.move_day(day=again(day), when=when, seen=0, today=today, by=rikke)
        return when.on

    return move


@pytest.fixture
def rikke_cancels(day, again, rikke, today):
    def cancel():
        days.cancel_day(day=again(day), why="Sne.", seen=0, today=today, by=rikke)

    return cancel


def test_trine_who_saves_another_room_is_told_that_rikke_has_moved_the_day(
    day, rikke_moves, typed, sign_in, lead_trine
):
    browser = sign_in(lead_trine)
    assert 'name="seen" value="0"' in words(browser.get(page(day, "ret")))
    moved = rikke_moves()
    answer = browser.post(page(day, "ret"), typed)
    assert answer.status_code == 409
    assert "En anden har ændret dagen imens." in words(answer)
    assert moved.strftime("<li>%d-%m-%Y</li>") in words(answer)
    assert 'value="Biblioteket"' in words(answer), "what she typed is kept"
    day.refresh_from_db()
    assert (day.on, day.place) == (moved, "Rådhuset")
    seen = answer.context["form"]["seen"].value()
    assert browser.post(page(day, "ret"), typed | {"seen": seen}).status_code == 302
    day.refresh_from_db()
    assert day.place == "Biblioteket", "she saved again, and knew"


def test_trine_who_cancels_a_day_that_was_moved_is_told_before_she_does(
    day, rikke_moves, sign_in, lead_trine
):
    browser = sign_in(lead_trine)
    rikke_moves()
    answer = browser.post(page(day, "aflys"), {"why": "Sygdom.", "seen": "0"})
    assert answer.status_code == 409
    assert answer.context["form"]["why"].value() == "Sygdom."
    day.refresh_from_db()
    assert day.cancelled_at is None
    assert browser.post(page(day, "aflys"), {"why": "Sygdom.", "seen": "1"}).status_code == 302
    day.refresh_from_db()
    assert day.cancelled_why == "Sygdom."


def test_two_who_save_at_the_same_moment_are_not_the_same_version(
    day, again, rikke_moves, trine, today
):
    trines, before = again(day), mails(day)
    moved = rikke_moves()
    assert mails(day) == before + 1
    with pytest.raises(EditedMeanwhile) as met:
        days.move_day(
            day=trines, when=When(day.on, "meeting", "Skolen"), seen=0, today=today, by=trine
        )
    assert met.value.current.on == moved
    assert mails(day) == before + 1


def test_a_day_that_was_cancelled_meanwhile_stays_cancelled(
    day, again, rikke_cancels, trine, today
):
    trines = again(day)
    rikke_cancels()
    with pytest.raises(EditedMeanwhile):
        days.move_day(
            day=trines, when=When(day.on, "meeting", "Skolen"), seen=0, today=today, by=trine
        )
    with pytest.raises(EditedMeanwhile):
        days.choose_people(day=trines, seats=[], seen=0, today=today, by=trine)
    day.refresh_from_db()
    assert (day.cancelled_why, day.place, day.version) == ("Sne.", "Rådhuset", 1)


@pytest.mark.parametrize("rest", ["ret", "aflys", "deltagere"])
def test_who_comes_just_after_somebody_cancelled_the_day_is_told(
    day, typed, rikke_cancels, sign_in, lead_trine, rest
):
    browser = sign_in(lead_trine)
    rikke_cancels()
    for answer in (
        browser.get(page(day, rest), follow=True),
        browser.post(page(day, rest), typed | {"why": "Sygdom."}, follow=True),
    ):
        assert answer.status_code == 200
        assert "Dagen er aflyst imens." in words(answer)
        assert "Sne." in words(answer)


def test_who_saves_in_the_breath_in_which_the_day_is_cancelled_is_told_too(
    day, typed, rikke_cancels, sign_in, lead_trine, monkeypatch
):
    """The page found the day standing; when it is written, it is cancelled."""
    browser, moves = sign_in(lead_trine), days.move_day

    def late(**given):
        rikke_cancels()
        moves(**given)

    monkeypatch.setattr(days, "move_day", late)
    answer = browser.post(page(day, "ret"), typed, follow=True)
    assert "Dagen er aflyst imens." in words(answer)


def test_trine_who_chooses_people_is_told_whom_rikke_has_chosen_meanwhile(
    day, again, rikke, today, signed, sign_in, lead_trine
):
    bo, ane = (signed.participants.get(name=name) for name in ("Bo Birk", "Ane Aa"))
    browser = sign_in(lead_trine)
    assert 'name="seen" value="0"' in words(browser.get(page(day, "deltagere")))
    days.choose_people(day=again(day), seats=[ane.pk], seen=0, today=today, by=rikke)
    answer = browser.post(page(day, "deltagere"), {"seats": [bo.pk], "seen": "0"})
    assert answer.status_code == 409
    assert "<li>Ane Aa" in words(answer)
    assert "<li>Bo Birk" not in words(answer)
    assert answer.context["form"]["seats"].value() == [str(bo.pk)], "what she chose is kept"
    assert queries.asked_to(day) == [ane]
    seen = answer.context["form"]["seen"].value()
    sent = {"seats": [bo.pk], "seen": seen}
    assert browser.post(page(day, "deltagere"), sent).status_code == 302
    assert queries.asked_to(day) == [bo], "she saved again, and knew"


def test_who_chooses_people_undoes_no_move(day, again, rikke_moves, trine, today, signed):
    trines = again(day)
    moved = rikke_moves()
    bo = signed.participants.get(name="Bo Birk")
    with pytest.raises(EditedMeanwhile):
        days.choose_people(day=trines, seats=[bo.pk], seen=0, today=today, by=trine)
    days.choose_people(day=trines, seats=[bo.pk], seen=1, today=today, by=trine)
    day.refresh_from_db()
    assert (day.on, day.version) == (moved, 2)


def test_a_day_that_another_has_taken_out_of_the_agreement_is_not_moved(
    writing, again, rikke, trine, today
):
    day = queries.advisory(writing)[0]
    trines = again(day)
    days.cancel_day(day=day, why="", seen=0, today=today, by=rikke)
    with pytest.raises(RuleBroken) as no:
        days.move_day(
            day=trines, when=When(trines.on, "meeting", "Skolen"), seen=0, today=today, by=trine
        )
    assert no.value.code == "day.taken_out"


@pytest.mark.parametrize("act", ["sets", "moves"])
def test_two_who_choose_the_same_date_at_the_same_moment_get_one_day(
    signed, day, sets_day, rikke, today, monkeypatch, act
):
    """The date is free when one looks, and taken when one writes."""
    monkeypatch.setattr(days, "_taken", lambda course: set[date]())
    other = queries.advisory(signed)[1]
    with pytest.raises(RuleBroken) as no:
        if act == "sets":
            sets_day(signed, 30)
        else:
            when = When(day.on, "meeting", "Skolen")
            days.move_day(day=other, when=when, seen=0, today=today, by=rikke)
    assert (no.value.code, no.value.field) == ("day.twice", "on")


def test_why_a_day_is_cancelled_is_asked_about_when_it_holds_a_name(
    day, sign_in, lead_trine, rikke
):
    browser = sign_in(lead_trine)
    said = {"why": "Det handler om Maja.", "seen": "0"}
    asked = words(browser.post(page(day, "aflys"), said))
    assert "»Maja«" in asked
    assert "Det handler om Maja." in asked
    day.refresh_from_db()
    assert day.cancelled_at is None
    assert browser.post(page(day, "aflys"), said | {"not_a_child": "on"}).status_code == 302
    line = Entry.objects.get(kind="programme.day_called_off")
    assert line.data["names_confirmed"] == "1"


def test_a_place_is_asked_about_when_it_holds_a_name(day, typed, sign_in, lead_trine):
    browser = sign_in(lead_trine)
    there = typed | {"place": "Hjemme hos Maja"}
    for rest in (page(day, "ret"), f"/raadgivning/{day.course_id}/dage/ny/"):
        on = (day.on + timedelta(days=1)).strftime("%d-%m-%Y")
        sent = there | {"kind": "status", "on": on}
        assert "»Maja«" in words(browser.post(rest, sent))
    assert not Day.objects.filter(place__contains="Maja").exists()
    assert browser.post(page(day, "ret"), there | {"not_a_child": "on"}).status_code == 302
    line = Entry.objects.filter(kind="programme.day_set").latest("pk")
    assert line.data["names_confirmed"] == "1"


def test_a_link_to_a_meeting_is_not_asked_about(day, typed, sign_in, lead_trine):
    link = "https://moede.invalid/Mads/AbcDef?Tid=Nu"
    answer = sign_in(lead_trine).post(page(day, "ret"), typed | {"link": link})
    assert answer.status_code == 302
