"""A child that came in with an adult's code: no more than that adult may read stands there."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.children.access import sight_of
from skolespor.children.tests.pages import words
from skolespor.conversations.actions.screens import make_own_code
from skolespor.conversations.models import Conversation
from skolespor.core import drafts
from skolespor.core.models import Draft
from skolespor.promises.actions import answering
from skolespor.promises.actions.saying import Words, say
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, What

pytestmark = pytest.mark.once

SHARED, OURS = "Jeg kan lave baglæns saltomortale.", "Jeg er bange for at blive flyttet."
REASON = "Der er ikke plads før jul."
PAGES = ("own", "own_good_at", "own_agreements", "own_said", "own_who_sees", "own_talk")


@pytest.fixture
def told(maja, teacher_tim, coordinator_karen, today):
    """Maja has told Tim one thing that all may know, and one for the two of them."""
    cache.clear()
    for text, sharing in ((SHARED, Sharing.MAY_SHARE), (OURS, Sharing.BETWEEN_US)):
        for what in (What.STRENGTH, What.WISH):
            said = Words(text, what, sharing)
            say(child=maja, words=said, adult=teacher_tim, said_on=today, by=teacher_tim)


def comes_in(adult, maja):
    browser = Client()
    browser.post(reverse("snak:code"), {"code": make_own_code(child=maja, by=adult)})
    return browser


def offered(maja, adult, today):
    return Conversation.objects.create(
        child=maja, adult=adult, band="age_10_13", offered_on=today, offered_by=adult
    )


def the_wish():
    return Statement.objects.get(what=What.WISH, sharing=Sharing.MAY_SHARE)


def answered(one, by):
    answering.decide(statement=one, decision="not_now", reason=REASON, by=by)
    answering.told(statement=one, told_on=one.said_on, how="talked", by=by)
    return one


def everything(browser):
    return " ".join(words(browser.get(reverse(f"workspace:{name}"))) for name in PAGES)


def test_with_her_foster_mothers_code_what_is_tims_and_hers_is_not_there(
    told, maja, maja_herself, foster_freja
):
    page = everything(comes_in(foster_freja, maja))
    assert SHARED in page
    assert OURS not in page
    assert "Det, du kun har sagt til andre, står ikke her." in page


def test_with_tims_code_it_is(told, maja, maja_herself, teacher_tim):
    page = everything(comes_in(teacher_tim, maja))
    assert SHARED in page and OURS in page


@pytest.mark.long
def test_by_her_own_sign_in_all_of_it_is(told, maja_herself, sign_in):
    page = everything(sign_in(maja_herself))
    assert SHARED in page and OURS in page
    assert "med en kode" not in page


@pytest.mark.parametrize(
    "page", ["mfa_add_webauthn", "mfa_activate_totp", "accounts:profile", "notices:index"]
)
def test_by_code_nobody_becomes_maja_for_good(maja, maja_herself, foster_freja, page):
    """A passkey or an account made in that hour would let Freja in as Maja for ever."""
    browser = comes_in(foster_freja, maja)
    assert browser.get(reverse(page)).status_code == 404
    assert browser.post(reverse(page), {"phone": "12345678"}).status_code == 404
    maja_herself.refresh_from_db()
    assert maja_herself.phone == ""


def test_by_code_no_page_leads_to_where_she_cannot_go(maja, maja_herself, foster_freja, sign_in):
    browser, own = comes_in(foster_freja, maja), sign_in(maja_herself)
    for page in ("own", "own_read"):
        theirs = own.get(reverse(f"workspace:{page}")).content.decode()
        mine = browser.get(reverse(f"workspace:{page}")).content.decode()
        for link in ("notices:index", "accounts:profile"):
            assert reverse(link) in theirs and reverse(link) not in mine
        assert f"/boern/{maja.pk}/" in theirs and f"/boern/{maja.pk}/" not in mine


# What somebody began to write


def typed(reader, text):
    drafts.keep(owner_id=reader.pk, form="own-worker", subject="mig", answers={"text": text})


def test_by_code_freja_does_not_read_what_maja_began_to_write(
    maja, maja_herself, worker_wilma, foster_freja, sign_in
):
    typed(maja_herself, "Freja råber ad mig")
    browser, page = comes_in(foster_freja, maja), reverse("workspace:own_case_worker")
    assert "Freja råber ad mig" not in words(browser.get(page))
    browser.post(page, {"text": "Jeg vil gerne tale med dig"})
    assert "Freja råber ad mig" in words(sign_in(maja_herself).get(page))


@pytest.mark.parametrize("page", ["own_case_worker", "own_wish", "own_good_at"])
def test_by_code_nothing_is_kept_as_a_draft(
    maja, maja_herself, worker_wilma, teacher_tim, foster_freja, sign_in, page
):
    browser, kept = comes_in(foster_freja, maja), "data-draft-url"
    address = reverse("workspace:draft", args=["own-worker", "mig"])
    assert browser.post(address, {"text": "Jeg vil blive hos Freja"}).status_code == 404
    assert not Draft.objects.exists()
    assert kept not in words(browser.get(reverse(f"workspace:{page}")))
    assert kept in words(sign_in(maja_herself).get(reverse(f"workspace:{page}")))


# What an adult may not do, the adult's code does not do either


def post(browser, page, pk, **answers):
    return browser.post(reverse(f"workspace:{page}", args=[pk]), answers).status_code


def test_by_code_freja_changes_nothing_that_maja_has_said_to_tim(
    told, maja, maja_herself, foster_freja
):
    one = the_wish()
    browser = comes_in(foster_freja, maja)
    assert post(browser, "own_share", one.pk, sharing="between_us") == 404
    assert post(browser, "own_reword", one.pk, text="Jeg vil blive hos Freja", seen=1) == 404
    assert post(browser, "own_remove", one.pk) == 404
    one.refresh_from_db()
    assert (one.text, one.sharing, one.withdrawn_at) == (SHARED, "may_share", None)
    page = words(browser.get(reverse("workspace:own_said")))
    assert SHARED in page and "Det må de andre vide" in page
    assert "own-buttons" not in page and "Fjern det" not in page and "Ret det" not in page


def test_with_tims_code_maja_mends_what_she_said_to_him(told, maja, maja_herself, teacher_tim):
    one = the_wish()
    browser = comes_in(teacher_tim, maja)
    page = words(browser.get(reverse("workspace:own_said")))
    assert reverse("workspace:own_remove", args=[one.pk]) in page
    assert post(browser, "own_share", one.pk, sharing="between_us") == 302
    assert post(browser, "own_remove", one.pk) == 302
    one.refresh_from_db()
    assert one.sharing == "between_us" and one.withdrawn_at


@pytest.mark.long
def test_by_code_only_who_has_to_do_with_the_answer_sees_her_say_that_it_helped(
    told, maja, maja_herself, teacher_tim, coordinator_karen, foster_freja
):
    one = answered(the_wish(), coordinator_karen)
    freja, karen = comes_in(foster_freja, maja), comes_in(coordinator_karen, maja)
    page = reverse("workspace:own_agreements")
    assert SHARED in words(freja.get(page)) and "Hjalp det?" not in words(freja.get(page))
    assert post(freja, "own_helped", one.pk, helped="helped") == 404
    assert "Hjalp det?" in words(karen.get(page))
    assert post(karen, "own_helped", one.pk, helped="helped") == 302
    one.refresh_from_db()
    assert one.helped == "helped"


@pytest.mark.long
def test_by_code_freja_does_not_say_no_for_maja_to_tims_talk(
    maja, maja_herself, teacher_tim, foster_freja, today
):
    cache.clear()
    talk = offered(maja, teacher_tim, today)
    freja, tim = comes_in(foster_freja, maja), comes_in(teacher_tim, maja)
    page = reverse("workspace:own_talk")
    decline = reverse("workspace:own_decline", args=[talk.pk])
    assert "Tim" in words(freja.get(page)) and decline not in words(freja.get(page))
    assert post(freja, "own_decline", talk.pk) == 404
    assert decline in words(tim.get(page))
    assert post(tim, "own_decline", talk.pk) == 302
    talk.refresh_from_db()
    assert talk.outcome


# Whoever reads the log knows that it was by a code


def test_the_log_says_with_whose_code_something_was_done(
    told, maja, maja_herself, teacher_tim, sign_in
):
    one = the_wish()
    browser = comes_in(teacher_tim, maja)
    browser.get(reverse("workspace:own"))
    post(browser, "own_share", one.pk, sharing="between_us")
    lines = Entry.objects.filter(by_id=maja_herself.pk)
    assert {"accounts.signed_in", "children.opened"} < set(lines.values_list("kind", flat=True))
    assert {line.data["through"] for line in lines} == {teacher_tim.pk}
    sign_in(maja_herself).get(reverse("workspace:own"))
    assert "through" not in Entry.objects.latest("pk").data


@pytest.mark.long
def test_maja_reads_that_her_page_was_opened_with_a_code_once_for_each_stay(
    told, maja, maja_herself, teacher_tim, foster_freja, sign_in
):
    own, line = sign_in(maja_herself), "Din side blev åbnet med en kode i dag."
    read = reverse("workspace:own_read")
    assert line not in words(own.get(read))
    browser = comes_in(foster_freja, maja)
    for page in PAGES:
        browser.get(reverse(f"workspace:{page}"))
    assert words(own.get(read)).count(line) == 1


@pytest.mark.long
def test_adults_read_it_too(told, maja, maja_herself, foster_freja, worker_wilma, sign_in):
    comes_in(foster_freja, maja).get(reverse("workspace:own"))
    page = words(sign_in(worker_wilma).get(reverse("children:who_sees", args=[maja.pk])))
    assert "Barnet, med en kode fra en voksen" in page


# No more than the adult may read


@pytest.fixture
def helper(person, is_named, lindeskolen, maja):
    """Pelle works at Maja's school. He reads what she shares, no answers and no days of talks."""
    cache.clear()
    pelle = person("Pelle Pædagog", Role.SCHOOL_STAFF, lindeskolen)
    is_named(pelle, maja, role=Role.SCHOOL_STAFF)
    return pelle


