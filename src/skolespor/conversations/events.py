from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind

HELD = Kind("conversations.held", _("En læringssamtale blev holdt"))
CHILD_OK = Kind("conversations.child_ok", _("Barnet sagde ok til det, der blev skrevet"))
DECLINED = Kind("conversations.declined", _("Barnet takkede nej til en læringssamtale"))
