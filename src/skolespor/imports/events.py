from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind

TAKEN_IN = Kind("imports.taken_in", _("En fil blev taget ind"))
HOSTED_CONFIRMED = Kind(
    "imports.hosted_confirmed", _("Handlekommunen sagde ja til, hvor barnet bor")
)
HOSTED_WRONG = Kind("imports.hosted_wrong", _("Handlekommunen sagde nej til, hvor barnet bor"))
