from django import forms
from django.utils.translation import gettext_lazy as _


class MunicipalitySearch(forms.Form):
    """Of many municipalities those with this in their name."""

    search = forms.CharField(label=_("Find en kommune"), required=False, max_length=100)
