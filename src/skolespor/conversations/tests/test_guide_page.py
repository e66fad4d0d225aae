"""The conversation guide: open to everybody, whole, and plainly Skolespor's own."""

import re
from html import unescape
from itertools import pairwise
from time import perf_counter

import pytest
from django.conf import settings
from django.urls import reverse

from skolespor.conversations.presenters import guide as presenter
from skolespor.conversations.queries import guide as content
from skolespor.conversations.queries.guide import BANDS, guide, themes
from skolespor.promises.queries.asked import question_texts
from tests.pdfs import bookmarks

pytestmark = pytest.mark.django_db
PAGE, FILE = reverse("guide:page"), reverse("guide:file")
SECONDS = 2


@pytest.fixture
def english(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def html(answer):
    return answer.content.decode()


def words(answer):
    """What one reads, without tags."""
    main = html(answer).split("<main", 1)[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def texts(found):
    """Every Danish text of a part of the content: what stands under a key that ends with `_da`, or in a
    list there."""
    if isinstance(found, list):
        return [text for one in found for text in texts(one)]
    if not isinstance(found, dict):
        return []
    told = [one for key, one in found.items() if key.endswith("_da")]
    inner = [text for one in found.values() for text in texts(one)]
    return [text for one in told for text in (one if isinstance(one, list) else [one])] + inner


SHOWN = (
    "purpose",
    "frame",
    "preparation",
    "opening",
    "safety_valve",
    "themes",
    "adult_prompts",
    "scales",
    "sharing_choices",
    "closing",
    "follow_up_steps",
    "outcomes",
    "rights_cards",
)


def test_anybody_may_read_it_without_signing_in(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(PAGE).status_code == 200
        assert client.get(FILE).status_code == 200
    assert client.post(PAGE).status_code == 405


@pytest.mark.parametrize("part", SHOWN)
def test_every_word_of_the_content_stands_on_the_page(part, client):
    page = words(client.get(PAGE))
    found = texts(guide()[part])
    assert found
    assert [text for text in found if " ".join(text.split()) not in page] == []


def test_every_question_stands_under_its_card_and_its_age(client):
    page = words(client.get(PAGE))
    assert len(question_texts()) == 77
    for theme in themes():
        card = page[page.index(f"{theme.title} {theme.adult_hint}") :]
        places = [
            card.index(text)
            for band in BANDS
            for text in (presenter.label("age_bands", band), theme.questions[band][0].text)
        ]
        assert places == sorted(places), theme.id


def test_it_says_whose_guide_it_is(client):
    page = words(client.get(PAGE))
    assert "Egen guide: Skolespor har selv skrevet den. Den er et forslag." in page
    assert "Ministeriets egen vejledning har ikke kunnet læses." in page
    assert guide()["meta"]["source"] in page
    assert "Udgave 2026-11-21, kilder fra 2026" in page


def test_a_guide_that_is_no_longer_a_proposal_is_not_called_one(client, monkeypatch):
    checked = dict(guide()) | {"meta": dict(guide()["meta"]) | {"status": "verified"}}
    monkeypatch.setattr(presenter, "guide", lambda: checked)
    assert "Egen guide: Skolespor" not in words(client.get(PAGE))


def test_what_has_not_been_checked_says_so(client):
    page = words(client.get(PAGE))
    assert guide()["sharing_choices"]["status"] == "unverified"
    assert "Barnet vælger, hvem der må vide det ikke efterprøvet" in page
    assert page.count("ikke efterprøvet") == 1


def test_follow_up_says_who_and_by_when(client):
    page = words(client.get(PAGE))
    assert (
        "Giv svar på det, barnet bad om. Også når svaret er nej. Læringskoordinator gør det."
        " Giv barnet et svar: Senest 14 dage efter" in page
    )
    assert "Fristerne er ikke lovkrav." in page


def test_deadlines_of_a_law_are_not_called_otherwise():
    assert presenter._not_law({"deadline_ids": ["dl_conversation_first"]})
    assert presenter._not_law({"deadline_ids": ["dl_conversation_first", "dl_age_12"]}) == ()


def test_contents_lead_to_every_section_and_headings_follow_each_other(client):
    page = html(client.get(PAGE))
    for section in presenter.readable().sections:
        assert f'<a href="#{section.id}">' in page
        assert page.count(f'<h2 id="{section.id}">') == 1
    levels = [int(level) for level in re.findall(r"<h([1-6])", page.split("<main", 1)[1])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_in_english_the_guides_own_words_stay_danish(english):
    page = html(english.get(PAGE))
    assert '<html lang="en"' in page
    spoken = content.said_first(BANDS[0])
    assert f'<dd lang="da">{spoken}</dd>' in unescape(page)
    assert f'<span lang="da">{themes()[0].title}</span>' in unescape(page)
    assert "Age 6-9" in page


def test_the_page_is_the_same_for_everybody(client, sign_in, maja, teacher_tim):
    assert words(client.get(PAGE)) == words(sign_in(teacher_tim).get(PAGE))
    assert maja.first_name not in words(sign_in(teacher_tim).get(PAGE))


def test_help_leads_to_it(sign_in, teacher_tim):
    assert PAGE in html(sign_in(teacher_tim).get(reverse("workspace:help")))


def test_pdf_is_tagged_danish_and_has_a_bookmark_for_every_section_and_card(client):
    answer = client.get(FILE)
    made = answer.content
    assert answer["Content-Type"] == "application/pdf"
    assert "samtaleguide.pdf" in answer["Content-Disposition"]
    for mark in (b"/StructTreeRoot", b"/MarkInfo<</Marked true", b"/Lang(da", b"<pdfuaid:part>1<"):
        assert mark in made, mark
    found = bookmarks(made)
    assert [theme.title for theme in themes() if theme.title not in found] == []
    assert [
        card["title_da"] for card in guide()["rights_cards"] if card["title_da"] not in found
    ] == []
    for section in presenter.readable().sections:
        assert any(one.startswith(section.title) for one in found), section.id
    assert "Barnet vælger, hvem der må vide det (ikke efterprøvet)" in found


def test_pdf_is_made_quickly_and_once(client, monkeypatch):
    made = []
    real = presenter.pdf
    monkeypatch.setattr(presenter, "pdf", lambda *a: made.append(1) or real(*a))
    began = perf_counter()
    first = presenter.printed.__wrapped__()
    assert perf_counter() - began < SECONDS
    assert made == [1]
    assert client.get(FILE).content == client.get(FILE).content == first
    assert len(made) <= 2


def test_pdf_is_danish_for_english_readers_too(english, client):
    assert english.get(FILE).content == client.get(FILE).content


def test_text_of_the_content_is_never_run(monkeypatch):
    nasty = '#read("/etc/passwd")'
    theme = dict(guide()["themes"][0]) | {"title_da": nasty, "adult_hint_da": nasty}
    other = dict(guide()) | {"themes": [theme]}
    monkeypatch.setattr(content, "guide", lambda: other)
    monkeypatch.setattr(presenter, "guide", lambda: other)
    monkeypatch.setattr(content, "themes", content.themes.__wrapped__)
    assert nasty in bookmarks(presenter.printed.__wrapped__())
