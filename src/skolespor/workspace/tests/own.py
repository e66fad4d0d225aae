"""What tests of the child's own pages share. Maja is ten; Tim is her contact teacher, Karen her learning
coordinator, Wilma her case worker, Freja her foster mother."""

import re
from datetime import date

from django.urls import reverse
from django.utils.html import strip_tags

from skolespor.promises.actions import answering

THURSDAY = date(2026, 11, 19)
SEAT = "Jeg vil gerne sidde tæt på tavlen."
PAGES = (
    "own",
    "own_good_at",
    "own_talk",
    "own_ask",
    "own_case_worker",
    "own_agreements",
    "own_wish",
    "own_adults",
    "own_who_sees",
    "own_read",
    "own_said",
    "own_rights",
    "own_help_now",
)


def address(page, *about):
    return reverse(f"workspace:{page}", args=about)


def words(answer):
    """What can be read on the page, without its frame."""
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", strip_tags(main.replace("<", " <")))


def read(browser, page, *about):
    return words(browser.get(address(page, *about)))


def answered(statement, by, decision="not_now"):
    reason = "Der er ikke plads før jul."
    answering.decide(statement=statement, decision=decision, reason=reason, by=by)
    answering.told(statement=statement, told_on=THURSDAY, how="talked", by=by)
    return statement
