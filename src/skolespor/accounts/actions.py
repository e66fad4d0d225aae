"""Letting people in, ending it, and a municipality's own settings."""

import secrets
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.accounts import access, events, queries, rules
from skolespor.accounts.links import invitation_link
from skolespor.accounts.models import (
    Accent,
    Deputy,
    Invitation,
    JobSeat,
    LocalRule,
    Organisation,
    User,
)
from skolespor.accounts.permissions import Permission
from skolespor.accounts.roles import FIRST_IN
from skolespor.audit import log
from skolespor.core import outbox
from skolespor.core.periods import active_on


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    organisation: Organisation,
    role: str,
    job_until: date | None = None,
    by: User,
) -> Invitation:
    """Send a link with which a new person makes a sign-in and gets a job seat."""
    _must(by, Permission.PEOPLE_MANAGE, organisation)
    today = timezone.localdate()
    rules.check_job(organisation.kind, role, today=today, since=today, until=job_until)
    rules.check_not_own_address(email, by.email)
    rules.check_not_twice(
        queries.has_job(organisation, role, email=email),
        queries.is_invited(organisation, role, email=email),
    )
    invitation = Invitation(
        email=email.lower(),
        name=name.strip(),
        organisation=organisation,
        role=role,
        job_until=job_until,
        invited_by=by,
    )
    _send_invitation(invitation)
    log.record(events.INVITED, by=by, about=invitation, role_given=role)
    return invitation


@transaction.atomic
def begin(
    *, code: str, name: str, admin_name: str, email: str, kind: str = "municipality"
) -> tuple[Invitation, str]:
    """A municipality, or the agency, starts: its row, and a link for its first administrator.

    Run by the command `begin`, by whoever runs the server. Returns the link too, for the case that
    mail does not work yet.
    """
    municipality, _made = Organisation.objects.get_or_create(
        kind=kind, code=code, defaults={"name": name}
    )
    rules.check_first(_has_administrator(municipality))
    invitation = Invitation(
        email=email.lower(), name=admin_name, organisation=municipality, role=FIRST_IN
    )
    token = _send_invitation(invitation)
    log.record(events.INVITED, by=None, about=invitation, role_given=FIRST_IN)
    return invitation, invitation_link(token)


@transaction.atomic
def resend(*, invitation: Invitation, by: User) -> None:
    """A new link, seven more days; the old link stops working."""
    _must(by, Permission.PEOPLE_MANAGE, invitation.organisation)
    rules.check_invitation_open(
        date.max, used=queries.is_used(invitation), today=timezone.localdate()
    )
    _send_invitation(invitation)
    log.record(events.INVITE_RESENT, by=by, about=invitation)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    _must(by, Permission.PEOPLE_MANAGE, invitation.organisation)
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if waiting.update(withdrawn_at=timezone.now()):
        log.record(events.INVITE_WITHDRAWN, by=by, about=invitation)


@transaction.atomic
def accept(
    *,
    token: str,
    name: str = "",
    phone: str = "",
    password: str | None = None,
    by: User | None = None,
) -> User:
    """The invited person comes in and gets the job: with a new sign-in, or with the one they have.

    Whoever has a sign-in must be the one who accepts: holding the link is not enough.
    """
    invitation = queries.find_invitation(token)
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    used = not taken.update(accepted_at=timezone.now())
    rules.check_invitation_open(invitation.expires_on, used=used, today=timezone.localdate())
    user = by or _newcomer(invitation, name=name, phone=phone, password=password)
    if user.email != invitation.email:
        raise PermissionDenied
    JobSeat.objects.create(
        user=user,
        organisation=invitation.organisation,
        role=invitation.role,
        since=timezone.localdate(),
        until=invitation.job_until,
    )
    log.record(events.INVITE_ACCEPTED, by=user, about=invitation)
    return user


@transaction.atomic
def give_job(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    since: date,
    until: date | None = None,
    by: User,
) -> JobSeat:
    """A further job for somebody who has a sign-in already."""
    _must(by, Permission.PEOPLE_MANAGE, organisation)
    rules.check_not_self(user.pk, by.pk)
    rules.check_job(organisation.kind, role, today=timezone.localdate(), since=since, until=until)
    rules.check_not_twice(queries.has_job(organisation, role, email=user.email))
    job = JobSeat.objects.create(
        user=user, organisation=organisation, role=role, since=since, until=until
    )
    log.record(events.JOB_GIVEN, by=by, about=job, role_given=role)
    return job


@transaction.atomic
def end_job(*, job: JobSeat, until: date, by: User) -> None:
    """Set the last day. Access ends when that day ends."""
    _must(by, Permission.PEOPLE_MANAGE, job.organisation)
    rules.check_not_self(job.user_id, by.pk)
    rules.check_not_over(queries.is_over(job, timezone.localdate()))
    rules.check_end(until, since=job.since, today=timezone.localdate())
    job.until = until
    job.save(update_fields=["until"])
    log.record(events.JOB_ENDED, by=by, about=job)


@transaction.atomic
def close_job(*, job: JobSeat, reason: str, by: User) -> None:
    """Luk adgang nu: stops at once, also in the session that is open."""
    _must(by, Permission.PEOPLE_MANAGE, job.organisation)
    rules.check_not_self(job.user_id, by.pk)
    rules.check_reason(reason)
    today = timezone.localdate()
    rules.check_not_over(queries.is_over(job, today))
    job.until = max(min(job.until or today, today), job.since)
    job.closed_at, job.closed_reason = timezone.now(), reason
    job.save(update_fields=["until", "closed_at", "closed_reason"])
    log.record(events.JOB_CLOSED, by=by, about=job)


