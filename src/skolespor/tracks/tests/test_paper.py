"""The two pages for the political committee: two whatever is written, readable by everybody."""

import re
from datetime import date
from itertools import product

import pytest
from django.urls import reverse

from skolespor.audit.models import Entry
from skolespor.tracks.actions import telling, working
from skolespor.tracks.models import Status, Track, TrackStep
from skolespor.tracks.presenters.paper import paper
from skolespor.tracks.queries.board import state_counts, told_to_committee
from tests.pdfs import bookmarks

pytestmark = pytest.mark.once
TODAY = date(2026, 10, 5)
LONG = "Vi vil gerne gøre det bedre for alle børn, der ikke bor hjemme. " * 60
ENDLESS = "Ø" * 2000
OTHERS = [
    each for each in product((0, 1, 4, 5, 6, 9), ("Kort.", LONG, ENDLESS)) if each != (9, ENDLESS)
]


def pages(made):
    """How many, by the pages of the file itself."""
    return len(re.findall(rb"/Type\s*/Page(?!s)", made))


def file(place):
    return reverse("tracks:paper", args=[place.pk])


@pytest.fixture
def many(running, schools_sven, lead_trine):
    def make(number):
        for one in range(number):
            track = running(title=f"Spor {one}", theme="sr_child_voice")
            words = {"going": "well", "done": "a", "seen": "Det virker", "next": "Vi bliver ved"}
            telling.write_status(track=track, by=schools_sven, **words)
            working.add_step(
                track=track, text="Skriv", who="Skolerne", due_on=date(2026, 12, 1), by=lead_trine
            )

    return make


@pytest.mark.parametrize(
    ("number", "words"),
    [(9, ENDLESS), *(pytest.param(*of, marks=pytest.mark.long) for of in OTHERS)],
)
def test_there_are_two_pages_whatever_is_written(
    number, words, many, sign_in, group_gerda, solvang
):
    many(number)
    Track.objects.update(title=words[:200], why=words, signs=words, focus=words[:200])
    Status.objects.update(done=words, seen=words, next=words)
    TrackStep.objects.update(text=words[:300], who=words[:200])
    assert pages(sign_in(group_gerda).get(file(solvang)).content) == 2


def test_it_is_tagged_danish_and_named(many, sign_in, group_gerda, solvang):
    many(2)
    gerda = sign_in(group_gerda)
    answer = gerda.get(file(solvang))
    assert answer["Content-Type"] == "application/pdf"
    assert "handlespor.pdf" in answer["Content-Disposition"]
    for mark in (b"/StructTreeRoot", b"/MarkInfo<</Marked true", b"/Lang(da", b"<pdfuaid:part>1<"):
        assert mark in answer.content, mark
    found = bookmarks(answer.content)
    for words in ("Hvad vil vi, og hvorfor?", "Spor 0", "Spor 1", "Hvor langt er vi, og hvad nu?"):
        assert words in found
    gerda.cookies["django_language"] = "en"
    assert "Hvad vil vi, og hvorfor?" in bookmarks(gerda.get(file(solvang)).content)


def test_what_is_cut_says_where_the_rest_stands(many, group_gerda, solvang, draft, lead_trine):
    many(8)
    draft(title="En kladde, som ingen har aftalt")
    told = told_to_committee(solvang, reader=group_gerda)
    made = paper(solvang, told, state_counts(solvang, reader=group_gerda), today=TODAY)
    assert len(made.lines) == 6
    assert made.rest == "2 spor mere står i Skolespor under »Handlespor«."
    assert made.footer == "Slutter en tekst med »...«, står resten i Skolespor under »Handlespor«."
    assert made.counts == "8 i gang"
    assert "kladde" not in str(made)


def test_a_line_says_what_why_who_how_far_and_what_now(many, group_gerda, solvang):
    many(1)
    told = told_to_committee(solvang, reader=group_gerda)
    line = paper(solvang, told, {}, today=TODAY).lines[0]
    assert (line.theme, line.state, line.going) == ("Barnets stemme", "I gang", "Det går godt")
    assert line.who == "Sven Skov (Skoleforvaltning, skole)"
    assert line.far == "0 af 1 skridt er gjort. Det virker"
    assert line.numbers == "Ingen tal endnu."
    assert line.next == "Skriv (Skolerne, 01-12-2026). Vi bliver ved"


def test_text_is_never_run(many, sign_in, group_gerda, solvang):
    many(1)
    Track.objects.update(title='#read("/etc/passwd")', why="$x$ *fed* #panic()")
    found = bookmarks(sign_in(group_gerda).get(file(solvang)).content)
    assert '#read("/etc/passwd")' in found


def test_strangers_get_nothing_and_whoever_fetches_it_stands_in_the_log(
    sign_in, lead_erna, teacher_tim, group_gerda, solvang, many, client
):
    many(1)
    assert sign_in(lead_erna).get(file(solvang)).status_code == 404
    assert sign_in(teacher_tim).get(file(solvang)).status_code == 403
    assert client.get(file(solvang)).status_code == 302
    sign_in(group_gerda).get(file(solvang))
    printed = Entry.objects.get(kind="tracks.printed")
    assert (printed.by_id, printed.about_id) == (group_gerda.pk, str(solvang.pk))


@pytest.mark.long
def test_it_costs_the_same_for_one_and_thirty(many, count_queries, group_gerda, solvang):
    many(1)
    one = count_queries(lambda: told_to_committee(solvang, reader=group_gerda))
    many(29)
    assert count_queries(lambda: told_to_committee(solvang, reader=group_gerda)) == one
