from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.core.forms import DateField


class NotAttendingForm(forms.Form):
    since = DateField(
        label=_("Hvilken dag er den første uden skole?"),
        help_text=_("Den dag tæller med."),
        initial=timezone.localdate,
        error_messages={"required": _("Skriv den første dag uden skole.")},
    )


class AgainForm(forms.Form):
    first_day = DateField(
        label=_("Hvilken dag er den første i skole igen?"),
        help_text=_("Den dag tæller som en dag i skole."),
        initial=timezone.localdate,
        error_messages={"required": _("Skriv den første dag i skole igen.")},
    )
