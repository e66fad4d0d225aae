"""Every address x method x role x relation against the committed tables in tests/house/access/.

One file a role: what somebody with the role and a seat at Maja is answered. A new address, or an
answer that has changed, fails until the file says so; `ACCESS_TABLE=write` writes the files anew
for review. Other relations are not listed, because they have one answer: at pages about a child
that is not, or no longer, one's own, there is no such page.
"""

import csv
import logging
import os
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from skolespor.accounts.roles import LET_IN_BY_JOB, Role
from skolespor.audit.log import KINDS
from skolespor.audit.models import Entry
from skolespor.children.events import REFUSED
from skolespor.children.models import NetworkSeat
from tests.days import LAST_SUMMER
from tests.house.addresses import ADDRESSES
from tests.house.people import (
    BY_JOB,
    NAMED,
    close_yesterday,
    deputy_of,
    hired,
    with_a_seat,
)

TABLES = Path(__file__).parent / "access"
METHODS = ("get", "post")
OF_A_CHILD = "boern/<int:child_id>/"


ABOUT_MAJA = [(name, keys) for name, route, keys in ADDRESSES if route.startswith(OF_A_CHILD)]


@pytest.fixture(autouse=True)
def pages_are_not_drawn(monkeypatch):
    """Who is let in is decided before a page is drawn; drawing six thousand would take minutes.
    Every page is drawn in the rooms' own tests and in the journeys."""
    monkeypatch.setattr(Template, "render", lambda *args, **context: "")
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def status(numbers, maja):
    """What somebody is answered: `status(user, "workspace:child", ["child_id"], "get")`."""

    browser = Client()
    signed_in = None
    school, home = maja.enrolments.get().pk, maja.placements.get().pk

    def ask(user, name, keys, method):
        nonlocal signed_in
        at_school = "enrol" in name or "school" in name
        about = {**numbers, "spell_id": school if at_school else home}
        if user is not None and signed_in != user:
            browser.force_login(user)
        address = reverse(name, kwargs={key: about[key] for key in keys or _groups(name)})
        answer = getattr(browser, method)(address)
        signed_in = answer.wsgi_request.user
        return answer.status_code

    return ask


def _groups(name):
    """The one address that is written as a regular expression has its keys there."""
    return ["uidb36", "key"] if name == "account_reset_password_from_key" else []


NEAREST = {Role.CHILD, Role.FOSTER_PARENT, Role.CONTACT_TEACHER, Role.CASE_WORKER}
"""Those who stand nearest to a child: the relations that open nothing are tried in every run; of all
others, and on PostgreSQL, in the long one."""
BOTH_WAYS = {Role.CHILD, Role.CASE_WORKER}
"""What they can look at and what they can send is tried in every run."""
ONE_WAY = [Role.FOSTER_PARENT, Role.CONTACT_TEACHER, Role.MUNICIPAL_DIRECTOR]
"""What they can look at; what they can send, and all others, in the long run."""


def for_roles(roles, often=NEAREST):
    params = [
        role if role in often else pytest.param(role, marks=pytest.mark.long) for role in roles
    ]
    return pytest.mark.parametrize("role", params)


