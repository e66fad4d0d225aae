from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind

NOT_ATTENDING = Kind("attendance.not_attending", _("Nogen skrev, at barnet ikke går i skole"))
ATTENDS_AGAIN = Kind("attendance.attends_again", _("Nogen skrev, at barnet går i skole igen"))
NOT_ATTENDING_WITHDRAWN = Kind(
    "attendance.not_attending_withdrawn", _("»Går ikke i skole« blev trukket tilbage")
)
REGISTERED = Kind("attendance.registered", _("Barnets fravær blev sendt i en fil"))
