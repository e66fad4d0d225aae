"""Mail to people who take part without an account. It carries a link and the name of the municipality,
nothing else."""

import secrets
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from skolespor.accounts.links import absolute
from skolespor.accounts.queries import fingerprint
from skolespor.core import outbox
from skolespor.programme.models import Course, Evaluation, FollowUp, Inquiry, Participant
from skolespor.programme.queries.courses import municipalities


def new_token() -> str:
    return secrets.token_urlsafe(32)


def send_way_in(seat: Participant, token: str, *, until: datetime) -> None:
    """The link with which somebody comes in, once."""
    _send(
        key=f"course-seat-{seat.pk}-{fingerprint(token)[:12]}",
        to=seat.email,
        subject=_("Rådgivningsforløb: din adgang"),
        body=_(
            "Du er med i et rådgivningsforløb om anbragte børns skolegang for {municipality}.\n\n"
            "Åbn linket, og gå i gang:\n{link}\n\n"
            "Linket virker én gang, til og med {until}. Giv det ikke videre."
        ),
        course=seat.course,
        link=absolute("programme:enter", token),
        until=until,
    )


def send_confirmation(inquiry: Inquiry, token: str) -> None:
    """To somebody who has begun on the open page."""
    with translation.override(settings.LANGUAGE_CODE):
        body = _(
            "Du har bedt om at skrive en henvendelse om et rådgivningsforløb for {municipality}.\n\n"
            "Åbn linket for at begynde:\n{link}\n\nLinket virker én gang, til og med {until}. "
            "Var det ikke dig, skal du ikke gøre noget."
        )
        outbox.put(
            key=f"course-inquiry-{inquiry.pk}",
            recipient=inquiry.email,
            subject=_("Rådgivningsforløb: begynd jeres henvendelse"),
            body=body.format(
                municipality=municipalities()[inquiry.municipality],
                link=absolute("programme:confirm", token),
                until=_clock(inquiry.link_until),
            ),
        )


def send_news(seat: Participant, *, key: str) -> None:
    """Something has happened; what it is stands behind the door."""
    _send(
        key=f"{key}-{seat.pk}",
        to=seat.email,
        subject=_("Rådgivningsforløb: der er nyt"),
        body=_(
            "Der er nyt i rådgivningsforløbet om anbragte børns skolegang for {municipality}.\n\n"
            "Bed om et nyt link, og se det:\n{link}"
        ),
        course=seat.course,
        link=absolute("programme:ask_for_link"),
    )


def send_question(seat: Participant, evaluation: Evaluation) -> None:
    """Somebody without an account is asked how the course was."""
    _send(
        key=f"course-evaluation-{evaluation.pk}-{seat.pk}",
        to=seat.email,
        subject=_("Rådgivningsforløb: sig, hvordan det var"),
        body=_(
            "Rådgivningsforløbet for {municipality} er nået så langt, at vi gerne vil høre, hvordan "
            "det var. Det tager ti minutter, og du svarer uden navn.\n\n"
            "Bed om et nyt link, og svar:\n{link}"
        ),
        course=seat.course,
        link=absolute("programme:ask_for_link"),
    )


def send_follow_up(seat: Participant, one: FollowUp) -> None:
    """Who holds the threads without an account is told that it is time to look at what has held."""
    _send(
        key=f"course-follow-up-{one.pk}-{seat.pk}-{one.due:%Y%m%d}",
        to=seat.email,
        subject=_("Rådgivningsforløb: se på, hvad der har holdt"),
        body=_(
            "Det er tid til at se på, hvad der har holdt efter rådgivningsforløbet om anbragte børns "
            "skolegang for {municipality}. Skriv kort, hvad I ser, eller spring over med en grund.\n\n"
            "Bed om et nyt link, og skriv det:\n{link}"
        ),
        course=seat.course,
        link=absolute("programme:ask_for_link"),
    )


def _send(
    *,
    key: str,
    to: str,
    subject: str,
    body: str,
    course: Course,
    link: str,
    until: datetime | None = None,
) -> None:
    name = municipalities()[course.municipality]
    words = {"municipality": name, "link": link, "until": _clock(until) if until else ""}
    outbox.put(key=key, recipient=to, subject=subject, body=body.format(**words))


def _clock(at: datetime) -> str:
    return timezone.localtime(at).strftime("%d-%m-%Y kl. %H.%M")
