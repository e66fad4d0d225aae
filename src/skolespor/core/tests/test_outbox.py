"""A mail is queued with its action, sent once after it, and forgotten when it is sent."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from skolespor.core import outbox
from skolespor.core.models import OutboxMail

pytestmark = pytest.mark.django_db


def put(key="invitation-1", recipient="tim@example.invalid"):
    outbox.put(key=key, recipient=recipient, subject="Noget venter", body="Log ind: KANARIE")


def fail(failure):
    def send(self, **options):
        raise failure

    return send


def send(after=timedelta(0)):
    return outbox.send_waiting(now=timezone.now() + after)


def test_a_queued_mail_is_sent_once():
    put()
    assert (send(), send()) == (1, 0)
    assert [(sent.to, sent.body) for sent in mail.outbox] == [
        (["tim@example.invalid"], "Log ind: KANARIE")
    ]


def test_the_same_thing_is_queued_only_once():
    put()
    put()
    put(key="invitation-2")
    assert send() == 2


def test_a_mail_of_an_action_that_was_undone_is_not_sent():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        put()
        _ = 1 / 0
    assert send() == 0


def test_address_and_text_are_gone_when_it_is_sent():
    put()
    send()
    sent = OutboxMail.objects.get()
    assert (sent.recipient, sent.body, sent.subject) == ("", "", "Noget venter")
    assert sent.sent_at is not None


def test_address_and_text_are_encrypted_while_they_wait():
    put()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_outboxmail")
        rows = str(cursor.fetchall())
    assert "KANARIE" not in rows
    assert "tim@" not in rows


@pytest.mark.parametrize("failure", [ConnectionRefusedError(), smtplib.SMTPDataError(550, b"no")])
def test_a_mail_that_failed_is_tried_again_later(monkeypatch, failure):
    put()
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fail(failure))
        assert send() == 0
    assert send() == 0
    assert send(after=timedelta(minutes=2)) == 1


def test_one_mail_that_cannot_be_sent_does_not_hold_up_the_rest():
    put(recipient="tim\n@example.invalid")
    put(key="invitation-2")
    assert send() == 1


def test_after_ten_tries_a_mail_is_left_alone(monkeypatch):
    put()
    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail(OSError()))
    for days in range(20):
        send(after=timedelta(days=days))
    assert OutboxMail.objects.get().attempts == outbox.GIVE_UP_AFTER


def test_of_two_workers_only_one_sends():
    put()
    same = [OutboxMail.objects.get(), OutboxMail.objects.get()]
    now = timezone.now()
    assert [outbox._send(waiting, now=now) for waiting in same] == [True, False]
    assert len(mail.outbox) == 1
