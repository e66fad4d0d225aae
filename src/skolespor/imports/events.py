from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind

TAKEN_IN = Kind("imports.taken_in", _("En fil blev taget ind"))
