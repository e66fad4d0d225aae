"""The agency's overview of all municipalities: how far each is, and its tracks as counts; no ranks."""

from datetime import timedelta

import pytest

from skolespor.programme.access import Who
from skolespor.programme.actions import people
from skolespor.programme.models import Course, Participant
from skolespor.programme.queries import courses
from skolespor.programme.queries.overview import rows
from skolespor.programme.states import STATES
from skolespor.programme.tests.test_running import ALL_THE_WAY
from skolespor.reviews.models import Focus
from skolespor.tracks.models import Track

PAGE = "/raadgivning/overblik/"


def words(response):
    return response.content.decode()


@pytest.fixture
def of_the_municipality(solvang, lead_trine, today):
    """A focus and three tracks: one under way, one anchored, one a draft."""
    Focus.objects.create(
        municipality=solvang, place=1, words="x", why="x", chosen_on=today, chosen_by=lead_trine
    )
    written = {"created_by": lead_trine, "edited_by": lead_trine, "edited_at": "2026-01-01T10:00Z"}
    for state, title in (
        ("at_running", "Faste møder"),
        ("at_anchored", "Svar til børnene"),
        ("at_draft", "En kladde"),
    ):
        Track.objects.create(
            municipality=solvang,
            title=title,
            why="x",
            state=state,
            agreed_on=today,
            begun_on=today,
            missing_reason="x",
            **written,
        )


def test_every_municipality_stands_once_with_its_newest_course_in_the_order_of_the_alphabet(
    sent, rikke, today
):
    for code in ("0492", "0580", "0101"):
        for state in ("withdrawn", "inquiry"):
            Course.objects.create(
                municipality=code, state=state, received_on=today, reply_due=today
            )
    found = rows(reader=rikke, today=today)
    assert [row.name for row in found] == [
        "København",
        "Solvang",
        "Ærø",
        "Aabenraa",
    ]
    assert {row.course.state for row in found} == {"inquiry"}


def test_the_course_that_is_open_counts_before_a_newer_one_that_is_over(sent, rikke, today):
    Course.objects.create(
        municipality="9001", state="withdrawn", received_on=today, reply_due=today
    )
    (row,) = rows(reader=rikke, today=today)
    assert row.course == sent


def test_each_line_stands_in_the_row_in_words_whether_it_takes_part_or_not(
    sent, people_leave, sign_in, adviser_rikke, rikke, today
):
    people_leave("Pia Pil")
    (row,) = rows(reader=rikke, today=today)
    assert row.lines == {"school", "authority"}
    page = words(sign_in(adviser_rikke).get(PAGE))
    assert "Anbringelsessted mangler" in page
    assert "Skole mangler" not in page


@pytest.fixture
def people_leave(sent, trine):
    def end(name):
        people.end(seat=sent.participants.get(name=name), by=trine)

    return end


def test_tracks_and_focus_are_counted_when_there_is_an_agreement_and_not_before(
    sent, of_the_municipality, rikke, today
):
    (row,) = rows(reader=rikke, today=today)
    assert (row.focus, row.tracks) == (None, None), "nobody has agreed that the agency sees them"


def test_the_agency_sees_counts_and_no_title(
    signed, of_the_municipality, goes, sign_in, adviser_rikke
):
    goes(signed, *ALL_THE_WAY[:4])
    page = words(sign_in(adviser_rikke).get(PAGE))
    assert "1 i gang, 1 forankret" in page
    assert "Faste møder" not in page
    assert "kladde" not in page.split("Sådan er det talt")[0].lower()


def test_what_comes_next_stands_in_the_row_and_what_is_late_is_said(
    signed, goes, sign_in, adviser_rikke, today
):
    browser = sign_in(adviser_rikke)
    assert (today + timedelta(days=30)).strftime("%d-%m-%Y") in words(browser.get(PAGE))
    goes(signed, *ALL_THE_WAY)
    signed.follow_ups.filter(occasion="half_year").update(due=today - timedelta(days=1))
    assert "Over tiden" in words(browser.get(PAGE))


def test_one_chooses_a_stage_and_ones_own(signed, sign_in, adviser_rikke, person, agency, today):
    Course.objects.create(municipality="0492", state="inquiry", received_on=today, reply_due=today)
    browser = sign_in(adviser_rikke)
    every = browser.get(PAGE).context
    assert [line["name"] for line in every["lines"]] == ["Solvang", "Ærø"]
    mine = browser.get(f"{PAGE}?hvis=mine").context
    assert [line["name"] for line in mine["lines"]] == ["Solvang"]
    asked = browser.get(f"{PAGE}?trin=inquiry").context
    assert [line["name"] for line in asked["lines"]] == ["Ærø"]
    assert asked["number"] == 2, "the picture shows all"
    assert len(browser.get(f"{PAGE}?trin=nothing").context["lines"]) == 2


