"""From the start meeting to the end: each stage with what the content asks for, paused, resumed, stopped."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.audit.models import Entry
from skolespor.core.content import read_yaml
from skolespor.core.errors import RuleBroken
from skolespor.programme import access, states
from skolespor.programme.access import Who
from skolespor.programme.actions import days, people, running, steps
from skolespor.programme.models import Taken
from skolespor.programme.queries import courses, gates
from skolespor.programme.queries import days as day_queries
from skolespor.programme.rules.days import Kind
from skolespor.programme.states import Side

ALL_THE_WAY = (
    states.PRACTISE,
    states.CHOOSE,
    states.SET_OUT,
    states.MEET,
    states.TAKE_STOCK,
    states.GO_ON,
    states.ANCHOR,
    states.FOLLOW,
)


def words(response):
    return response.content.decode()


def address(course, rest=""):
    return f"/raadgivning/{course.pk}/{rest}"


def test_the_whole_way_with_reasons_where_something_is_not_in_place(signed, goes):
    goes(signed, *ALL_THE_WAY)
    assert signed.state == "follow_up"
    said = Taken.objects.get(course=signed, step="choose").words
    assert said == "Det passer os bedst."


@pytest.mark.parametrize(
    ("before", "step", "told"),
    [
        ((), states.PRACTISE, "Der er skrevet referat af opstartsmødet."),
        (ALL_THE_WAY[:1], states.CHOOSE, "Alle tre linjer har svaret"),
        (ALL_THE_WAY[:2], states.SET_OUT, "Vælg to eller tre fokus."),
        (ALL_THE_WAY[:3], states.MEET, "Hvert handlespor har ejer, frist og tegn."),
        (ALL_THE_WAY[:4], states.ANCHOR, "Hver dag har program, forberedelse og udbytte."),
        (ALL_THE_WAY[:7], states.FOLLOW, "Et forankret spor har en beskrivelse"),
    ],
)
def test_what_is_not_in_place_needs_a_reason(
    signed, goes, before, step, told, sign_in, lead_trine, adviser_rikke
):
    goes(signed, *before)
    with pytest.raises(RuleBroken) as no:
        goes(signed, step, words=" ")
    assert no.value.code == "gate.reason"
    who = adviser_rikke if step.permission is Side.AGENCY else lead_trine
    page = words(sign_in(who).get(address(signed, f"trin/{step.name}/")))
    assert told in page
    assert "Hvorfor går I videre alligevel?" in page


def test_a_line_that_has_left_stops_the_start(signed, goes, trine):
    people.end(seat=signed.participants.get(name="Pia Pil"), by=trine)
    with pytest.raises(RuleBroken) as no:
        goes(signed, states.PRACTISE)
    assert no.value.code == "gate.v_three_lines"


def test_the_start_meeting_with_its_minutes_needs_no_reason(signed, sets_day, goes, rikke):
    meeting = sets_day(signed, 5, kind=Kind.START)
    days.write(
        day=meeting,
        part="outcome",
        answers={"output": "", "minutes": "Vi aftalte, hvem der gør hvad."},
        seen=0,
        not_a_child=False,
        by=rikke,
    )
    goes(signed, states.PRACTISE, words="")
    assert signed.state == "own_practice"


def test_one_goes_back_and_what_was_chosen_stays(signed, goes):
    goes(signed, *ALL_THE_WAY[:3], states.CHOOSE_AGAIN, states.LOOK_AGAIN)
    assert signed.state == "own_practice"


def test_a_course_pauses_with_a_reason_and_a_day_and_begins_again_where_it_stopped(
    signed, goes, pauses, trine, today, sign_in, lead_trine
):
    goes(signed, *ALL_THE_WAY[:5])
    for reason, until in (("", today + timedelta(days=9)), ("Ny chef.", today)):
        with pytest.raises(RuleBroken):
            pauses(signed, until=until, words=reason)
    pauses(signed, until=today + timedelta(days=40))
    assert signed.state == "paused"
    page = words(sign_in(lead_trine).get(address(signed)))
    assert "På pause" in page
    assert page.count("Begynd igen") == 1, "only the way back to where it was"
    with pytest.raises(PermissionDenied):
        running.resume(
            course=signed, step=states.RESUME_START, words="", not_a_child=False, by=trine
        )
    running.resume(course=signed, step=states.RESUME_DAYS, words="", not_a_child=False, by=trine)
    assert signed.state == "advisory_days"
    assert courses.paused_from(signed) == ""


def test_while_it_is_paused_nobody_sets_days(signed, pauses, today, sets_day):
    pauses(signed, until=today + timedelta(days=40))
    with pytest.raises(PermissionDenied):
        sets_day(signed, 50)


def test_a_paused_course_can_be_stopped_and_its_days_go(signed, pauses, trine, today):
    pauses(signed, until=today + timedelta(days=40))
    steps.withdraw(course=signed, words="Vi stopper.", not_a_child=False, by=trine)
    assert signed.state == "withdrawn"
    assert day_queries.days(signed) == []
    assert courses.open_course("9001") is None, "the municipality can apply anew"


def test_the_second_who_takes_a_step_too_late_is_told(signed, goes, today, rikke):
    late = type(signed).objects.get(pk=signed.pk)
    goes(signed, states.PRACTISE)
    with pytest.raises(RuleBroken) as no:
        running.go(
            course=late, step=states.PRACTISE, words="x", not_a_child=False, today=today, by=rikke
        )
    assert no.value.code == "flow.not_from_here"


def test_each_side_takes_its_own_steps(signed, goes, today, rikke, trine, group_gerda):
    for step, by in (
        (states.PRACTISE, trine),
        (states.PAUSE, rikke),
        (states.PRACTISE, Who(group_gerda)),
    ):
        with pytest.raises(PermissionDenied):
            running.go(course=signed, step=step, words="x", not_a_child=False, today=today, by=by)


def test_the_reason_holds_no_child(signed, goes):
    with pytest.raises(RuleBroken) as no:
        goes(signed, states.PRACTISE, words="150415-0002 skifter skole")
    assert no.value.code == "text.cpr"


def test_a_course_that_is_over_has_used_its_place(signed, goes, rikke, trine, today):
    (half,) = courses.halves([signed.half_year])
    assert half.taken == 1
    type(signed).objects.filter(pk=signed.pk).update(state="closed")
    (half,) = courses.halves([signed.half_year])
    assert half.taken == 1


@pytest.mark.long
def test_every_stage_says_what_is_owed_now_and_what_comes_next(
    signed, goes, sign_in, lead_trine, adviser_rikke, group_gerda
):
    browsers = [sign_in(user) for user in (lead_trine, adviser_rikke, group_gerda)]
    for step in (None, *ALL_THE_WAY):
        goes(signed, *([step] if step else []))
        answers = [browser.get(address(signed)) for browser in browsers]
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        assert all(answer.context["now"] for answer in answers), signed.state
        by_side = [answer.context for answer in answers[:2]]
        assert any(page["primary"] or page["others"] for page in by_side), "somebody can go on"


def test_a_reader_of_the_course_is_offered_no_step(signed, sign_in, group_gerda):
    context = sign_in(group_gerda).get(address(signed)).context
    assert not context["others"]
    assert not context["primary"]


def test_who_comes_with_a_link_is_not_led_to_rooms_they_cannot_open(signed, goes, comes_in):
    goes(signed, *ALL_THE_WAY[:2])
    browser = comes_in(signed.participants.get(name="Bo Birk"))
    page = words(browser.get(address(signed)))
    assert "Egen praksis og fokus" in page
    assert "/egenvurdering/" not in page
    assert "/handlespor/" not in page


def test_sc_43_every_day_needs_programme_preparation_and_output(
    signed, goes, rikke, today, sign_in, lead_trine
):
    """Three days; the course goes on to anchoring without a word when each is written about, and asks why
    when one is not."""
    goes(signed, *ALL_THE_WAY[:4])
    plan = {"purpose": "", "agenda": "30 min Velkomst", "preparation": "Læs det korte."}
    *first, last = day_queries.advisory(signed)
    for day in (*first, last):
        days.write(day=day, part="plan", answers=plan, seen=0, not_a_child=False, by=rikke)
    after_all = last.on + timedelta(days=1)
    for day in first:
        outcome = {"output": "To fokus.", "minutes": ""}
        days.write(day=day, part="outcome", answers=outcome, seen=0, not_a_child=False, by=rikke)
    assert gates.not_kept(signed, "anchor", today=after_all) == ("v_day_complete",)
    with pytest.raises(RuleBroken) as no:
        days.write(
            day=last,
            part="outcome",
            answers={"output": "Vi så på 150415-0002.", "minutes": ""},
            seen=0,
            not_a_child=True,
            by=rikke,
        )
    assert no.value.code == "text.cpr", "refused, and nobody can confirm it away"
    days.write(
        day=last,
        part="outcome",
        answers={"output": "To spor med ejer.", "minutes": ""},
        seen=0,
        not_a_child=False,
        by=rikke,
    )
    assert gates.not_kept(signed, "anchor", today=after_all) == ()


def test_a_course_with_one_day_left_does_not_go_on_to_anchoring_as_if_its_days_lay_right(
    signed, goes, rikke, today
):
    goes(signed, *ALL_THE_WAY[:4])
    for day in day_queries.advisory(signed)[1:]:
        days.cancel_day(day=day, seen=day.version, why="Vi kan ikke mødes.", today=today, by=rikke)
    assert "v_span" in gates.not_kept(signed, "anchor", today=today)


def test_sc_43_a_name_that_somebody_says_is_no_childs_is_logged(signed, rikke):
    day = day_queries.advisory(signed)[0]
    answers = {"output": "Vi læste om Maja i en bog.", "minutes": ""}
    with pytest.raises(RuleBroken) as no:
        days.write(day=day, part="outcome", answers=answers, seen=0, not_a_child=False, by=rikke)
    assert no.value.code == "text.name"
    days.write(day=day, part="outcome", answers=answers, seen=0, not_a_child=True, by=rikke)
    entry = Entry.objects.filter(kind="programme.part_saved").latest("pk")
    assert entry.data["names_confirmed"] == "1"
    assert "Maja" not in str(entry.data)


def test_files_are_laid_where_the_content_says_so_and_nowhere_else(draft, trine, rikke, today):
    draft.received_on = draft.reply_due = today
    for one in read_yaml("advisory_course.yaml")["stages"]:
        draft.state = one["id"].removeprefix("st_")
        draft.save()
        for who in (trine, rikke):
            assert access.may_add_files(who, draft) is one["may_attach"], draft.state


def test_a_paused_course_takes_no_file_and_offers_no_place_for_one(
    signed, pauses, sign_in, lead_trine, today
):
    browser = sign_in(lead_trine)
    pages = [f"/raadgivning/{signed.pk}/{page}/" for page in ("bilag/ny", "henvendelse")]
    assert browser.get(pages[0]).status_code == 200
    assert pages[0] in browser.get(pages[1]).content.decode()
    pauses(signed, today + timedelta(days=30))
    assert browser.get(pages[0]).status_code == 403
    assert pages[0] not in browser.get(pages[1]).content.decode()