def in_two_steps(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    return user


def compare(table, answers, methods=METHODS):
    """With the committed file, or into it when one asks for that."""
    file = TABLES / f"{table}.csv"
    if os.getenv("ACCESS_TABLE") == "write" and methods == METHODS:
        TABLES.mkdir(exist_ok=True)
        with file.open("w", newline="") as handle:
            writer = csv.writer(handle, delimiter=";", lineterminator="\n")
            writer.writerow(["address", *METHODS])
            writer.writerows((name, *statuses) for name, statuses in answers.items())
    rows = list(csv.reader(file.read_text().splitlines(), delimiter=";"))[1:]
    told = {name: dict(zip(METHODS, map(int, statuses), strict=True)) for name, *statuses in rows}
    assert answers == {
        name: tuple(found[method] for method in methods) for name, found in told.items()
    }


def answers_for(user, status, methods=METHODS):
    return {
        name: tuple(status(user, name, keys, method) for method in methods)
        for name, _route, keys in ADDRESSES
    }


@pytest.mark.once
@for_roles(Role, often=BOTH_WAYS)
def test_every_address_answers_the_role_as_the_table_says(role, places, maja, status):
    user = in_two_steps(with_a_seat(f"own-{role}", role, maja, places))
    compare(role.value, answers_for(user, status))


@pytest.mark.once
@pytest.mark.parametrize("role", ONE_WAY)
def test_every_page_answers_the_role_as_the_table_says(role, places, maja, status):
    user = in_two_steps(with_a_seat(f"looks-{role}", role, maja, places))
    looks = METHODS[:1]
    compare(role.value, answers_for(user, status, looks), looks)


def test_every_address_answers_a_stranger_as_the_table_says(status):
    compare("anonymous", answers_for(None, status))


LOOK_THEN_SEND = pytest.mark.parametrize(
    "method", ["get", pytest.param("post", marks=pytest.mark.long)]
)
"""One door answers both: to look, in every run; to send, in the long one."""


def pages_about_maja(user, status, method):
    return {name: status(user, name, keys, method) for name, keys in ABOUT_MAJA}


@pytest.mark.once
@LOOK_THEN_SEND
@for_roles([role for role in Role if role not in LET_IN_BY_JOB])
def test_seat_at_another_child_opens_nothing_about_maja(role, places, emil, maja, status, method):
    """Those whom a house's seat lets in have a test of their own below."""
    for kind in ("school", "childrens_home"):
        NetworkSeat.objects.get_or_create(
            child=emil, organisation=places.at[kind], since=LAST_SUMMER
        )
    user = in_two_steps(with_a_seat(f"other-{role}", role, emil, places))
    assert set(pages_about_maja(user, status, method).values()) == {404}


@pytest.mark.once
@LOOK_THEN_SEND
@for_roles(Role)
def test_day_after_the_seat_or_the_job_ended_there_is_no_such_page(
    role, places, maja, status, method
):
    user = in_two_steps(with_a_seat(f"former-{role}", role, maja, places))
    close_yesterday(user, maja)
    assert set(pages_about_maja(user, status, method).values()) == {404}


@pytest.mark.once
@LOOK_THEN_SEND
@for_roles([role for role in BY_JOB if role not in LET_IN_BY_JOB])
def test_colleague_without_a_seat_or_a_naming_finds_nothing(role, places, maja, status, method):
    user = in_two_steps(hired(f"unnamed-{role}", role, places))
    assert set(pages_about_maja(user, status, method).values()) == {404}


@pytest.mark.once
@LOOK_THEN_SEND
@for_roles(sorted(LET_IN_BY_JOB))
def test_other_houses_parents_and_leaders_find_nothing(role, places, maja, status, method):
    user = in_two_steps(with_a_seat(f"house-{role}", role, maja, places))
    maja.seats.filter(organisation=user.jobs.get().organisation).delete()
    assert set(pages_about_maja(user, status, method).values()) == {404}


@pytest.mark.once
@for_roles([role for role in BY_JOB if role not in NAMED and role not in LET_IN_BY_JOB])
def test_deputy_is_answered_as_the_one_they_stand_in_for(role, places, maja, status):
    holder = in_two_steps(with_a_seat(f"holder-{role}", role, maja, places))
    deputy = in_two_steps(deputy_of(holder, places, role))
    for name, keys in ABOUT_MAJA:
        assert status(deputy, name, keys, "get") == status(holder, name, keys, "get"), name


def visits_to(child):
    """Lines of the log about somebody who looked, or was refused."""
    kinds = [code for code, kind in KINDS.items() if kind.reads] + [REFUSED.code]
    return Entry.objects.filter(child_id=child.pk, kind__in=kinds)


@pytest.mark.once
@pytest.mark.parametrize(
    "role",
    [
        Role.CASE_WORKER,
        pytest.param(Role.CONTACT_TEACHER, marks=pytest.mark.long),
        pytest.param(Role.LEARNING_GUIDE, marks=pytest.mark.long),
    ],
)
@pytest.mark.parametrize("relation", ["own", "none"])
def test_every_visit_is_in_the_log_exactly_once(role, relation, places, maja, status):
    """Let in or refused, page or file: one line, with what the person was doing."""
    settled = with_a_seat if relation == "own" else lambda n, r, _child, at: hired(n, r, at)
    user = in_two_steps(settled(f"{relation}-{role}", role, maja, places))
    for name, keys in ABOUT_MAJA:
        seen = visits_to(maja).count()
        status(user, name, keys, "get")
        assert visits_to(maja).count() == seen + 1, name
        assert visits_to(maja).latest("pk").data["step"] == name


def test_there_is_a_table_for_every_role_and_no_other():
    assert {file.stem for file in TABLES.glob("*.csv")} == {*Role, "anonymous"}
