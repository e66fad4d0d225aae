"""Who answers for a line: invited with their account or by a link, asked again, withdrawn."""

import secrets
from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from skolespor.accounts.links import absolute
from skolespor.accounts.models import User
from skolespor.accounts.queries import fingerprint
from skolespor.audit import log
from skolespor.core import outbox
from skolespor.core.danish_sqlite import sort_key
from skolespor.core.errors import RuleBroken
from skolespor.core.forms import day_words
from skolespor.core.no_child import has_cpr
from skolespor.notices.actions import tell
from skolespor.reviews import access, events
from skolespor.reviews.models import Answerer, LineInRound, Sheet
from skolespor.reviews.queries import people, sheets
from skolespor.reviews.rules import checks
from skolespor.reviews.rules.shown import Mode
from skolespor.reviews.states import State


@transaction.atomic
def invite(*, line: LineInRound, people_listed: str, by: User) -> int:
    """One person in each line of the text: name and mail address. Who signs in here already is asked to
    do so, the others get a link. Those who are invited already are left alone. Returns how many are new.
    """
    held = _held(line, by)
    listed = checks.people_in(people_listed)
    for name, _mail in listed:
        if has_cpr(name):
            words = _("Her står noget, der ligner et CPR-nummer. Slet det, og gem igen.")
            raise RuleBroken("text.cpr", words, "people")
    there = set(_invited(held).values_list("email", flat=True))
    new = {mail: name for name, mail in listed if mail not in there}
    accounts = people.with_account(held.round.municipality, new)
    needs_chooser = not _invited(held).filter(chooses=True).exists()
    first = next(iter(new), None)
    made = [
        Answerer(
            line=held,
            name=new[mail],
            email=mail,
            user=accounts.get(mail),
            chooses=needs_chooser and mail == first,
            expires_on=held.round.answer_by + checks.LINK_LASTS_AFTER,
            invited_by=by,
        )
        for mail in sorted(new, key=lambda mail: sort_key(new[mail]))
    ]
    for answerer in made:
        answerer.save()
        _ask(answerer)
    log.record(events.INVITED, by=by, about=held, people=len(made))
    return len(made)


@transaction.atomic
def send_again(*, answerer: Answerer, by: User) -> None:
    """A new link; the old one opens nothing, and what has been answered is there when the new one is
    opened. With an account there is no link: the notice is already there."""
    _held(answerer.line, by)
    if answerer.user_id is not None or not access.still_answers(answerer):
        words = _("Der er intet link at sende. Personen svarer ved at logge ind.")
        raise RuleBroken("answerer.no_link", words)
    answerer.browser = ""
    _send_link(answerer)
    log.record(events.SENT_AGAIN, by=by, about=answerer)


@transaction.atomic
def withdraw(*, answerer: Answerer, by: User) -> None:
    """The link stops. What has been sent one by one stays and counts, or it could be worked out by who
    is missing; what was not sent is deleted. A shared answer stays as it is."""
    held = _held(answerer.line, by)
    mine = Answerer.objects.filter(pk=answerer.pk, withdrawn_at=None)
    mine.update(withdrawn_at=timezone.now(), fingerprint="", browser="", chooses=False)
    if held.mode != Mode.JOINT:
        answerer.line = held
        Sheet.objects.filter(pk=sheets.key_of(answerer), is_handed_in=False).delete()
    log.record(events.WITHDRAWN, by=by, about=answerer)


@transaction.atomic
def let_choose(*, answerer: Answerer, by: User) -> None:
    """Another person chooses how the line answers."""
    held = _held(answerer.line, by)
    _invited(held).filter(chooses=True).update(chooses=False)
    _invited(held).filter(pk=answerer.pk).update(chooses=True)
    log.record(events.CHOOSER, by=by, about=answerer)


def _held(line: LineInRound, by: User) -> LineInRound:
    """The line, held until the transaction is over, in a round that is open and that one leads."""
    rows = LineInRound.objects.select_for_update(of=("self",))
    held = rows.select_related("round__municipality").get(pk=line.pk)
    if not access.may_lead(by, held.round.municipality):
        raise PermissionDenied
    checks.check_open(held.round.state == State.OPEN)
    return held


def _invited(line: LineInRound) -> QuerySet[Answerer]:
    return Answerer.objects.filter(line=line, withdrawn_at=None)


def _ask(answerer: Answerer) -> None:
    if answerer.user is None:
        _send_link(answerer)
    else:
        tell(events.ASKED, [answerer.user], key=f"reviews-asked-{answerer.pk}")


def _send_link(answerer: Answerer) -> None:
    """Only the fingerprint is stored; the mail says nothing of the person but the address it goes to."""
    token = secrets.token_urlsafe(32)
    answerer.fingerprint = fingerprint(token)
    answerer.save(update_fields=["fingerprint", "browser"])
    with translation.override(settings.LANGUAGE_CODE):
        outbox.put(
            key=f"review-{answerer.pk}-{answerer.fingerprint[:12]}",
            recipient=answerer.email,
            subject=_("Du er inviteret til at svare på en egenvurdering"),
            body=_mail(token, answerer.line.round.answer_by),
        )


def _mail(token: str, answer_by: date) -> str:
    return _(
        "Hvordan arbejder I i dag for børn, der ikke bor hjemme? Det tager omkring et kvarter at svare.\n\n"
        "Åbn linket på den telefon eller computer, du vil svare fra. Det virker kun der:\n{link}\n\n"
        "Svar senest {day}. Du kan holde pause og komme tilbage. Giv ikke linket videre."
    ).format(link=absolute("reviews_link:open", token), day=day_words(answer_by))
