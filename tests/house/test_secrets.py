"""What is marked secret stands nowhere in the database as people wrote it."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from skolespor.attendance.models import FollowUp, Gap, GapStep, ReducedTimetable
from skolespor.children.actions.break_glass import break_glass
from skolespor.children.models import Correction, PracticalNote
from skolespor.conversations.models import ChildAnswer, ChildScreen, Conversation
from skolespor.core import drafts, outbox
from skolespor.core.fields import SecretJSONField
from skolespor.deadlines.models import Handling
from skolespor.imports import uploads
from skolespor.imports.models import Hosted, Told
from skolespor.imports.receiving import received
from skolespor.programme.models import Course
from skolespor.promises.models import Statement, Wording
from skolespor.reviews.models import LineInRound, Round, Sheet
from skolespor.tracks.models import Track

CANARY = "KANARIEFUGL"
OURS = [m for m in apps.get_models() if m.__module__.startswith("skolespor.")]
SECRETS = {m: [f for f, mark in m.privacy.items() if mark == "secret"] for m in OURS}


@pytest.fixture
def one_of_everything(everybody, maja):
    """At least one row in every table that has a secret; the tests below ask for it."""
    wilma, otto = everybody["worker_wilma"], everybody["worker_otto"]
    karen = everybody["coordinator_karen"]
    karens = karen.jobs.get().organisation
    break_glass(child=maja, reason="Politiet har ringet", by=otto)
    PracticalNote.objects.create(child=maja, field="health_for_school", text="x", edited_by=wilma)
    Correction.objects.create(
        child=maja, about="child", about_id=1, before={}, reason="x", by=wilma
    )
    ellevang = everybody["worker_otto"].jobs.get().organisation.home_municipality
    facts = {"child": maja, "sender": ellevang, "since": date(2025, 8, 1), "facts": {}}
    Told.objects.create(kind="placements", **facts)
    Hosted.objects.create(
        sender=ellevang, acting=maja.acting_municipality, since=date(2025, 8, 1), facts={}
    )
    day = date(2026, 3, 11)
    days = {"since": day, "opened_on": day, "last_day": day, "school_days": 4}
    gap = Gap.objects.create(child=maja, is_open=True, plan="x", **days)
    GapStep.objects.create(gap=gap, day=day, text="x", by=wilma)
    item = {"rule": "dl_age_10", "ref": "birth", "number": 1, "kind": "done"}
    Handling.objects.create(child=maja, day=day, by=wilma, **item)
    done = {"school_year": 2025, "day": day, "level": 10, "days": 3, "by": wilma}
    FollowUp.objects.create(child=maja, text="x", **done)
    hours = {"hours_before": 28, "hours_now": 8}
    words = dict.fromkeys(("reason", "return_plan", "legal_ground", "child_words"), "x")
    ReducedTimetable.objects.create(
        child=maja, since=day, until=day, agreed_by=wilma, end_reason="x", **hours, **words
    )
    review = Round.objects.create(
        municipality=karens, instrument={}, answer_by=day, begun_on=day, begun_by=karen
    )
    line = LineInRound.objects.create(round=review, line="school")
    Sheet.objects.create(key="x", line=line)
    spoken(maja, wilma, day)
    drafts.keep(owner_id=wilma.pk, form="note", subject="", answers={"text": "x"})
    outbox.put(key="x", recipient="x@example.invalid", subject="x", body="x")
    course = Course.objects.create(municipality="9001")
    course.parts.create(part="common", version=1)
    course.agreements.create(number=1)
    course.steps.create(step="send", source="draft", target="inquiry")
    course.notes.create(text="x", written_by=wilma)
    day = date(2027, 1, 12)
    course.follow_ups.create(occasion="year", due=day)
    course.evaluations.create(round="end", opened_on=day, answer_by=day).sheets.create(key="x")
    course.files.create(name="x", stored="x", key="x", kind="pdf", size=1, digest="x")
    track = Track.objects.create(
        municipality=karens, title="x", why="x", begun_on=day, created_by=karen, **edited(karen)
    )
    track.files.create(name="x", stored="y", key="x", kind="pdf", size=1, digest="x", by=karen)
    uploads.send(sender=karens, kind="absence", file=received(b"x"), by=karen)


def edited(by):
    return {"edited_by": by, "edited_at": timezone.now()}


def spoken(maja, wilma, day):
    """What a child has said, in a conversation and besides."""
    said = {"what": "words", "said_on": day, "sharing": "between_us"}
    statement = Statement.objects.create(child=maja, adult=wilma, written_by=wilma, **said)
    Wording.objects.create(statement=statement, version=1, replaced_by=wilma)
    talk = Conversation.objects.create(
        child=maja, adult=wilma, band="age_6_9", offered_on=day, offered_by=wilma
    )
    ChildAnswer.objects.create(conversation=talk, step="faces_five")
    until = datetime(2026, 3, 11, 10, tzinfo=UTC)
    ChildScreen.objects.create(child=maja, opened_by=wilma, expires_at=until)


def plant():
    """A canary in every secret field of every row, as the house itself writes there."""
    for model, names in SECRETS.items():
        for name in names:
            is_json = isinstance(model._meta.get_field(name), SecretJSONField)
            value = f"{CANARY} {model._meta.label} {name}"
            model._base_manager.update(**{name: {"text": value} if is_json else value})


def everything_stored():
    """The whole database as text, table by table, as a thief would read it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield table, str(cursor.fetchall())


def test_there_are_secrets_and_a_row_for_each_of_them(one_of_everything):
    with_secrets = {model for model, names in SECRETS.items() if names}
    assert len(with_secrets) >= 10
    assert [m._meta.label for m in with_secrets if not m._base_manager.exists()] == []


def test_no_secret_stands_anywhere_in_the_database(one_of_everything):
    plant()
    found = [table for table, text in everything_stored() if CANARY in text]
    assert found == []


def test_every_secret_is_read_as_it_was_written(one_of_everything):
    plant()
    for model, names in SECRETS.items():
        row = model._base_manager.first()
        for name in names:
            value = getattr(row, name)
            text = value["text"] if isinstance(value, dict) else value
            assert text == f"{CANARY} {model._meta.label} {name}"


def test_the_search_would_find_what_is_not_secret(one_of_everything, maja):
    type(maja).objects.update(first_name=CANARY)
    found = [table for table, text in everything_stored() if CANARY in text]
    assert found == ["children_child"]
