from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind

REFUSED = Kind("accounts.refused", _("Adgang blev nægtet"))
SIGNED_IN = Kind("accounts.signed_in", _("En person loggede ind"))
SIGN_IN_REFUSED = Kind("accounts.sign_in_refused", _("Nogen prøvede at logge ind og kunne ikke"))
INVITED = Kind("accounts.invited", _("En person blev inviteret"))
INVITE_RESENT = Kind("accounts.invite_resent", _("En invitation blev sendt igen"))
INVITE_WITHDRAWN = Kind("accounts.invite_withdrawn", _("En invitation blev trukket tilbage"))
INVITE_ACCEPTED = Kind("accounts.invite_accepted", _("En invitation blev taget imod"))
ORGANISATION_MADE = Kind("accounts.organisation_made", _("En organisation blev oprettet"))
ORGANISATION_EDITED = Kind("accounts.organisation_edited", _("En organisation blev rettet"))
JOB_GIVEN = Kind("accounts.job_given", _("En person fik en plads i en organisation"))
JOB_ENDED = Kind("accounts.job_ended", _("En plads i en organisation fik en slutdato"))
JOB_CLOSED = Kind("accounts.job_closed", _("En adgang blev lukket med det samme"))
DEPUTY_NAMED = Kind("accounts.deputy_named", _("En stedfortræder blev valgt"))
DEPUTY_ENDED = Kind("accounts.deputy_ended", _("En stedfortræder blev afsluttet"))
SETTINGS_SAVED = Kind("accounts.settings_saved", _("Kommunens indstillinger blev ændret"))
RULE_SET = Kind("accounts.rule_set", _("En lokal regel blev ændret"))
PROFILE_SAVED = Kind("accounts.profile_saved", _("En person rettede sit telefonnummer"))
