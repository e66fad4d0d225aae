from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind

PUBLISHED = Kind("public.published", _("En tekst, som alle kan læse, fik en ny udgave"))
