from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind

REGISTERED = Kind("attendance.registered", _("Barnets fravær blev sendt i en fil"))
