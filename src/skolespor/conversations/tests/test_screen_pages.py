"""Handing over in a browser, what the child's browser may open, and coming in with a code."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from skolespor.children.tests.pages import words
from skolespor.conversations.actions import screens
from skolespor.conversations.models import ChildAnswer, ChildScreen, Conversation
from skolespor.conversations.presenters.screen import _words_for_roles
from skolespor.conversations.queries import guide
from skolespor.conversations.queries.screens import others_today
from skolespor.promises.access import reading
from skolespor.promises.models import Statement

GOOD = "q_good_10_1"


@pytest.fixture(autouse=True)
def nobody_has_tried(db):
    cache.clear()


@pytest.fixture
def browser(token):
    """Maja's: it holds the screen and nothing else."""
    client = Client()
    client.cookies["snak"] = token
    return client


def hand_over(talk):
    return reverse("conversations:hand_over", args=[talk.child_id, talk.pk])


def save(browser, **answer):
    return browser.post("/snak/gem/", json.dumps(answer), content_type="application/json")


# Handing over


def test_the_adult_reads_what_will_happen_first(sign_in, teacher_tim, talk):
    page = words(sign_in(teacher_tim).get(hand_over(talk)))
    assert "Du bliver logget ud her." in page


def test_handing_over_signs_the_adult_out_and_opens_the_childs_page(sign_in, teacher_tim, talk):
    browser = sign_in(teacher_tim)
    before = browser.session.session_key
    answer = browser.post(hand_over(talk))
    assert (answer.status_code, answer.url) == (302, "/snak/")
    assert answer["Clear-Site-Data"] == '"cache"'
    cookie = answer.cookies["snak"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/snak/", True, "Strict")
    assert browser.session.session_key != before
    assert not UserSession.objects.filter(session_key=before).exists()
    assert browser.get("/").status_code == 302
    assert browser.get("/snak/").status_code == 200


def test_who_does_not_hold_the_conversation_cannot_give_it_away(
    sign_in, coordinator_karen, foster_freja, talk
):
    assert sign_in(coordinator_karen).post(hand_over(talk)).status_code == 403
    assert sign_in(foster_freja).post(hand_over(talk)).status_code == 403
    assert not ChildScreen.objects.exists()


def test_a_conversation_of_another_child_is_not_found(sign_in, teacher_tim, talk, emil):
    other = Conversation.objects.create(
        child=emil,
        adult=teacher_tim,
        band=talk.band,
        offered_on=talk.offered_on,
        offered_by=teacher_tim,
    )
    page = reverse("conversations:hand_over", args=[talk.child_id, other.pk])
    assert sign_in(teacher_tim).get(page).status_code == 404


# The page


def test_the_page_says_nothing_about_the_adult(browser, teacher_tim, maja):
    page = words(browser.get("/snak/"))
    assert teacher_tim.name not in page
    assert f"/boern/{maja.pk}" not in page
    assert "Log ud" not in page
    assert "Har du brug for hjælp nu?" in page


def test_it_speaks_danish_to_the_child_whatever_the_adult_has_chosen(browser):
    browser.cookies["django_language"] = "en"
    answer = browser.get("/snak/")
    assert answer["Content-Language"] == "da"
    assert "Spring over" in words(answer)


def test_it_shows_what_was_put_down_before(browser):
    save(browser, step=GOOD, text="Fodbold", turn=1)
    save(browser, step="cards", text="th_good_at", turn=1)
    save(browser, step="here", text=GOOD, turn=1)
    page = words(browser.get("/snak/"))
    assert "Fodbold</textarea>" in page
    assert 'value="th_good_at" checked' in page
    assert f'data-here="{GOOD}"' in page


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"step": 1}',
        '{"step": "cards", "more": 1}',
        '{"step": "cards", "turn": -1}',
        '{"step": "cards", "page": "<b>"}',
        '{"step": "cards", "page": null}',
        '{"step": "cards", "page": "0a\\ud83d"}',
    ],
)
def test_what_is_no_answer_is_refused(browser, body):
    answer = browser.post("/snak/gem/", body, content_type="application/json")
    assert (answer.status_code, ChildAnswer.objects.count()) == (400, 0)


def test_what_was_not_asked_is_refused(browser):
    assert save(browser, step="noget_andet", text="Hej").status_code == 400


def test_the_browser_hears_which_turn_is_kept(browser):
    assert save(browser, step=GOOD, text="Ny", turn=5).json() == {"turn": 5}


def test_a_page_that_comes_late_hears_what_maja_wrote_in_another(browser):
    save(browser, step=GOOD, text="Ny", turn=1, page="aa")
    assert save(browser, step=GOOD, text="Gammel", turn=1, page="bb").json() == {
        "late": True,
        "turn": 1,
        "page": "aa",
        "text": "Ny",
        "drawing": {},
        "sharing": "between_us",
    }


