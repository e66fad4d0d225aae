"""What a child has said is heard by exactly those whom it has chosen: on every page, in every list, file
and mail, in the log and in the database."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from skolespor.accounts.models import User
from skolespor.accounts.roles import Role
from skolespor.audit.models import Entry
from skolespor.core.models import OutboxMail
from skolespor.promises.actions.saying import Words, promise, say
from skolespor.promises.rules import Sharing, What
from tests.house.addresses import ADDRESSES
from tests.house.people import with_a_seat

CONTENT = Path(__file__).parents[2] / "content"
NOT_LOOKED_AT = {"account_logout", "workspace:draft"}
"""One leaves by them, or only sends."""


def canary(what, sharing):
    return f"Kanarie-{what}-{sharing}"


@pytest.fixture
def planted(places, maja, teacher_tim, worker_wilma, today):
    """Maja has told Tim a wish, and was promised something, under each of her choices, a month ago."""
    day = today - timedelta(days=31)
    for sharing in Sharing:
        words = Words(canary("wish", sharing), What.WISH, sharing)
        say(child=maja, words=words, adult=teacher_tim, said_on=day, by=teacher_tim)
        promise(
            child=maja,
            text=canary("agreement", sharing),
            agreed_for=day,
            owner=teacher_tim,
            adult=teacher_tim,
            made_on=day,
            by=teacher_tim,
            sharing=sharing,
        )
    call_command("nightly", stdout=io.StringIO())


def may_hear(role):
    """By the matrix and the fields of the content, read here once more."""
    with (CONTENT / "permission_matrix.csv").open() as file:
        cell = {row["role"]: row["conversation"] for row in csv.DictReader(file)}[role]
    with (CONTENT / "access_fields.csv").open() as file:
        listed = {
            row["field"]: row["access"]
            for row in csv.DictReader(file)
            if (row["role"], row["area"]) == (role, "conversation")
        }
    everything = "R" in cell and "*" not in cell
    reads = {
        field
        for field in ("statements", "agreements")
        if everything or listed.get(field) in ("full", "shared")
    }
    if role == Role.CHILD:
        return {canary(what, sharing) for what in ("wish", "agreement") for sharing in Sharing}
    heard = {canary("wish", Sharing.MAY_SHARE)} if "statements" in reads else set()
    heard |= {canary("agreement", Sharing.MAY_SHARE)} if "agreements" in reads else set()
    if role == Role.CASE_WORKER:
        heard |= {canary(what, Sharing.TO_CASE_WORKER) for what in ("wish", "agreement")}
    return heard


def heard_by(user, numbers, maja):
    """What stands on any page or in any file that the person can open."""
    browser = Client()
    browser.force_login(user)
    found = set()
    for name, _route, keys in ADDRESSES:
        if name in NOT_LOOKED_AT:
            continue
        for statement in [None, *maja.statements.values_list("pk", flat=True)]:
            if statement and "statement_id" not in keys:
                continue
            about = {**numbers, "spell_id": 1, "statement_id": statement or numbers["statement_id"]}
            try:
                address = reverse(name, kwargs={key: about[key] for key in keys})
            except NoReverseMatch:
                continue
            answer = browser.get(address, follow=True)
            body = b"".join(answer) if answer.streaming else answer.content
            found |= {
                word
                for what in ("wish", "agreement")
                for sharing in Sharing
                for word in [canary(what, sharing)]
                if word.encode() in body
            }
    return found


NEAR = {Role.CASE_WORKER}


@pytest.mark.once
@pytest.mark.parametrize(
    "role",
    [role if role in NEAR else pytest.param(role, marks=pytest.mark.long) for role in Role],
)
def test_every_role_hears_what_the_child_lets_it_hear_and_nothing_else(
    role, places, numbers, planted, maja
):
    user = with_a_seat(f"listens-{role}", role, maja, places)
    if role == Role.CHILD:
        type(maja).objects.filter(pk=maja.pk).update(user=user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    assert heard_by(user, numbers, maja) == may_hear(role)


def test_no_word_stands_in_a_mail_the_log_or_a_stolen_database(planted):
    assert not any("Kanarie" in f"{mail.subject} {mail.body}" for mail in OutboxMail.objects.all())
    assert not any("Kanarie" in str(entry.data) for entry in Entry.objects.all())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "Kanarie" not in str(cursor.fetchall()), table


def test_whoever_has_a_task_hears_of_it_without_a_word(planted):
    assert OutboxMail.objects.exists()
    assert User.objects.filter(notices__kind__startswith="promises.").exists()
