"""Following up, and how the course was: without names, shown from three, worked out once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.audit.models import Entry
from skolespor.calendar.rules.months import add_months
from skolespor.core.errors import RuleBroken
from skolespor.core.forms import day_words
from skolespor.core.models import Draft, OutboxMail
from skolespor.notices.models import Notice
from skolespor.programme import states
from skolespor.programme.access import Who
from skolespor.programme.actions import after, people, running
from skolespor.programme.models import Evaluation, Sheet
from skolespor.programme.queries import after as queries
from skolespor.programme.tests.test_running import ALL_THE_WAY


def words(response):
    return response.content.decode()


def address(course, rest=""):
    return f"/raadgivning/{course.pk}/{rest}"


@pytest.fixture
def ended(signed, goes):
    return goes(signed, *ALL_THE_WAY)


@pytest.fixture
def seats(ended, let_in):
    """Four who have come in by their links."""
    names = ("Bo Birk", "Ane Aa", "Pia Pil", "Liv Lo")
    return [let_in(ended.participants.get(name=name)) for name in names]


@pytest.fixture
def asked(ended, seats, rikke, today):
    return after.open_evaluation(course=ended, round="end", today=today, by=rikke)


@pytest.fixture
def answers():
    def say(one, by, not_a_child=False, **given):
        after.answer(one=one, answers=given, not_a_child=not_a_child, by=by)

    return say


# --- Following up ---------------------------------------------------------------------------------


def test_following_up_is_planned_half_a_year_and_a_year_after_the_last_day(ended, today, goes):
    first, second = queries.follow_ups(ended)
    assert (first.occasion, second.occasion) == ("half_year", "year")
    assert first.due > today + timedelta(days=270)
    goes(ended, states.ANCHOR_MORE, states.FOLLOW)
    assert len(queries.follow_ups(ended)) == 2, "going back and on plans nothing twice"


def test_more_days_move_what_waits_to_be_followed_up_and_nothing_else(
    ended, goes, sets_day, trine, today
):
    half, year = queries.follow_ups(ended)
    after.hold(one=half, words="Det holder.", not_a_child=False, today=today, by=trine)
    goes(ended, states.ANCHOR_MORE, states.MORE_DAYS)
    sets_day(ended, 330)
    goes(ended, states.ANCHOR, states.FOLLOW)
    due = {one.occasion: one.due for one in queries.follow_ups(ended)}
    assert due["half_year"] == half.due, "what was seen was seen then"
    assert due["year"] == add_months(today + timedelta(days=330), 12) > year.due
    moved = Entry.objects.get(kind="programme.follow_up_moved")
    assert moved.data["due"] == str(due["year"])


def test_what_was_seen_is_written_once(ended, trine, rikke, today):
    one = queries.follow_ups(ended)[0]
    after.hold(one=one, words="Tre spor holder.", not_a_child=False, today=today, by=trine)
    with pytest.raises(RuleBroken) as no:
        after.hold(one=one, words="Noget andet.", not_a_child=False, today=today, by=rikke)
    assert no.value.code == "follow_up.done"
    one.refresh_from_db()
    assert one.words == "Tre spor holder."


def test_one_may_skip_with_a_reason_and_not_without(ended, trine, today, sign_in, lead_trine):
    one = queries.follow_ups(ended)[0]
    with pytest.raises(RuleBroken):
        after.skip(one=one, words=" ", not_a_child=False, today=today, by=trine)
    after.skip(one=one, words="Vi mødtes i går.", not_a_child=False, today=today, by=trine)
    page = words(sign_in(lead_trine).get(address(ended)))
    assert "Sprunget over" in page
    assert "Vi mødtes i går." in page


def test_one_more_is_agreed_on_when_something_calls_for_it(ended, rikke, today):
    with pytest.raises(RuleBroken):
        after.add_follow_up(course=ended, due=today, today=today, by=rikke)
    after.add_follow_up(course=ended, due=today + timedelta(days=20), today=today, by=rikke)
    assert queries.follow_ups(ended)[0].occasion == "ad_hoc"


def test_no_child_stands_in_what_was_seen(ended, trine, today):
    one = queries.follow_ups(ended)[0]
    for act in (after.hold, after.skip):
        with pytest.raises(RuleBroken) as no:
            act(one=one, words="150415-0002", not_a_child=False, today=today, by=trine)
        assert no.value.code == "text.cpr"


def test_how_many_names_were_confirmed_to_be_no_childs_is_logged_with_the_follow_up(
    ended, trine, today
):
    for one, act in zip(queries.follow_ups(ended), (after.hold, after.skip), strict=True):
        act(one=one, words="Vi læste om Maja og om Ida.", not_a_child=True, today=today, by=trine)
    for kind in ("programme.follow_up_held", "programme.follow_up_skipped"):
        data = Entry.objects.get(kind=kind).data
        assert data["names_confirmed"] == "2"
        assert "Maja" not in str(data)


def test_the_course_ends_when_all_is_followed_up_or_skipped(ended, rikke, trine, today):
    def close(words="Godt arbejde."):
        running.close(course=ended, words=words, not_a_child=False, by=rikke)

    with pytest.raises(RuleBroken) as no:
        close()
    assert no.value.code == "follow_up.waits"
    for one in queries.follow_ups(ended):
        after.skip(one=one, words="Vi mødtes.", not_a_child=False, today=today, by=trine)
    with pytest.raises(RuleBroken) as no:
        close(words=" ")
    assert no.value.code == "course.reason"
    one = after.open_evaluation(course=ended, round="end", today=today, by=rikke)
    with pytest.raises(RuleBroken) as no:
        close()
    assert no.value.code == "course.evaluating"
    after.close_evaluation(one=one, today=today, by=rikke)
    close()
    assert ended.state == "closed"


def test_the_municipality_does_not_close_it(ended, trine):
    with pytest.raises(PermissionDenied):
        running.close(course=ended, words="x", not_a_child=False, by=trine)


# --- Evaluation -----------------------------------------------------------------------------------


def test_everybody_who_takes_part_is_asked(asked, lead_trine):
    assert Notice.objects.filter(user=lead_trine, kind="programme.to_evaluate").exists()
    mails = [one for one in OutboxMail.objects.all() if "hvordan det var" in one.subject]
    assert {one.recipient for one in mails} == {
        f"{name}@example.invalid" for name in ("bo", "ane", "pia", "liv")
    }


def test_asking_twice_goes_on_with_the_one_that_is_open(asked, ended, rikke, today):
    assert after.open_evaluation(course=ended, round="end", today=today, by=rikke) == asked


@pytest.mark.parametrize(
    ("taken", "round", "told"),
    [
        ((), "half_year", "når forløbet er nået til opfølgning"),
        (ALL_THE_WAY[:3], "end", "når rådgivningsdagene er i gang"),
        (ALL_THE_WAY[:7], "half_year", "når forløbet er nået til opfølgning"),
    ],
)
def test_an_evaluation_is_not_opened_before_its_stage_by_its_address_either(
    signed, goes, taken, round, told, sign_in, lead_trine
):
    goes(signed, *taken)
    page = address(signed, f"evaluering/spoerg/{round}/")
    browser = sign_in(lead_trine)
    assert page not in words(browser.get(address(signed)))
    assert told in words(browser.post(page))
    assert not Evaluation.objects.exists()


def test_an_evaluation_that_has_been_held_is_not_held_again(asked, ended, rikke, today):
    after.close_evaluation(one=asked, today=today, by=rikke)
    with pytest.raises(RuleBroken) as no:
        after.open_evaluation(course=ended, round="end", today=today, by=rikke)
    assert no.value.code == "evaluation.held"
    after.open_evaluation(course=ended, round="half_year", today=today, by=rikke)


def test_nothing_is_shown_before_it_is_closed_to_anybody(
    asked, ended, seats, answers, sign_in, lead_trine, adviser_rikke
):
    for seat in seats:
        answers(asked, seat, ev_1="5", ev_7="De ringer til hinanden.")
    for user in (lead_trine, adviser_rikke):
        browser = sign_in(user)
        for page in ("", f"evaluering/{asked.pk}/"):
            told = words(browser.get(address(ended, page)))
            assert "De ringer til hinanden." not in told
            assert "4 af" not in told, "not even how many"


def test_it_is_worked_out_once_and_the_sheets_are_gone(
    asked, ended, seats, answers, rikke, today, sign_in, lead_trine
):
    for seat in seats[:3]:
        answers(asked, seat, ev_1="3", ev_7="De ringer til hinanden.")
    after.close_evaluation(one=asked, today=today, by=rikke)
    assert not Sheet.objects.exists()
    page = words(sign_in(lead_trine).get(address(ended, f"evaluering/{asked.pk}/")))
    assert "De ringer til hinanden." in page
    assert "3 af 5 har svaret." in page
    with pytest.raises(RuleBroken) as no:
        asked.refresh_from_db()
        answers(asked, seats[3], ev_1="1")
    assert no.value.code == "evaluation.closed"
    before = Evaluation.objects.get(pk=asked.pk).results
    after.close_evaluation(one=asked, today=today + timedelta(days=9), by=rikke)
    assert Evaluation.objects.get(pk=asked.pk).results == before


def test_two_answers_show_nothing(asked, ended, seats, answers, rikke, today, sign_in, lead_trine):
    for seat in seats[:2]:
        answers(asked, seat, ev_1="5", ev_7="Godt.")
    before = words(sign_in(rikke.user).get(address(ended, f"evaluering/{asked.pk}/luk/")))
    assert "hvis mindst tre har svaret; ellers bliver de slettet" in before
    assert f"svare senest {day_words(asked.answer_by)}" in before
    after.close_evaluation(one=asked, today=today, by=rikke)
    page = words(sign_in(lead_trine).get(address(ended, f"evaluering/{asked.pk}/")))
    assert "Godt." not in page
    assert "For få har svaret." in page


def test_one_answers_once_and_cannot_read_it_again(asked, ended, seats, answers, comes_in):
    answers(asked, seats[0], ev_1="5", ev_7="Kun jeg ved det.")
    with pytest.raises(RuleBroken) as no:
        answers(asked, seats[0], ev_1="1")
    assert no.value.code == "evaluation.twice"
    assert Sheet.objects.count() == 1


def test_no_trace_of_who_has_answered(asked, seats, answers):
    before = Entry.objects.count()
    answers(asked, seats[0], ev_1="5")
    assert Entry.objects.count() == before, "the log book says nothing of it"
    sheet = Sheet.objects.get()
    assert str(seats[0].seats[0]) not in (sheet.pk, str(sheet.answers))


def test_confirmed_names_are_logged_as_a_sum_when_it_is_closed(asked, seats, answers, rikke, today):
    answers(asked, seats[0], not_a_child=True, ev_1="5", ev_7="Vi læste om Maja og om Ida.")
    answers(asked, seats[1], not_a_child=True, ev_1="5", ev_8="Bogen om Maja.")
    answers(asked, seats[2], ev_1="5")
    after.close_evaluation(one=asked, today=today, by=rikke)
    entry = Entry.objects.get(kind="programme.evaluation_closed")
    assert entry.data["names_confirmed"] == "3"
    assert "names_confirmed" not in asked.results


def test_who_has_left_answers_no_more(asked, ended, seats, answers, trine):
    people.end(seat=ended.participants.get(name="Bo Birk"), by=trine)
    with pytest.raises(PermissionDenied):
        answers(asked, seats[0], ev_1="5")


def test_the_agency_does_not_answer_for_the_municipality(asked, ended, sign_in, adviser_rikke):
    page = address(ended, f"evaluering/{asked.pk}/svar/")
    assert sign_in(adviser_rikke).get(page).status_code == 403


def test_the_questions_are_answered_on_a_page(asked, ended, seats, sign_in, lead_trine):
    browser = sign_in(lead_trine)
    assert "Svar på evalueringen" in words(browser.get(address(ended)))
    page = address(ended, f"evaluering/{asked.pk}/svar/")
    assert "Svar på mindst ét" in words(browser.post(page, {}))
    told = words(browser.post(page, {"ev_7": "Vi så Maja"}))
    assert "Det her ligner navne" in told
    assert "Vi så Maja" in told, "what was typed stands there still"
    assert browser.post(page, {"ev_1": "4", "ev_7": "Godt."}).status_code == 302
    assert "Svar på evalueringen" not in words(browser.get(address(ended)))
    assert "Du har svaret" in words(browser.get(page))


def test_ten_digits_in_words_of_ones_own_are_refused_also_when_it_is_only_digits(
    asked, ended, seats, answers, sign_in, lead_trine
):
    for typed in ("0101124567", "010112-4567", "٠١٠١١٢٤٥٦٧"):
        with pytest.raises(RuleBroken) as no:
            answers(asked, seats[0], not_a_child=True, ev_1="5", ev_7=typed)
        assert (no.value.code, no.value.field) == ("text.cpr", "ev_7")
    page = address(ended, f"evaluering/{asked.pk}/svar/")
    told = words(sign_in(lead_trine).post(page, {"ev_1": "5", "ev_7": "0101124567"}))
    assert "Her står noget, der ligner et CPR-nummer." in told
    assert not Sheet.objects.exists()


def test_no_answer_is_chosen_beforehand_and_not_to_know_is_none(ended, asked, sign_in, lead_trine):
    page, browser = address(ended, f"evaluering/{asked.pk}/svar/"), sign_in(lead_trine)
    assert " checked" not in words(browser.get(page))
    refused = browser.post(page, {"ev_1": "unknown", "ev_10": "unknown"})
    assert "Svar på mindst ét af spørgsmålene." in words(refused)
    assert browser.post(page, {"ev_1": "unknown", "ev_10": "yes"}).status_code == 302
    assert asked.sheets.get().answers["ev_1"] == ""


def test_only_who_leads_or_advises_asks_and_closes(asked, ended, group_gerda, today, seats):
    for by in (Who(group_gerda), seats[0]):
        with pytest.raises(PermissionDenied):
            after.open_evaluation(course=ended, round="half_year", today=today, by=by)
        with pytest.raises(PermissionDenied):
            after.close_evaluation(one=asked, today=today, by=by)


@pytest.mark.parametrize(
    ("who", "status"), [("lead_erna", 404), ("worker_wilma", 404), ("group_gerda", 403)]
)
def test_strangers_have_no_such_page_and_readers_change_nothing(
    asked, ended, request, sign_in, who, status, maja
):
    browser = sign_in(request.getfixturevalue(who))
    follow_up = queries.follow_ups(ended)[0].pk
    for page in (
        "opfoelgning/ny/",
        f"opfoelgning/{follow_up}/skriv/",
        f"opfoelgning/{follow_up}/spring-over/",
        f"evaluering/{asked.pk}/svar/",
        f"evaluering/{asked.pk}/luk/",
        "evaluering/spoerg/half_year/",
    ):
        assert browser.get(address(ended, page)).status_code == status, page
    reads = 404 if status == 404 else 200
    assert browser.get(address(ended, f"evaluering/{asked.pk}/")).status_code == reads
    assert browser.get(address(ended, "evaluering/spoerg/never/")).status_code == 404


def test_what_is_typed_and_not_sent_comes_back_to_its_writer_alone(
    asked, ended, sign_in, lead_trine, adviser_rikke, rikke, today
):
    trines, one = sign_in(lead_trine), queries.follow_ups(ended)[0]
    pages = {
        f"seen-{one.pk}": (f"opfoelgning/{one.pk}/skriv/", "words"),
        f"skipped-{one.pk}": (f"opfoelgning/{one.pk}/spring-over/", "words"),
        f"evaluated-{asked.pk}": (f"evaluering/{asked.pk}/svar/", "ev_7"),
    }
    for part, (page, field) in pages.items():
        kept = trines.post(address(ended, f"henvendelse/{part}/kladde/"), {field: "Halvt skrevet"})
        assert kept.status_code == 200, part
        assert "Halvt skrevet" in words(trines.get(address(ended, page)))
    rikkes = sign_in(adviser_rikke)
    for page, _field in list(pages.values())[:2]:
        assert "Halvt skrevet" not in words(rikkes.get(address(ended, page)))
    evaluated = address(ended, f"henvendelse/evaluated-{asked.pk}/kladde/")
    assert rikkes.post(evaluated, {"ev_7": "x"}).status_code == 403
    after.close_evaluation(one=asked, today=today, by=rikke)
    assert not Draft.objects.filter(subject__contains="evaluated").exists()


def test_no_draft_is_kept_of_what_there_is_not(ended, sign_in, lead_trine):
    answer = sign_in(lead_trine).post(address(ended, "henvendelse/seen-x/kladde/"), {"words": "x"})
    assert answer.status_code == 404


def test_who_comes_later_is_counted_among_those_who_were_asked(
    asked, ended, seats, answers, rikke, today, invites, let_in
):
    answers(asked, let_in(invites(ended, "Ny Nu", line="school")), ev_1="4")
    after.close_evaluation(one=asked, today=today, by=rikke)
    assert (asked.answered, asked.asked) == (1, 6)
