"""A round in Solvang, and people who answer in it."""

import re
from datetime import date

import pytest
from django.test import Client

from skolespor.core.content import read_yaml
from skolespor.core.models import OutboxMail
from skolespor.reviews.actions import answering, inviting, rounds
from skolespor.reviews.models import Answerer
from skolespor.reviews.queries.answering import answerer_behind
from skolespor.reviews.rules.given import Given
from skolespor.reviews.rules.shown import Mode

TODAY, LAST_DAY = date(2026, 10, 1), date(2026, 10, 22)
ALL = [theme["id"] for theme in read_yaml("self_review.yaml")["themes"]]


@pytest.fixture(autouse=True)
def october(time_machine):
    time_machine.move_to(f"{TODAY} 10:00", tick=False)


@pytest.fixture
def begin(solvang, lead_trine):
    """Begins a round: `begin("sr_child_voice")`."""

    def make(*themes, municipality=None, by=None, day=TODAY):
        return rounds.begin(
            municipality=municipality or solvang,
            themes=themes or ALL,
            answer_by=LAST_DAY if day == TODAY else date(day.year, day.month, 28),
            today=day,
            by=by or lead_trine,
        )

    return make


@pytest.fixture
def asked(lead_trine):
    """Invites so many to a line by mail: `asked(one, "school", 3)`."""

    def make(one, line, count, mode=None, name="Skole"):
        held = one.lines.get(line=line)
        text = "\n".join(f"{name} {n}, {name.lower()}{n}@example.dk" for n in range(1, count + 1))
        inviting.invite(line=held, people_listed=text, by=lead_trine)
        if mode:
            answering.choose_mode(line=held, mode=mode, by=lead_trine)
        rows = Answerer.objects.filter(line=held, withdrawn_at=None)
        return list(rows.select_related("line__round__municipality", "user").order_by("name"))

    return make


@pytest.fixture
def says():
    """Writes answers and sends them: `says(anna, sr_6_1=4)`. None is *ved ikke*."""

    def make(answerer, send=True, text="", **values):
        given = {pk: Given(True, value, text) for pk, value in values.items()}
        answering.answer(answerer=answerer, given=given, begun_with={}, seen=0, is_confirmed=True)
        if send:
            answering.hand_in(answerer=answerer)

    return make


@pytest.fixture
def close(lead_trine):
    def make(one, day=TODAY):
        rounds.close(round=one, today=day, by=lead_trine)
        one.refresh_from_db()
        return one

    return make


@pytest.fixture
def compared(begin, asked, says, close):
    """sc_45: the school one by one, the two others together."""
    one = begin("sr_child_voice")
    school = asked(one, "school", 5, Mode.ONE_BY_ONE)
    for person, value in zip(school, [3, 4, 4, 4, 5], strict=True):
        says(person, sr_6_1=value, sr_6_2=value, sr_6_3=value, text=f"Fordi {value}")
    (authority,) = asked(one, "authority", 1, Mode.JOINT, name="Myndighed")
    says(authority, sr_6_1=2, sr_6_2=3, sr_6_3=4, text="Vi spørger sjældent")
    (home,) = asked(one, "placement", 1, Mode.JOINT, name="Hjem")
    says(home, sr_6_1=1, sr_6_2=None, sr_6_3=4)
    return close(one)


@pytest.fixture
def newest_link(db):
    """The address in the newest mail to somebody."""

    def find(email):
        bodies = [m.body for m in OutboxMail.objects.order_by("-pk") if m.recipient == email]
        return re.search(r"(/svar-paa-egenvurdering/\S+/)", bodies[0])[1]

    return find


@pytest.fixture
def token_of(newest_link):
    def find(answerer):
        token = newest_link(answerer.email).rstrip("/").split("/")[-1]
        assert answerer_behind(token).pk == answerer.pk
        return token

    return find


@pytest.fixture
def browser():
    """A telephone or a computer of its own."""
    return Client
