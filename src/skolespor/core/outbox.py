"""Mail leaves the house from here: written in the transaction, sent by the worker after it."""

import logging
import re
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db.models import F

from skolespor.core.models import OutboxMail

GIVE_UP_AFTER = 10
"""Attempts; waiting 1, 2, 4 ... minutes between them, about 17 hours in all."""
_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
logger = logging.getLogger(__name__)


def put(*, key: str, recipient: str, subject: str, body: str, calendar: str = "") -> None:
    """Queue a mail in the transaction of the action; the same key is queued only once. `calendar` is a
    calendar file that goes with it."""
    mail = {"recipient": recipient, "subject": subject, "body": body, "calendar": calendar}
    OutboxMail.objects.get_or_create(key=key, defaults=mail)


def send_waiting(*, now: datetime) -> int:
    """Send what is due; returns how many were sent. A mail that fails is tried again later."""
    due = OutboxMail.objects.filter(sent_at=None, try_at__lte=now, attempts__lt=GIVE_UP_AFTER)
    return sum(_send(mail, now=now) for mail in due.order_by("pk")[:50])


def _send(mail: OutboxMail, *, now: datetime) -> bool:
    """Claim the mail with one UPDATE, so that two workers never send it both, then send."""
    later = now + timedelta(minutes=2**mail.attempts)
    mine = OutboxMail.objects.filter(pk=mail.pk, attempts=mail.attempts, sent_at=None)
    if not mine.update(attempts=F("attempts") + 1, try_at=later):
        return False
    try:
        _message(mail).send()
    except (OSError, ValueError) as failed:  # the mail server said no, or the address is no address
        logger.warning("mail %s was not sent: %s", mail.pk, type(failed).__name__)
        return False
    OutboxMail.objects.filter(pk=mail.pk).update(sent_at=now, recipient="", body="", calendar="")
    return True


def _message(mail: OutboxMail) -> EmailMessage:
    """With the calendar file as mail programs know it: its method stands in the type too (RFC 6047)."""
    message = EmailMessage(mail.subject, mail.body, to=[mail.recipient])
    if mail.calendar:
        method = _METHOD.search(mail.calendar)
        kind = f"text/calendar; method={method[1] if method else 'PUBLISH'}"
        message.attach("invitation.ics", mail.calendar, kind)
    return message