def test_the_page_says_which_page_wrote_an_answer_last(browser):
    save(browser, step=GOOD, text="Fodbold", turn=1, page="aa")
    assert f'data-step="{GOOD}" data-theme="th_good_at" data-turn="1" data-page="aa"' in words(
        browser.get("/snak/")
    )


def test_half_an_emoji_does_not_stop_majas_words(browser):
    body = f'{{"step": "{GOOD}", "text": "Hej \\ud83d", "turn": 1}}'
    answer = browser.post("/snak/gem/", body, content_type="application/json")
    assert (answer.status_code, ChildAnswer.objects.get().text) == (200, "Hej ")


def test_saving_is_by_post_only(browser):
    assert browser.get("/snak/gem/").status_code == 405


def test_a_page_that_is_closed_says_so_to_the_child_and_to_the_script(browser, token):
    ChildScreen.objects.update(ended_at="2026-11-23 11:00+01:00")
    page = browser.get("/snak/")
    assert (page.status_code, "Skærmen er lukket" in words(page)) == (404, True)
    assert save(browser, step=GOOD, text="Sent").status_code == 410


def test_a_conversation_that_ends_meanwhile_is_closed_to_the_script(browser, talk, monkeypatch):
    monkeypatch.setattr("skolespor.conversations.queries.screens.OVER", ())
    Conversation.objects.update(outcome="declined")
    assert save(browser, step=GOOD, text="Sent").status_code == 410


def test_without_a_script_it_is_one_long_form(browser, talk):
    form = {f"text-{GOOD}": "Fodbold", f"sharing-{GOOD}": "may_share", "text-cards": ["th_good_at"]}
    answer = browser.post("/snak/", form | {"do": "save"})
    assert answer.url == "/snak/"
    assert ChildAnswer.objects.get(step=GOOD).text == "Fodbold"
    answer = browser.post("/snak/", {"do": "finish"})
    assert answer.url == "/snak/slut/tak/"
    assert Statement.objects.get().sharing == "may_share"
    assert browser.cookies["snak"].value == ""


@pytest.mark.parametrize(("do", "page"), [("stop", "pause"), ("decline", "i-dag")])
def test_stop_and_not_today_close_the_page(browser, do, page):
    answer = browser.post("/snak/", {"do": do})
    assert answer.url == f"/snak/slut/{page}/"
    assert "Giv skærmen tilbage til din voksne." in words(browser.get(answer.url))
    assert browser.get("/snak/").status_code == 404


def test_who_signs_in_at_the_childs_browser_does_not_read_what_she_wrote(browser, foster_freja):
    """Maja's screen stays open, for her."""
    save(browser, step=GOOD, text="Fodbold", turn=1)
    browser.force_login(foster_freja)
    page = browser.get("/snak/")
    assert (page.status_code, "Fodbold" in words(page)) == (404, False)
    assert save(browser, step=GOOD, text="Noget andet", turn=2).status_code == 410
    browser.logout()
    browser.cookies["snak"] = page.wsgi_request.COOKIES["snak"]
    assert "Fodbold</textarea>" in words(browser.get("/snak/"))


def test_no_other_end_exists(client, db):
    assert client.get("/snak/slut/andet/").status_code == 404


# Nothing of the adult's


def every_address(patterns, space="", before=()):
    for pattern in patterns:
        keys = [*before, *pattern.pattern.regex.groupindex]
        if hasattr(pattern, "url_patterns"):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from every_address(pattern.url_patterns, space + inner, keys)
        elif pattern.name:
            yield space + pattern.name, keys


def address_of(name, numbers):
    """Some addresses hold days or names instead of numbers."""
    for other in (1, "x", "2026-11-23"):
        try:
            rest = {key: other for key in numbers if key != "child_id"}
            return reverse(name, kwargs=numbers | rest)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def test_with_the_childs_screen_every_other_page_meets_a_stranger(browser, maja):
    stranger, asked = Client(), 0
    browser.cookies["snak"]["path"] = "/"
    for name, keys in every_address(get_resolver().url_patterns):
        if name.startswith("snak:"):
            continue
        page = address_of(name, {key: maja.pk if key == "child_id" else 1 for key in keys})
        for method in ("get", "post"):
            mine, theirs = getattr(browser, method)(page), getattr(stranger, method)(page)
            assert mine.status_code == theirs.status_code, page
            assert mine.get("Location") == theirs.get("Location"), page
            asked += 1
    assert asked > 200


# Codes


def type_code(browser, code):
    return browser.post("/kode/", {"code": code})


@pytest.fixture
def code(talk, teacher_tim):
    return screens.make_code(conversation=talk, by=teacher_tim)


