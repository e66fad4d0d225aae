"""Below /konto/: our own pages in the name space `accounts`, and of allauth only what we use.

Allauth's views keep the names by which allauth finds them, each with a door of its own. Nobody
signs up or changes their address here, so those pages do not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from skolespor.accounts.doors import outside_door, signed_in_door
from skolespor.accounts.views import (
    entrance,
    invitations,
    organisations,
    people,
    profile,
    settings,
)

OURS = [
    path("invitation/<str:token>/", entrance.accept, name="accept"),
    path("profil/", profile.profile, name="profile"),
    path("brugere/", people.index, name="people"),
    path("brugere/<int:user_id>/", people.person, name="person"),
    path("brugere/<int:user_id>/plads/", people.give_job_where, name="give_job_where"),
    path("brugere/<int:user_id>/plads/<int:organisation_id>/", people.give_job, name="give_job"),
    path("pladser/<int:job_id>/slut/", people.end_job, name="end_job"),
    path("pladser/<int:job_id>/luk/", people.close_job, name="close_job"),
    path("invitationer/", invitations.index, name="invitations"),
    path("invitationer/ny/", invitations.where, name="invite_where"),
    path("invitationer/ny/<int:organisation_id>/", invitations.invite, name="invite"),
    path("invitationer/<int:invitation_id>/send/", invitations.resend, name="resend"),
    path("invitationer/<int:invitation_id>/fortryd/", invitations.withdraw, name="withdraw"),
    path("organisationer/", organisations.index, name="organisations"),
    path("organisationer/ny/", organisations.make, name="make_organisation"),
    path("organisationer/<int:organisation_id>/ret/", organisations.edit, name="edit_organisation"),
    path("regler/", settings.index, name="rules"),
    path("regler/<int:municipality_id>/", settings.of_municipality, name="rules_of"),
    path("regler/<int:municipality_id>/farve/", settings.appearance, name="settings"),
    path("regler/<int:municipality_id>/frist/<slug:rule>/", settings.edit_rule, name="edit_rule"),
]
PASSWORD = [
    path("skift/", entrance.change_password, name="account_change_password"),
    path("glemt/", outside_door(account.password_reset), name="account_reset_password"),
    path(
        "glemt/sendt/",
        outside_door(account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        outside_door(account.PasswordResetFromKeyView.as_view(reset_url_key="vaelg")),
        name="account_reset_password_from_key",
    ),
    path(
        "ny/faerdig/",
        outside_door(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
SECOND_FACTOR = [
    path("", entrance.second_factor, name="mfa_index"),
    path("andet-trin/", outside_door(mfa.authenticate), name="mfa_authenticate"),
    path("bekraeft/", signed_in_door(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("app/til/", signed_in_door(totp.activate_totp), name="mfa_activate_totp"),
    path("app/fra/", signed_in_door(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("noedkoder/", signed_in_door(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "noedkoder/nye/",
        signed_in_door(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "noedkoder/hent/",
        signed_in_door(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("noegler/", signed_in_door(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("noegler/ny/", signed_in_door(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("noegler/<int:pk>/ret/", signed_in_door(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "noegler/<int:pk>/fjern/",
        signed_in_door(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("noegler/log-ind/", outside_door(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path(
        "noegler/bekraeft/",
        signed_in_door(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]
urlpatterns = [
    path("", include((OURS, "accounts"))),
    path("log-ind/", outside_door(account.login), name="account_login"),
    path("log-ud/", outside_door(account.logout), name="account_logout"),
    path("lukket/", outside_door(account.account_inactive), name="account_inactive"),
    path("bekraeft/", signed_in_door(account.reauthenticate), name="account_reauthenticate"),
    path("adgangskode/", include(PASSWORD)),
    path("to-trin/", include(SECOND_FACTOR)),
    path("enheder/", signed_in_door(sessions.list_usersessions), name="usersessions_list"),
]
