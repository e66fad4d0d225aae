from django.utils.translation import gettext_lazy as _

from skolespor.audit.log import Kind

REVIEWED = Kind("direction.reviewed", _("En skoles beredskab blev set igennem"))
REVIEW_WITHDRAWN = Kind("direction.review_withdrawn", _("»Set igennem« blev trukket tilbage"))