def test_the_adult_reads_the_code_from_a_page(sign_in, teacher_tim, talk):
    browser = sign_in(teacher_tim)
    page = reverse("conversations:make_code", args=[talk.child_id, talk.pk])
    assert "Lav en kode" in words(browser.get(page))
    code = re.search(r"\d{4} \d{4}", words(browser.post(page)))[0]
    assert type_code(Client(), code).url == "/snak/"


def test_a_code_signs_out_whoever_was_signed_in_there(sign_in, worker_wilma, code):
    browser = sign_in(worker_wilma)
    type_code(browser, code)
    assert browser.get("/").status_code == 302
    assert browser.get("/snak/").status_code == 200


def test_wrong_and_used_codes_get_the_same_answer(client, code):
    assert type_code(Client(), code).status_code == 302
    used = words(type_code(client, code))
    assert "Koden virker ikke. Bed din voksne om en ny." in used
    plain = re.sub(r'value="\w{64}"', "", used)
    assert re.sub(r'value="\w{64}"', "", words(type_code(client, "12345678"))) == plain


def test_nobody_searches_through_codes(client, code):
    for _try in range(30):
        type_code(client, "00000000")
    assert "Koden virker ikke." in words(type_code(client, code))
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert type_code(elsewhere, code).status_code == 302


def test_an_empty_field_is_said(client, db):
    assert client.post("/kode/", {"code": ""}).status_code == 200


def test_a_code_for_the_childs_own_pages_lasts_an_hour(clock, sign_in, foster_freja, maja):
    page = reverse("conversations:own_code", args=[maja.pk])
    code = re.search(r"\d{4} \d{4}", words(sign_in(foster_freja).post(page)))[0]
    browser = Client()
    assert type_code(browser, code).url == reverse("workspace:today")
    maja.refresh_from_db()
    assert browser.session["_auth_user_id"] == str(maja.user.pk)
    clock.shift(timedelta(minutes=29))
    assert "_auth_user_id" in browser.session
    browser.get("/")
    clock.shift(timedelta(minutes=29))
    browser.get("/")
    assert "_auth_user_id" in browser.session
    clock.shift(timedelta(minutes=3))
    browser.get("/")
    assert "_auth_user_id" not in browser.session


def test_the_page_for_a_code_says_how_long_it_works(sign_in, foster_freja, maja):
    page = reverse("conversations:own_code", args=[maja.pk])
    assert "i 10 minutter" in words(sign_in(foster_freja).get(page))


# Who "de andre" are


def test_the_child_reads_who_the_others_are_today(
    browser, talk, worker_wilma, foster_freja, mother_mie, head_hanne
):
    page = words(browser.get("/snak/"))
    for other in ("din rådgiver", "dem, du bor hos", "din mor, far eller værge"):
        assert other in page
    assert "skolens leder" not in page


def test_of_a_protected_child_only_those_who_may_know_are_named(talk, worker_wilma, foster_freja):
    talk.child.is_protected = True
    talk.child.save()
    assert "foster_parent" not in others_today(talk)


def test_every_role_that_may_read_has_a_word_a_child_knows():
    assert set(_words_for_roles()) == set(reading("statements"))


# Words


def sentences(text):
    return [part.strip() for part in re.split(r"(?<=[.!?:])\s+|\n", text) if part.strip()]


def lix(lines):
    found = [re.findall(r"[^\W_]+", line) for line in lines]
    all_words = [word for line in found for word in line]
    long = [word for word in all_words if len(word) > 6]
    return len(all_words) / len(lines) + 100 * len(long) / len(all_words)


def shown(page):
    """What a child reads, a line for each thing, also what the script says."""
    said = re.findall(
        r' (?:data-(?!key|save)[\w-]+|aria-label|title)="([^"]*[a-zæøå] [^"]*)"', page
    )
    bare = re.sub(r"<script.*?</script>|<head>.*?</head>", "", page, flags=re.DOTALL)
    lines = re.split(r"<[^>]+>", bare) + said
    return [one for line in lines for one in sentences(unescape(" ".join(line.split())))]


@pytest.mark.parametrize("band", guide.BANDS)
def test_what_a_child_reads_is_short_and_plain(browser, talk, band):
    Conversation.objects.update(band=band)
    ends = [browser.get(f"/snak/slut/{how}/") for how in ("tak", "pause", "i-dag")]
    pages = [browser.get("/snak/"), browser.get("/kode/"), *ends, Client().get("/snak/")]
    lines = [line for page in pages for line in shown(page.content.decode())]
    assert len(lines) > 80
    assert [line for line in lines if len(line.split()) > 12] == []
    whole = [line for line in dict.fromkeys(lines) if line[-1] in ".!?:" and " " in line]
    assert lix(whole) < 30
    assert not re.search(r"\b(sag|sagen|anbragt|hemmelig\w*)\b", " ".join(lines), re.IGNORECASE)
