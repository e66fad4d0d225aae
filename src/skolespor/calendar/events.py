from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind

SCHOOL_DAYS_REPLACED = Kind(
    "calendar.school_days_replaced", _("Skoledagene for et sted blev sendt")
)
HOLIDAY_SAVED = Kind("calendar.holiday_saved", _("En ferie blev skrevet i ferieplanen"))
HOLIDAY_REMOVED = Kind("calendar.holiday_removed", _("En ferie blev fjernet fra ferieplanen"))
