"""Days and gates as arithmetic, and the calendar file against a second reader."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject

from skolespor.core.content import read_yaml
from skolespor.core.errors import RuleBroken
from skolespor.programme.queries.gates import FORWARD
from skolespor.programme.rules import after, days, gates
from skolespor.programme.rules.days import Kind, Row
from skolespor.programme.rules.ics import Entry, Method, file

pytestmark = pytest.mark.once
MAY = date(2027, 5, 12)


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("30 min Velkomst", Row(30, "Velkomst")),
        ("30 Velkomst", Row(30, "Velkomst")),
        ("45 minutter: Tal på tværs", Row(45, "Tal på tværs")),
        ("- 45 min. Børnenes stemmer", Row(45, "Børnenes stemmer")),
        ("Frokost", Row(None, "Frokost")),
        ("2027 er året", Row(None, "2027 er året")),
    ],
)
def test_a_line_of_an_agenda_is_read_as_people_write_it(line, row):
    assert days.agenda_rows(f"\n{line}\n") == [row]


def test_an_agenda_is_written_as_it_is_read():
    rows = [Row(30, "Velkomst"), Row(None, "Frokost")]
    assert days.agenda_rows(days.as_text(rows)) == rows


def test_the_clock_follows_as_long_as_one_knows_how_long_it_lasts():
    rows = [Row(30, "a"), Row(45, "b"), Row(None, "c"), Row(10, "d")]
    assert [one.at for one in days.clocked(rows, time(9))] == [
        time(9),
        time(9, 30),
        time(10, 15),
        None,
    ]
    assert [one.at for one in days.clocked(rows, None)] == [None] * 4


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (lambda: days.check_place(MAY, "x", "", others=[MAY]), "day.twice"),
        (lambda: days.check_place(MAY, " ", "", others=[]), "day.nowhere"),
        (lambda: days.check_times(time(9), None), "day.half_a_time"),
        (lambda: days.check_times(None, time(9)), "day.half_a_time"),
        (lambda: days.check_times(time(9), time(9)), "day.ends_first"),
        (lambda: days.check_number(Kind.ADVISORY, others=4), "day.too_many"),
        (lambda: days.check_kind(Kind.START, is_signed=False), "day.too_early"),
        (lambda: days.check_why(" "), "day.why"),
        (lambda: days.check_not_gone(MAY, today=MAY + timedelta(days=1)), "day.gone"),
        (lambda: after.check_open(MAY), "evaluation.closed"),
        (lambda: after.check_answered({"ev_1": " "}), "evaluation.empty"),
        (lambda: after.check_once(has_answered=True), "evaluation.twice"),
        (lambda: after.check_words(" "), "follow_up.words"),
        (lambda: after.check_skip(""), "follow_up.skip"),
        (lambda: after.check_waits(MAY, None), "follow_up.done"),
        (lambda: after.check_nothing_waits(["Opfølgning"]), "follow_up.waits"),
    ],
)
def test_what_is_broken_has_a_code(broken, code):
    with pytest.raises(RuleBroken) as no:
        broken()
    assert no.value.code == code


def test_what_is_right_passes():
    days.check_place(MAY, "", "https://example.invalid/m", others=[])
    days.check_times(None, None)
    days.check_times(time(9), time(15))
    days.check_number(Kind.ADVISORY, others=3)
    days.check_number(Kind.STATUS, others=9)
    days.check_kind(Kind.ADVISORY, is_signed=False)
    days.check_kind(Kind.START, is_signed=True)
    days.check_why("Sygdom")
    days.check_not_gone(MAY, today=MAY)
    after.check_open(None)
    after.check_once(has_answered=False)
    after.check_waits(None, None)
    after.check_nothing_waits([])


def test_following_up_lies_half_a_year_and_a_year_after_the_last_day():
    assert after.due_days(date(2026, 8, 31)) == {
        "half_year": date(2027, 2, 28),
        "year": date(2027, 8, 31),
    }


# --- Evaluation: what is shown --------------------------------------------------------------------


KINDS = {
    one["id"]: one["kind"]
    for one in read_yaml("advisory_course.yaml")["evaluation_form"]["questions"]
}


def test_two_answers_show_nothing_and_three_show_the_middle():
    two = after.results([{"ev_1": "5", "ev_7": "Godt"}, {"ev_1": "4", "ev_7": "Fint"}], KINDS)
    assert two["ev_1"]["low"] is None
    assert two["ev_7"] == {"texts": []}
    three = after.results([{"ev_1": "3", "ev_7": "a"}] * 3, KINDS)
    assert (three["ev_1"]["low"], three["ev_1"]["high"]) == (3.0, 3.0)
    assert three["ev_7"] == {"texts": ["a", "a", "a"]}


def test_three_alike_at_the_end_of_the_scale_are_shown_as_two_steps():
    shown = after.results([{"ev_1": "5", "ev_10": "yes"}] * 3, KINDS)
    assert (shown["ev_1"]["low"], shown["ev_1"]["high"]) == (4.0, 5.0)
    assert shown["ev_10"]["low"] is None, "a choice of three has nothing to hide in"


def test_every_kind_of_question_of_the_content_is_known():
    assert set(KINDS.values()) == {"scale_1_5", "long_text", "choice"}


# --- Gates ----------------------------------------------------------------------------------------

TODAY = date(2027, 6, 1)
DONE = gates.DayFacts(date(2027, 1, 10), True, True)
LAST = gates.DayFacts(date(2027, 9, 10), True, False)
GOOD = gates.TrackFacts(True, True, True)
ALL = gates.Facts(
    today=TODAY,
    lines=("school", "authority", "placement"),
    answered=("school", "authority", "placement"),
    focus=2,
    focus_has_reason=False,
    tracks=(GOOD,),
    days=(DONE, LAST),
    has_minutes=True,
)
WORDS = dict.fromkeys(gates.KEPT, "Reglen.")


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("v_three_lines", {"lines": ("school", "authority")}),
        ("v_all_lines_answered", {"answered": ("school",)}),
        ("v_focus_count", {"focus": 1}),
        ("v_focus_count", {"focus": 0}),
        ("v_track_complete", {"tracks": ()}),
        ("v_track_complete", {"tracks": (GOOD, replace(GOOD, is_complete=False))}),
        ("v_day_complete", {"days": ()}),
        ("v_day_complete", {"days": (replace(DONE, has_outcome=False), LAST)}),
        ("v_day_complete", {"days": (DONE, replace(LAST, is_planned=False))}),
        ("v_span", {"days": (DONE, replace(LAST, on=date(2027, 4, 1)))}),
        ("v_span", {"days": (DONE,)}),
        ("v_span", {"days": ()}),
        ("v_formalised", {"tracks": (replace(GOOD, is_anchored=False),)}),
        ("v_formalised", {"tracks": (replace(GOOD, is_formalised=False),)}),
        ("minutes", {"has_minutes": False}),
    ],
)
def test_each_rule_between_two_stages_is_broken_by_what_it_is_about(rule, changed):
    assert gates.broken([rule], ALL) == ()
    assert gates.broken([rule], replace(ALL, **changed)) == (rule,)


def test_one_focus_with_a_reason_is_enough():
    assert gates.broken(["v_focus_count"], replace(ALL, focus=1, focus_has_reason=True)) == ()


def test_a_rule_that_nobody_knows_is_not_passed_unseen():
    assert gates.broken(["v_of_tomorrow"], ALL) == ("v_of_tomorrow",)


def test_what_blocks_takes_no_reason_and_the_rest_does():
    blocks = {"v_three_lines": "blocks", "v_span": "needs_reason"}
    with pytest.raises(RuleBroken) as no:
        gates.check(["v_three_lines"], "Fordi.", blocks, WORDS)
    assert no.value.code == "gate.v_three_lines"
    with pytest.raises(RuleBroken) as no:
        gates.check(["v_span"], " ", blocks, WORDS)
    assert no.value.code == "gate.reason"
    gates.check(["v_span"], "Vi mødtes oftere.", blocks, WORDS)
    gates.check([], "", blocks, WORDS)


def test_every_gate_of_the_content_is_known_and_asked_before_its_stage_is_left():
    stages = {
        one["id"]: one.get("gates", []) for one in read_yaml("advisory_course.yaml")["stages"]
    }
    from_the_start_meeting = {
        stage: asked for stage, asked in stages.items() if asked and stage not in ("st_agreement",)
    }
    assert {f"st_{stage}" for stage in FORWARD.values()} >= set(from_the_start_meeting)
    known = {rule for asked in from_the_start_meeting.values() for rule in asked}
    assert known <= set(gates.KEPT)


# --- The calendar file ----------------------------------------------------------------------------

ENTRY = Entry(
    uid="raadgivning-7@skolespor.example.invalid",
    version=3,
    changed_at=datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
    title="Rådgivningsdag 1, rådgivningsforløb for Ærø Kommune; æ, ø og å " + "langt " * 20,
    on=date(2027, 7, 1),
    begins=time(9),
    ends=time(15, 30),
    where="Rådhuset, sal 2; \\nord",
    text="Se programmet\nher",
    url="https://skolespor.example.invalid/raadgivning/1/dage/7/",
    is_cancelled=False,
)


def read(text):
    return vobject.readOne(text)


def test_another_reader_finds_what_was_written():
    event = read(file([ENTRY], method=Method.PUBLISH)).vevent
    assert event.summary.value == ENTRY.title
    assert event.location.value == ENTRY.where
    assert event.description.value == ENTRY.text
    assert event.dtstart.value == datetime(2027, 7, 1, 7, tzinfo=UTC), "Danish summer time"
    assert event.dtend.value == datetime(2027, 7, 1, 13, 30, tzinfo=UTC)
    assert (event.sequence.value, event.status.value) == ("3", "CONFIRMED")


def test_winter_time_is_an_hour_less():
    event = read(file([replace(ENTRY, on=date(2027, 1, 12))], method=Method.PUBLISH)).vevent
    assert event.dtstart.value == datetime(2027, 1, 12, 8, tzinfo=UTC)


def test_a_day_without_a_clock_lasts_the_whole_day():
    event = read(file([replace(ENTRY, begins=None, ends=None)], method=Method.PUBLISH)).vevent
    assert (event.dtstart.value, event.dtend.value) == (date(2027, 7, 1), date(2027, 7, 2))


def test_a_cancellation_says_so_in_the_file_and_in_the_day():
    sent = read(file([ENTRY], method=Method.CANCEL, organiser="a@example.invalid"))
    assert sent.method.value == "CANCEL"
    assert sent.vevent.status.value == "CANCELLED"
    fetched = read(file([replace(ENTRY, is_cancelled=True)], method=Method.PUBLISH))
    assert fetched.vevent.status.value == "CANCELLED"


def test_an_invitation_has_who_asks_and_who_is_asked():
    sent = file(
        [ENTRY], method=Method.REQUEST, organiser="a@example.invalid", to="bo@example.invalid"
    )
    event = read(sent).vevent
    assert event.organizer.value == "mailto:a@example.invalid"
    assert event.attendee.value == "mailto:bo@example.invalid"


def test_no_line_is_longer_than_the_standard_allows():
    """RFC 5545, 3.1: 75 octets."""
    lines = file([ENTRY], method=Method.PUBLISH).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75


class Calendar:
    """A calendar as RFC 5546 wants it: by `uid`, the highest `sequence` counts, what is cancelled is gone."""

    def __init__(self):
        self.days = {}

    def takes(self, text):
        for event in read(text).vevent_list:
            known = self.days.get(event.uid.value)
            if known is None or int(event.sequence.value) >= int(known.sequence.value):
                self.days[event.uid.value] = event

    @property
    def shown(self):
        standing = (one for one in self.days.values() if one.status.value != "CANCELLED")
        return sorted(str(one.dtstart.value.date()) for one in standing)


def test_an_update_replaces_and_a_cancellation_takes_out():
    own = Calendar()
    own.takes(file([ENTRY], method=Method.REQUEST))
    assert own.shown == ["2027-07-01"]
    moved = replace(ENTRY, version=4, on=date(2027, 7, 8))
    own.takes(file([moved], method=Method.REQUEST))
    assert own.shown == ["2027-07-08"]
    own.takes(file([ENTRY], method=Method.REQUEST))
    assert own.shown == ["2027-07-08"], "an old mail that comes late changes nothing"
    own.takes(file([replace(moved, version=5)], method=Method.CANCEL))
    assert own.shown == []
