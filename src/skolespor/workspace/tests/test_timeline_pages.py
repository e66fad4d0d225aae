"""The school timeline on the pages: the picture and its text say the same, and to each their part."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from skolespor.attendance.models import AbsenceDay
from skolespor.audit.models import Entry
from skolespor.children.access import Sight
from skolespor.children.actions.facts import protect
from skolespor.children.tests.pages import address, words
from skolespor.children.timeline import Dot, Lane, Part, Shape, Stretch
from skolespor.workspace.presenters import timeline as presenters
from skolespor.workspace.presenters.timeline_words import NOT_FOR_YOU, NOTHING
from skolespor.workspace.tests.lives import (
    LANES,
    TODAY,
    home,
    life,
    moves,
    school,
    week,
    without,
)
from tests.days import LAST_SUMMER

AGO, AHEAD = TODAY - timedelta(days=14), TODAY + timedelta(days=40)
LIVES = {
    "two weeks": life(home(AGO), school(AGO), moves(AGO)),
    "twelve years": life(
        home(date(2015, 8, 10), date(2022, 8, 10), "Plejefamilien Bech"),
        home(date(2022, 8, 10)),
        *(
            school(date(y, 8, 10), date(y + 1, 6, 26), "Engskolen", f"{y}")
            for y in range(2017, 2026)
        ),
        without(date(2016, 8, 12), date(2017, 6, 26), 203),
        *(week(date(2018, 9, 3) + timedelta(days=35 * n), "2.5") for n in range(60)),
    ),
    "many homes": life(
        *(
            home(
                date(2023, 1, 1) + timedelta(days=100 * n),
                date(2023, 1, 1) + timedelta(days=100 * (n + 1)),
                f"Plejefamilien {n}",
            )
            for n in range(12)
        ),
        *(moves(date(2023, 1, 1) + timedelta(days=100 * n), f"Flytter {n}") for n in range(12)),
    ),
    "gap over summer": life(
        home(date(2024, 8, 1)),
        school(date(2024, 8, 1), date(2025, 6, 10)),
        school(date(2025, 8, 25), None, "Engskolen"),
        without(date(2025, 6, 11), date(2025, 8, 22), 20),
    ),
    "two schools at once": life(school(date(2025, 8, 11)), school(date(2026, 9, 1), None, "B")),
    "two homes at once": life(home(date(2025, 8, 11)), home(date(2026, 1, 1), None, "Hos mor")),
    "not attending": Part(
        (*LANES, Lane.AWAY),
        (
            school(date(2025, 8, 11)),
            Stretch(Lane.AWAY, date(2026, 10, 19), None),
            Stretch(Lane.WITHOUT, date(2026, 10, 19), None, days=25),
        ),
    ),
    "moved home": life(home(date(2023, 8, 1), date(2026, 9, 1)), school(date(2023, 8, 11))),
    "future start": life(
        home(date(2025, 9, 1), AHEAD), home(AHEAD, None, "Bakkehuset"), moves(AHEAD)
    ),
    "only absence": life(week(date(2026, 9, 7), "0.04"), week(date(2026, 9, 14), "0.5")),
    "turns six": life(
        home(date(2024, 11, 18)),
        Dot(date(2027, 8, 1), "Skolepligten begynder", Shape.TRIANGLE, "Skolepligten begynder"),
    ),
    "neutral words": life(home(None, None, "Bor hos en familie"), school(date(2026, 8, 10))),
}


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(f"{TODAY} 10:00", tick=False)


def head(*, is_own=False, is_masked=False):
    return SimpleNamespace(
        child=SimpleNamespace(pk=7, first_name="Maja"),
        is_own=is_own,
        sight=Sight(frozenset(), is_masked),
    )


def shown(timeline, *, is_wide):
    """Each fact that the pictures of one kind draw, in words; a stretch in two pieces is one."""
    pictures = [one for one in timeline.pictures if one.is_wide is is_wide]
    return {words for one in pictures for words, _mark in (*one.boxes, *one.signs)}


def written(timeline):
    """The lines of the text without letters, absence and sentences where nothing is known."""
    nothing = {str(text) for text in (*NOTHING.values(), NOT_FOR_YOU)}
    lines = [line for s in timeline.sections if s.title != "Fravær pr. uge" for line in s.lines]
    return {re.sub(r" \([A-Z]+\)$", "", line) for line in lines if line not in nothing}


def weeks_drawn(timeline, *, is_wide):
    pictures = [one.picture for one in timeline.pictures if one.is_wide is is_wide]
    return {(column.week.monday, column.week.days) for p in pictures for column in p.columns}


def weeks_written(timeline):
    """How many weeks the text counts up, by their days."""
    lines = [line for s in timeline.sections if s.title == "Fravær pr. uge" for line in s.lines]
    counts = {}
    for days, numbers in re.findall(r"([\d,]+) dage? i uge ([^;.]+)", " ".join(lines)):
        counts[days] = counts.get(days, 0) + len(re.findall(r"\d+", numbers))
    return counts


@pytest.mark.parametrize("name", LIVES)
@pytest.mark.parametrize("page", [presenters.on_first_page, presenters.on_its_own_page])
def test_text_says_what_the_picture_shows_and_the_other_way_round(name, page):
    timeline = page(head(), LIVES[name])
    assert shown(timeline, is_wide=True) == written(timeline)
    assert shown(timeline, is_wide=False) == written(timeline)
    assert weeks_drawn(timeline, is_wide=True) == weeks_drawn(timeline, is_wide=False)
    assert len(weeks_drawn(timeline, is_wide=True)) == sum(weeks_written(timeline).values())


def test_absence_is_written_by_school_year_and_days():
    [line] = presenters.on_first_page(head(), LIVES["only absence"]).sections[3].lines
    assert line == "2026/27 i alt 0,5 dag: 0,5 dag i uge 38; 0,1 dag i uge 37."


def test_sentence_counts_what_is_to_be_seen():
    assert presenters.on_first_page(head(), LIVES["twelve years"]).lead == (
        "Billedet viser 2 steder at bo, 1 skole, 1 gang uden skole og fravær i 60 uger."
    )
    assert presenters.on_first_page(head(), life(moves(AGO))).lead == (
        "Billedet viser det, der er skrevet."
    )


def test_child_reads_no_counts():
    timeline = presenters.on_first_page(head(is_own=True), Part((Lane.HOME,), (home(AGO),)))
    assert (timeline.heading, timeline.lead) == ("Din skoletid", "Her har du boet og gået i skole.")
    assert [section.title for section in timeline.sections] == ["Du bor"]


@pytest.mark.parametrize(
    ("reader", "part", "reason"),
    [
        (head(), Part(LANES), "Der er ikke skrevet noget endnu om, hvor Maja bor og går i skole."),
        (head(), Part(), "Du kan ikke se, hvor Maja bor og går i skole."),
        (
            head(is_masked=True),
            Part(),
            "Barnet er beskyttet. Derfor er der ikke et billede af skoletiden her.",
        ),
        (head(is_own=True), Part(), "De voksne har ikke skrevet det endnu."),
    ],
)
def test_where_there_is_no_picture_a_sentence_says_why(reader, part, reason):
    timeline = presenters.on_first_page(reader, part)
    assert timeline.reason == reason
    assert not timeline.pictures
    assert not timeline.sections


def test_long_life_is_on_the_telephone_whole_and_in_pieces():
    def captions(timeline):
        return [one.caption for one in timeline.pictures if not one.is_wide]

    long, short = LIVES["twelve years"], LIVES["two weeks"]
    assert captions(presenters.on_first_page(head(), long)) == [
        "Hele tiden",
        "Dette skoleår og det sidste",
    ]
    alone = captions(presenters.on_its_own_page(head(), long))
    assert alone[0] == "2025/26 og 2026/27"
    assert len(alone) == 6
    assert captions(presenters.on_first_page(head(), short)) == [""]
    assert captions(presenters.on_its_own_page(head(), short)) == [""]


def test_signs_are_explained_and_only_those_that_are_there():
    timeline = presenters.on_first_page(head(), LIVES["future start"])
    assert [(key.shape, key.words) for key in timeline.keys][:2] == [
        ("diamond", "Flytter"),
        ("planned", "Planlagt"),
    ]
    assert presenters.on_first_page(head(), LIVES["only absence"]).keys == []


def test_letter_in_the_picture_stands_at_the_name_in_the_text():
    timeline = presenters.on_first_page(head(), LIVES["many homes"])
    assert ("letter", "Et bogstav er et navn, som står i teksten") in [
        (key.shape, key.words) for key in timeline.keys
    ]
    assert "01-01-2023 til 11-04-2023: Plejefamilien 0 (A)" in timeline.sections[0].lines


# On the pages


@pytest.fixture
def absent(maja, solvang, lindeskolen):
    AbsenceDay.objects.create(
        child=maja,
        institution=lindeskolen.code,
        day=date(2026, 9, 7),
        category="sick",
        share=Decimal(1),
        sender=solvang,
    )


def svgs(page):
    found = re.findall(r'<svg class="timeline-svg".*?</svg>', page, re.DOTALL)
    return [ElementTree.fromstring(one) for one in found]


def text_of(page):
    block = page[page.index('<div class="timeline-text">') :]
    return [
        unescape(line) for line in re.findall(r"<li>([^<]*)</li>", block[: block.index("</div>")])
    ]


def titles(svg):
    space = "{http://www.w3.org/2000/svg}"
    return {
        title.text for group in svg.iter(f"{space}g") for title in group.findall(f"{space}title")
    }


@pytest.mark.parametrize("page", ["child", "timeline"])
def test_page_shows_the_picture_and_its_text(sign_in, worker_wilma, maja, absent, page):
    html = words(sign_in(worker_wilma).get(address(page, maja)))
    wide, *slim = svgs(html)
    assert wide.get("role") == "img"
    lines = text_of(html)
    assert {"Siden 01-08-2025: Familien Bo", "Siden 01-08-2025: Lindeskolen, 3.B"} <= set(lines)
    assert titles(wide) == set(lines) - {
        "Ingen dage, som vi kender til",
        "2026/27 i alt 1 dag: 1 dag i uge 37.",
    }
    assert all(titles(svg) <= titles(wide) for svg in slim)


def test_numbers_in_the_picture_have_points_whatever_the_language(sign_in, worker_wilma, maja):
    html = words(sign_in(worker_wilma).get(address("child", maja)))
    for svg in svgs(html):
        for mark in svg.iter():
            for name in ("x", "y", "width", "height"):
                assert "," not in mark.get(name, "")


def test_every_picture_has_names_of_its_own(sign_in, worker_wilma, maja, lives, family_dam):
    lives(maja, family_dam, since=date(2018, 1, 1), until=date(2025, 7, 31))
    html = words(sign_in(worker_wilma).get(address("timeline", maja)))
    names = re.findall(r' id="([^"]+)"', html)
    assert len(names) == len(set(names))


def test_what_people_have_written_is_text_in_the_picture(sign_in, worker_wilma, maja):
    maja.placements.update(organisation=None, place_name="<script>alert(1)</script>")
    html = words(sign_in(worker_wilma).get(address("child", maja)))
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_child_sees_homes_and_schools_and_nobody_counts_its_days(
    sign_in, maja_herself, maja, absent
):
    maja.enrolments.update(until=date(2026, 10, 1))
    html = words(sign_in(maja_herself).get(address("timeline", maja)))
    assert titles(svgs(html)[0]) == {
        "Siden 01-08-2025: Familien Bo",
        "01-08-2025 til 01-10-2026: Lindeskolen, 3.B",
    }
    for word in ("Uden skole", "uden skole", "Fravær", "skoledag", "Billedet viser"):
        assert word not in html


def test_protected_child_has_no_picture_for_those_who_may_not_know(
    sign_in, worker_wilma, coordinator_karen, maja
):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    for page in ("child", "timeline"):
        html = words(sign_in(coordinator_karen).get(address(page, maja)))
        assert svgs(html) == []
        assert "Derfor er der ikke et billede af skoletiden her." in html
        assert svgs(words(sign_in(worker_wilma).get(address(page, maja))))


def test_protected_child_sees_no_empty_picture(sign_in, worker_wilma, maja_herself, maja):
    protect(child=maja, users=[], organisations=[], by=worker_wilma)
    html = words(sign_in(maja_herself).get(address("child", maja)))
    assert svgs(html) == []


def test_stranger_finds_no_timeline(sign_in, teacher_nora, maja):
    assert (
        sign_in(teacher_nora).get(reverse("workspace:timeline", args=[maja.pk])).status_code == 404
    )


def test_visit_is_in_the_log_with_its_purpose(sign_in, teacher_tim, maja):
    sign_in(teacher_tim).get(address("timeline", maja))
    assert Entry.objects.get(kind="children.opened").data["step"] == "workspace:timeline"


@pytest.mark.long
@pytest.mark.parametrize("page", ["child", "timeline"])
def test_page_costs_the_same_for_a_short_and_a_long_life(
    sign_in, worker_wilma, maja, absent, lives, learns, house, solvang, count_queries, page
):
    browser = sign_in(worker_wilma)
    browser.get(address(page, maja))
    few = count_queries(lambda: browser.get(address(page, maja)))
    for year in range(2015, 2025):
        place = house("foster_family", f"Familien {year}", solvang)
        lives(maja, place, since=date(year, 8, 1), until=date(year + 1, 7, 30))
        other = house("school", f"Skolen {year}", solvang, code=f"9{year}1")
        learns(maja, other, since=date(year, 8, 1), until=date(year + 1, 3, 1))
    assert count_queries(lambda: browser.get(address(page, maja))) == few


def test_foster_mother_sees_her_own_part(sign_in, foster_freja, maja):
    html = words(sign_in(foster_freja).get(address("child", maja)))
    assert f"Siden {LAST_SUMMER:%d-%m-%Y}: Familien Bo" in text_of(html)