@pytest.mark.long
def test_with_pelles_code_answers_that_he_may_not_read_are_not_there(
    told, maja, maja_herself, coordinator_karen, helper
):
    answered(the_wish(), coordinator_karen)
    browser = comes_in(helper, maja)
    page = everything(browser)
    assert SHARED in page
    assert REASON not in page and "Der er svar til dig" not in page
    assert REASON in everything(comes_in(coordinator_karen, maja))


@pytest.mark.long
def test_with_pelles_code_she_reads_the_answer_to_what_she_told_him(
    maja, maja_herself, coordinator_karen, helper, today
):
    wish = Words("Jeg vil gerne sidde ved Emil.", What.WISH, Sharing.MAY_SHARE)
    one = say(child=maja, words=wish, adult=helper, said_on=today, by=helper)
    answered(one, coordinator_karen)
    assert REASON in everything(comes_in(helper, maja))


def test_with_pelles_code_talks_that_he_may_not_know_of_are_not_there(
    maja, maja_herself, teacher_tim, helper, foster_freja, today
):
    offered(maja, teacher_tim, today)
    page = reverse("workspace:own_talk")
    assert "vil gerne snakke med dig" not in words(comes_in(helper, maja).get(page))
    assert "vil gerne snakke med dig" in words(comes_in(foster_freja, maja).get(page))


def test_a_code_shows_no_field_that_the_adult_does_not_see(maja, maja_herself, teacher_tim):
    child, adult = sight_of(maja_herself, maja), sight_of(teacher_tim, maja)
    maja_herself.through = teacher_tim
    assert "place_and_address" in child and "place_and_address" not in adult
    by_code = sight_of(maja_herself, maja)
    assert by_code.fields == child.fields & adult.fields
    maja_herself.through = None


def gone(adult, yesterday):
    adult.jobs.update(until=yesterday)


def shut_out(adult, _yesterday):
    adult.is_active = False
    adult.save()


@pytest.mark.parametrize("ends", [gone, shut_out])
def test_when_the_adult_may_make_no_code_any_more_the_session_is_over(
    told, maja, maja_herself, foster_freja, yesterday, ends
):
    browser = comes_in(foster_freja, maja)
    assert browser.get(reverse("workspace:own")).status_code == 200
    ends(foster_freja, yesterday)
    assert browser.get(reverse("workspace:own_said")).url == reverse("snak:code")
    assert "_auth_user_id" not in browser.session
    assert not UserSession.objects.filter(user=maja_herself).exists()
