"""By letter into the house: once, for the right person, by the right administrator."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from skolespor.accounts import actions, queries
from skolespor.accounts.models import Invitation, User
from skolespor.accounts.roles import Role
from skolespor.core.errors import RuleBroken
from skolespor.core.models import OutboxMail

pytestmark = pytest.mark.once

NEW = "ny@example.invalid"


@pytest.fixture
def admin_elle(person, ellevang):
    """Administrator in the other municipality."""
    return person("Elle Elm", Role.SYSTEM_ADMINISTRATOR, ellevang)


def refused(code):
    return pytest.raises(RuleBroken, match=f"^{code}$")


def test_invitation_is_sent_by_mail_with_a_link_that_is_not_stored(invite, token, kinds, today):
    invitation = invite(email="NY@example.invalid", name=" Ny Nielsen ")
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.subject) == (NEW, "Du er inviteret til Skolespor")
    assert "Inge Rask har inviteret dig til Skolespor i Engskolen." in mail.body
    assert (invitation.name, invitation.expires_on) == ("Ny Nielsen", today + timedelta(days=7))
    assert token() not in str(Invitation.objects.values().get())
    assert kinds() == ["accounts.invited"]


@pytest.mark.parametrize("who", ["head_hanne", "worker_wilma", "admin_elle", "foster_frank"])
def test_only_the_administrator_of_the_municipality_invites(request, invite, who):
    with pytest.raises(PermissionDenied):
        invite(by=request.getfixturevalue(who))
    assert not Invitation.objects.exists()
    assert not OutboxMail.objects.exists()


def test_role_that_the_place_does_not_have_is_refused(invite):
    with refused("job.wrong_place"):
        invite(role=Role.CASE_WORKER)


def test_administrator_does_not_invite_herself(invite, admin_inge):
    with refused("job.self"):
        invite(email=admin_inge.email)


def test_second_invitation_to_the_same_job_is_refused_while_the_first_is_open(invite, admin_inge):
    first = invite()
    with refused("invitation.twice"):
        invite()
    actions.withdraw(invitation=first, by=admin_inge)
    invite()


def test_somebody_who_has_the_job_is_not_invited_to_it(invite, head_hans):
    with refused("job.twice"):
        invite(email=head_hans.email, role=Role.HEAD_TEACHER)


def test_accepting_makes_a_sign_in_and_the_job(invite, token, kinds, engskolen, today):
    invite(job_until=today + timedelta(days=90))
    ny = actions.accept(
        token=token(), name="Ny Nielsen", phone="12345678", password="tre hatte her"
    )
    job = ny.jobs.get()
    assert (ny.email, ny.phone, ny.check_password("tre hatte her")) == (NEW, "12345678", True)
    assert (job.organisation, job.role, job.since, job.until) == (
        engskolen,
        Role.CONTACT_TEACHER,
        today,
        today + timedelta(days=90),
    )
    assert kinds() == ["accounts.invited", "accounts.invite_accepted"]


def test_link_works_once(invite, token):
    invite()
    actions.accept(token=token(), name="Ny")
    with refused("invitation.over"):
        actions.accept(token=token(), name="En anden")
    assert User.objects.filter(email=NEW).count() == 1


def test_link_stops_after_seven_days(invite, token, today):
    invite()
    Invitation.objects.update(expires_on=today - timedelta(days=1))
    with refused("invitation.over"):
        actions.accept(token=token(), name="Ny")


def test_invented_link_is_worth_nothing(db):
    with refused("invitation.over"):
        actions.accept(token="gaettet", name="Ny")


def test_sending_again_makes_a_new_link_and_kills_the_old(invite, token, admin_inge, kinds):
    invitation = invite()
    old = token()
    actions.resend(invitation=invitation, by=admin_inge)
    assert token() != old
    with refused("invitation.over"):
        queries.find_invitation(old)
    assert queries.find_invitation(token()) == invitation
    assert kinds() == ["accounts.invited", "accounts.invite_resent"]


def test_withdrawn_link_is_dead_and_stays_so(invite, token, admin_inge, kinds):
    invitation = invite()
    actions.withdraw(invitation=invitation, by=admin_inge)
    actions.withdraw(invitation=invitation, by=admin_inge)
    invitation.refresh_from_db()
    with refused("invitation.over"):
        queries.find_invitation(token())
    with refused("invitation.over"):
        actions.resend(invitation=invitation, by=admin_inge)
    assert kinds() == ["accounts.invited", "accounts.invite_withdrawn"]


@pytest.mark.parametrize("verb", [actions.resend, actions.withdraw])
def test_others_leave_the_invitation_alone(invite, head_hans, verb):
    invitation = invite()
    with pytest.raises(PermissionDenied):
        verb(invitation=invitation, by=head_hans)


def test_somebody_known_accepts_with_the_sign_in_they_have(invite, token, teacher_nora):
    invite(email=teacher_nora.email)
    assert actions.accept(token=token(), by=teacher_nora) == teacher_nora
    assert teacher_nora.jobs.count() == 2


def test_holding_the_link_is_not_enough_where_there_is_a_sign_in(invite, token, teacher_nora):
    invite(email=teacher_nora.email)
    with refused("invitation.known"):
        actions.accept(token=token(), name="Tyv", password="tre hatte her")
    assert teacher_nora.jobs.count() == 1


def test_another_person_cannot_accept(invite, token, teacher_nora, worker_otto):
    invite(email=teacher_nora.email)
    with pytest.raises(PermissionDenied):
        actions.accept(token=token(), by=worker_otto)
    assert queries.find_invitation(token()).accepted_at is None
