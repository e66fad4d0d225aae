from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.forms.fields import OneOfField, offer
from skolespor.accounts.models import JobSeat, User
from skolespor.core.forms import DateField


class JobField(OneOfField):
    """Somebody in a job: name, role and place."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.user}, {obj.role_label} ({obj.organisation})"


class DeputyForm(forms.Form):
    """Who stands in for whom, and for how long."""

    job = JobField(label=_("Hvem skal afløses?"))
    deputy = OneOfField(
        label=_("Hvem er stedfortræder?"), help_text=_("En kollega fra samme sted.")
    )
    since = DateField(label=_("Hvad er den første dag?"), initial=timezone.localdate)
    until = DateField(label=_("Hvad er den sidste dag?"), help_text=_("Højst tre måneder frem."))

    def __init__(self, *args: Any, jobs: QuerySet[JobSeat], deputies: QuerySet[User], **more: Any):
        super().__init__(*args, **more)
        offer(self, "job", jobs)
        offer(self, "deputy", deputies)
