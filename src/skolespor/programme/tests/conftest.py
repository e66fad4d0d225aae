from datetime import timedelta

import pytest
from django.test import Client

from skolespor.core.models import OutboxMail
from skolespor.programme.access import Who
from skolespor.programme.actions import agreement, application, days, people, running, steps
from skolespor.programme.actions.days import When
from skolespor.programme.models import Participant
from skolespor.programme.queries import agreed
from skolespor.programme.rules.agreement import TEXTS
from skolespor.programme.rules.days import Kind
from skolespor.programme.states import Side

SECTIONS = dict.fromkeys(TEXTS, "Det har vi aftalt.")
WISH = {
    "af_wish": "Færre skift og mere ro.",
    "af_why_now": "Tallene er gået den forkerte vej.",
    "af_time": "Januar 2027",
    "af_leaders": "yes",
}


SECTIONS = {name: "Det har vi aftalt." for name in TEXTS}


@pytest.fixture
def draft(lead_trine):
    """Solvang has begun; Trine holds the threads."""
    return application.begin(municipality="9001", by=lead_trine)


@pytest.fixture
def trine(lead_trine):
    return at_work(lead_trine)


@pytest.fixture
def rikke(adviser_rikke):
    return at_work(adviser_rikke)


def at_work(user):
    """As in a request, who somebody is is asked once (`User.kept`)."""
    user.kept = {}
    return Who(user)


@pytest.fixture
def writes(trine):
    """Somebody saves a part: `writes(draft, "common", WISH)`."""

    def save(course, part="common", answers=None, seen=0, by=None, not_a_child=False):
        return application.save_part(
            course=course,
            part=part,
            answers=WISH if answers is None else answers,
            seen=seen,
            not_a_child=not_a_child,
            by=by or trine,
        )

    return save


@pytest.fixture
def invites(trine):
    """Trine invites somebody: `invites(draft, "Bo Birk", line="school")`."""

    def send(course, name="Bo Birk", line="school", level="strategic", may_write=True, by=None):
        return people.invite(
            course=course,
            name=name,
            email=f"{name.split()[0].lower()}@example.invalid",
            title="Chef",
            line=line,
            level=level,
            may_write=may_write,
            by=by or trine,
        )

    return send


@pytest.fixture
def sent(draft, writes, invites, trine, today):
    """The application has been sent today, with people from all three lines."""
    writes(draft)
    for name, line in (("Bo Birk", "school"), ("Ane Aa", "authority"), ("Pia Pil", "placement")):
        invites(draft, name, line=line)
    steps.send(course=draft, is_confirmed=True, today=today, by=trine)
    return draft


@pytest.fixture
def talking(sent, rikke, today):
    """The agency has answered."""
    steps.talk(
        course=sent,
        next_on=today + timedelta(days=7),
        words="",
        not_a_child=False,
        today=today,
        by=rikke,
    )
    return sent


@pytest.fixture
def link_in_mail(db):
    """The link in the newest mail to somebody: `link_in_mail("bo@example.invalid")`."""

    def find(address):
        newest = OutboxMail.objects.filter(calendar="").order_by("-pk")
        mails = [one for one in newest if one.recipient == address]
        words = mails[0].body.split()
        return next(word for word in words if "/raadgivning/" in word).partition("/raadgivning")[2]

    return lambda address: "/raadgivning" + find(address)


@pytest.fixture
def comes_in(link_in_mail):
    """Somebody opens the newest link and goes on: a browser of their own."""

    def open_link(seat):
        browser = Client()
        answer = browser.post(link_in_mail(seat.email))
        assert answer.status_code == 302
        seat.refresh_from_db()
        return browser

    return open_link


@pytest.fixture
def let_in(db):
    """Somebody without an account, come in: `let_in(seat)` is who asks."""

    def make(seat):
        Participant.objects.filter(pk=seat.pk).update(browser="x", joined_at="2026-01-01T10:00Z")
        seat.refresh_from_db()
        return Who(None, (seat.pk,))

    return make


@pytest.fixture
def sets_day(rikke, today):
    """A day is set: `sets_day(course, 30)` is in thirty days."""

    def make(course, in_days, kind=Kind.ADVISORY, by=None, template="", **when):
        at = {"format": "workshop", "place": "Rådhuset", **when}
        return days.set_day(
            course=course,
            kind=kind,
            when=When(today + timedelta(days=in_days), **at),
            template=template,
            today=today,
            by=by or rikke,
        )

    return make


@pytest.fixture
def offers(rikke):
    """Rikke has written what was said, and begins on the agreement: `offers(talking)`."""

    def give(course, half_year="2027-1"):
        said = "Alle tre linjer sad med."
        steps.note(course=course, text=said, is_shared=False, not_a_child=False, by=rikke)
        steps.offer(course=course, half_year=half_year, by=rikke)

    return give


@pytest.fixture
def writing(talking, rikke, invites, sets_day, offers):
    """Both write the agreement; people of both leadership levels take part."""
    invites(talking, "Liv Lo", line="school", level="professional")
    offers(talking)
    for in_days in (30, 120, 270):
        sets_day(talking, in_days)
    agreement.write(course=talking, answers=SECTIONS, seen=0, not_a_child=False, by=rikke)
    return talking


@pytest.fixture
def approves(today):
    def say(course, by, title="Chef", seen=None):
        now = agreed.mark_of(agreed.whole(course)) if seen is None else seen
        return agreement.approve(course=course, title=title, seen=now, today=today, by=by)

    return say


@pytest.fixture
def signed(writing, approves, rikke, trine):
    """Both parties have approved: the course has begun."""
    approves(writing, rikke)
    approves(writing, trine)
    writing.refresh_from_db()
    return writing


@pytest.fixture
def goes(rikke, trine, today):
    """Steps are taken with a reason: `goes(course, states.PRACTISE, states.CHOOSE)`."""

    def take(course, *several, words="Det passer os bedst."):
        for step in several:
            by = rikke if step.permission is Side.AGENCY else trine
            running.go(course=course, step=step, words=words, not_a_child=False, today=today, by=by)
        return course

    return take


@pytest.fixture
def pauses(trine, today):
    def hold(course, until, words="Ny direktør."):
        running.pause(
            course=course, words=words, next_on=until, not_a_child=False, today=today, by=trine
        )
        return course

    return hold