@transaction.atomic
def name_deputy(*, job: JobSeat, deputy: User, since: date, until: date, by: User) -> Deputy:
    """A team leader lets a colleague stand in for somebody, with a first and a last day."""
    _must(by, Permission.DEPUTY_NAME, job.organisation)
    rules.check_two_people(deputy.pk, job.user_id)
    rules.check_not_over(queries.is_over(job, since))
    rules.check_not_self(deputy.pk, by.pk)
    rules.check_deputy(since, until, today=timezone.localdate())
    places = access.jobs_of(deputy).values_list("organisation", flat=True)
    rules.check_colleagues(list(places), job.organisation_id)
    named = Deputy.objects.create(job=job, user=deputy, since=since, until=until, named_by=by)
    log.record(events.DEPUTY_NAMED, by=by, about=named)
    return named


@transaction.atomic
def end_deputy(*, deputy: Deputy, by: User) -> None:
    _must(by, Permission.DEPUTY_NAME, deputy.job.organisation)
    if Deputy.objects.filter(pk=deputy.pk, closed_at=None).update(closed_at=timezone.now()):
        log.record(events.DEPUTY_ENDED, by=by, about=deputy)


@transaction.atomic
def make_organisation(
    *,
    kind: str,
    name: str,
    municipality: Organisation,
    code: str = "",
    school_type: str = "",
    by: User,
    **facts: str,
) -> Organisation:
    """A school, a home, a family or a team in the administrator's municipality."""
    _must(by, Permission.PEOPLE_MANAGE, municipality)
    rules.check_organisation(
        kind, code, school_type=school_type, taken=queries.is_code_taken(kind, code)
    )
    made = Organisation.objects.create(
        kind=kind,
        name=name.strip(),
        municipality=municipality,
        code=code.upper(),
        school_type=school_type if kind == "school" else "",
        **facts,
    )
    log.record(events.ORGANISATION_MADE, by=by, about=made)
    return made


@transaction.atomic
def edit_organisation(*, organisation: Organisation, by: User, **facts: str) -> None:
    """Name, phone numbers and address; kind, code and municipality stay what they are."""
    _must(by, Permission.PEOPLE_MANAGE, organisation)
    for field, value in facts.items():
        setattr(organisation, field, value)
    organisation.save(update_fields=list(facts))
    log.record(events.ORGANISATION_EDITED, by=by, about=organisation)


@transaction.atomic
def save_settings(
    *, municipality: Organisation, accent: Accent, phone: str, duty_phone: str, by: User
) -> None:
    """The municipality's colour and the numbers that stand under »Er du bekymret?«."""
    _must(by, Permission.SETTINGS_MANAGE, municipality)
    municipality.accent, municipality.phone = accent, phone
    municipality.duty_phone = duty_phone
    municipality.save(update_fields=["accent", "phone", "duty_phone"])
    log.record(events.SETTINGS_SAVED, by=by, about=municipality)


@transaction.atomic
def set_local_rule(*, municipality: Organisation, rule: str, n: int, by: User) -> LocalRule:
    """The municipality's own cadence from today; what held before is kept."""
    _must(by, Permission.SETTINGS_MANAGE, municipality)
    rules.check_changeable(queries.is_changeable(rule))
    rules.check_cadence(n)
    version, _made = LocalRule.objects.update_or_create(
        municipality=municipality,
        rule=rule,
        valid_from=timezone.localdate(),
        defaults={"n": n, "set_by": by},
    )
    log.record(events.RULE_SET, by=by, about=version, rule=rule, n=n)
    return version


@transaction.atomic
def save_profile(*, phone: str, by: User) -> None:
    """One's own telephone number; the name is the one that others let in."""
    by.phone = phone
    by.save(update_fields=["phone"])
    log.record(events.PROFILE_SAVED, by=by, about=by)


@transaction.atomic
def note_sign_in(*, by: User, origin: str) -> None:
    """Somebody came in, with all the steps they need."""
    log.record(events.SIGNED_IN, by=by, about=by, origin=origin)


@transaction.atomic
def note_wrong_sign_in(*, email: str, origin: str) -> None:
    """Somebody did not come in. The address stands in the log only as the person it belongs to."""
    known = User.objects.filter(email=email.lower()).first()
    log.record(events.SIGN_IN_REFUSED, by=None, about=known or User(), origin=origin)


def _must(by: User, permission: Permission, organisation: Organisation) -> None:
    if not access.may(by, permission, organisation):
        raise PermissionDenied


def _has_administrator(municipality: Organisation) -> bool:
    jobs = JobSeat.objects.filter(organisation=municipality, role=FIRST_IN)
    return jobs.filter(active_on(timezone.localdate())).exists()


def _newcomer(invitation: Invitation, *, name: str, phone: str, password: str | None) -> User:
    rules.check_newcomer(queries.has_sign_in(invitation.email))
    return User.objects.create_user(invitation.email, password, name=name.strip(), phone=phone)


def _send_invitation(invitation: Invitation) -> str:
    token = secrets.token_urlsafe(32)
    invitation.fingerprint = queries.fingerprint(token)
    invitation.expires_on = timezone.localdate() + timedelta(days=rules.INVITATION_DAYS)
    invitation.save()
    outbox.put(
        key=f"invitation-{invitation.pk}-{invitation.fingerprint[:12]}",
        recipient=invitation.email,
        subject=_("Du er inviteret til Skolespor"),
        body=_(
            "{person} har inviteret dig til Skolespor i {organisation}.\n\n"
            "Åbn linket, og vælg en adgangskode:\n{link}\n\nLinket virker til og med {date}."
        ).format(
            person=invitation.invited_by or "Skolespor",
            organisation=invitation.organisation.name,
            link=invitation_link(token),
            date=invitation.expires_on.strftime("%d-%m-%Y"),
        ),
    )
    return token
