"""What the child's own pages say, as a child of eight, eleven and fifteen reads it: short sentences, no
long words, nothing that is not always true."""

import re
from datetime import date

import pytest
from django.urls import reverse

from skolespor.children.models import Enrolment
from skolespor.conversations.models import Conversation
from skolespor.core.content import code_list
from skolespor.promises.actions import answering, owners
from skolespor.promises.actions.saying import Words, promise, say
from skolespor.promises.models import Statement
from skolespor.promises.rules import Sharing, What
from skolespor.workspace.rules.own_words import ASK_ABOUT, HINTS, LABELS, WHO
from skolespor.workspace.tests.own import PAGES, THURSDAY

BORN = {8: date(2018, 11, 1), 11: date(2015, 11, 1), 15: date(2011, 11, 1)}
NEVER = (
    "sag",
    "handlekommune",
    "grundlag",
    "cpr",
    "anbragt",
    "anbringelse",
    "fravær",
    "frist",
    "forløb",
)
LONGEST_SENTENCE = 12
HARDEST = 30
INLINE = r"</?(a|strong|span|svg|path|circle|rect|input|em)\b[^>]*>"

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-19 10:00", tick=False)


@pytest.fixture(params=[8, *(pytest.param(age, marks=pytest.mark.long) for age in (11, 15))])
def filled(
    request,
    maja,
    maja_herself,
    teacher_tim,
    coordinator_karen,
    worker_wilma,
    foster_freja,
    mother_mie,
    leader_lis,
    sign_in,
):
    """A child of each age with something on every page."""
    born = BORN[request.param]
    type(maja).objects.filter(pk=maja.pk).update(birth_date=born, birth_year=born.year)

    def says(text, what, sharing=Sharing.MAY_SHARE, on=THURSDAY):
        told = Words(text, what, sharing)
        return say(child=maja, words=told, adult=teacher_tim, said_on=on, by=maja_herself)

    says("At løbe.", What.STRENGTH)
    says("Jeg vil tale med dig.", What.WISH, Sharing.TO_CASE_WORKER)
    for decision in ("yes_we_do", "not_now", "something_else"):
        one = says("En pause.", What.WISH)
        by = coordinator_karen
        answering.decide(statement=one, decision=decision, reason="Vi prøver en uge.", by=by)
        answering.told(statement=one, told_on=THURSDAY, how="talked", by=by)
    says("En ven.", What.WISH, on=date(2026, 9, 1))
    promise(
        child=maja,
        text="Vi læser.",
        agreed_for=date(2026, 12, 1),
        owner=foster_freja,
        adult=teacher_tim,
        made_on=THURSDAY,
        by=teacher_tim,
    )
    owners.keep_promises(today=THURSDAY)
    Conversation.objects.create(
        child=maja,
        adult=teacher_tim,
        band="age_10_13",
        offered_on=THURSDAY,
        offered_by=teacher_tim,
        planned_on=date(2026, 11, 24),
        planned_at="10:15",
        place="Inde",
    )
    for user in (teacher_tim, worker_wilma, mother_mie):
        sign_in(user).get(reverse("workspace:child", args=[maja.pk]))
    return sign_in(maja_herself)


def sentences(html):
    """The sentences of a page; what stands on a line of its own ends there."""
    main = html.split("<main", 1)[1].split(">", 1)[1].split("</main>")[0]
    shown = re.findall(r'(?:aria-label|data-stop)="([^"]*)"', main)
    text = re.sub(r"<[^>]+>", ". ", re.sub(INLINE, " ", main, flags=re.DOTALL))
    parts = re.split(r"[.!?:]\s", " ".join([text, ". ", *[f"{words}. " for words in shown]]))
    found = [re.findall(r"[\wæøåÆØÅ-]+", part) for part in parts]
    return [part for part in found if part]


def lix(found):
    """LIX: words in a sentence, and the share of words with more than six letters."""
    words = [word for one in found for word in one]
    long = sum(len(word) > 6 for word in words)
    return len(words) / len(found) + 100 * long / len(words)


def is_easy(html, page):
    found = sentences(html)
    assert [" ".join(one) for one in found if len(one) > LONGEST_SENTENCE] == [], page
    assert lix(found) < HARDEST, page
    read = {word.lower() for one in found for word in one}
    assert read.isdisjoint(NEVER), page
    assert "hemmelig" not in html and "altid først" not in html


def test_every_page_is_easy_to_read(filled, maja):
    for page in PAGES:
        is_easy(filled.get(reverse(f"workspace:{page}")).content.decode(), page)
    talk = Conversation.objects.get()
    no = reverse("workspace:own_decline", args=[talk.pk])
    is_easy(filled.get(no).content.decode(), "own_decline")
    mine = Statement.objects.filter(what=What.WISH).first()
    for page in ("own_reword", "own_remove"):
        is_easy(filled.get(reverse(f"workspace:{page}", args=[mine.pk])).content.decode(), page)
    Enrolment.objects.filter(child=maja).update(until=date(2026, 10, 30))
    is_easy(filled.get(reverse("workspace:own")).content.decode(), "no school")


def test_every_word_about_adults_and_choices_is_short():
    for words in [*WHO.values(), *ASK_ABOUT.values(), *LABELS.values(), *HINTS.values()]:
        for sentence in re.split(r"[.!?]\s*", str(words)):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_every_adult_who_can_have_a_task_at_a_child_has_a_word_of_its_own():
    assert set(WHO) <= {*map(str, code_list("roles"))}