@pytest.fixture
def many(sent, today):
    """Forty municipalities more."""
    codes = [code for code in courses.municipalities() if code != "9001"][:40]
    Course.objects.bulk_create(
        Course(municipality=code, state="inquiry", received_on=today, reply_due=today)
        for code in codes
    )


def test_thirty_stand_on_a_page_and_all_of_them_can_be_printed(many, sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    assert len(browser.get(PAGE).context["lines"]) == 30
    assert len(browser.get(f"{PAGE}?side=2&trin=inquiry").context["lines"]) == 11
    whole = browser.get(PAGE).context["whole"]
    assert len(browser.get(whole).context["lines"]) == 41
    assert len(words(browser.get(f"{PAGE}csv/")).strip().splitlines()) == 42, "all the pages"


def test_one_finds_a_municipality_by_its_name_which_is_in_no_address(many, sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    answer = browser.post(PAGE, {"search": "sOLV"})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert [line["name"] for line in browser.get(PAGE).context["lines"]] == ["Solvang"]
    assert len(words(browser.get(f"{PAGE}csv/")).strip().splitlines()) == 2, "the same in the file"
    assert browser.get(PAGE).context["counted"] == 41, "the picture shows all"
    browser.post(PAGE, {"search": "150415-0002"})
    page = words(browser.get(PAGE))
    assert "150415-0002" not in page
    assert "Ingen kommune passer til det, du har valgt." in page
    browser.post(PAGE, {"reset": "1"})
    assert len(browser.get(PAGE).context["lines"]) == 30


def test_the_picture_shows_every_stage_also_where_nobody_is(signed, sign_in, adviser_rikke):
    parts = sign_in(adviser_rikke).get(PAGE).context["parts"]
    counts = {one["label"]: one["count"] for part in parts for one in part["stages"]}
    assert len(counts) == len(STATES) - 1, "all but the draft"
    assert {label for label, count in counts.items() if count} == {"Opstartsmøde"}
    assert [part["count"] for part in parts] == [0, 1, 0]


def test_the_queue_and_the_overview_lead_to_each_other(sent, sign_in, adviser_rikke):
    browser = sign_in(adviser_rikke)
    assert f'href="{PAGE}"' in words(browser.get("/raadgivning/koe/"))
    assert 'href="/raadgivning/koe/"' in words(browser.get(PAGE))


def test_the_file_starts_no_formula(signed, sign_in, adviser_rikke):
    adviser_rikke.name = "=1+1"
    adviser_rikke.save()
    assert ";'=1+1;" in words(sign_in(adviser_rikke).get(f"{PAGE}csv/"))


def test_the_file_holds_what_the_page_shows(signed, sign_in, adviser_rikke):
    answer = sign_in(adviser_rikke).get(f"{PAGE}csv/")
    assert answer["Content-Type"].startswith("text/csv")
    head, line = words(answer).strip().splitlines()
    assert head.startswith("\ufeffKommune;Hvor langt")
    assert line.startswith("Solvang;Opstartsmøde;Rikke Glad")


@pytest.mark.parametrize("who", ["lead_trine", "director_dan", "group_gerda", "teacher_tim"])
def test_nobody_but_the_agency_has_such_a_page(signed, request, sign_in, who, maja):
    browser = sign_in(request.getfixturevalue(who))
    for page in (PAGE, f"{PAGE}csv/"):
        assert browser.get(page).status_code == 403


def test_a_draft_is_nobodys_business(draft, rikke, today):
    assert rows(reader=rikke, today=today) == []


@pytest.mark.long
def test_it_costs_the_same_for_one_and_for_ninety_eight_with_four_hundred_courses(
    signed, of_the_municipality, sign_in, adviser_rikke, count_queries, today
):
    browser = sign_in(adviser_rikke)
    browser.get(PAGE)
    few = count_queries(lambda: browser.get(PAGE))
    codes = [code for code in courses.municipalities() if code != "9001"]
    facts = {"received_on": today, "reply_due": today, "adviser": adviser_rikke}
    Course.objects.bulk_create(
        Course(municipality=codes[n % 97], state="withdrawn", **facts) for n in range(300)
    )
    Course.objects.bulk_create(
        Course(municipality=code, state="advisory_days", **facts) for code in codes
    )
    Participant.objects.bulk_create(
        Participant(course=one, name="Bo Birk", email="bo@example.invalid", line="school")
        for one in Course.objects.filter(state="advisory_days")
    )
    assert len(rows(reader=Who(adviser_rikke), today=today)) >= 98
    assert count_queries(lambda: browser.get(PAGE)) <= few
