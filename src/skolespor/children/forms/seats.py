"""Questions about who has a seat at the child."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import JobSeat
from skolespor.children.forms.parts import Pick, offer
from skolespor.core.forms import DateField


class GiveSeatForm(forms.Form):
    job = Pick(
        label=_("Hvem skal have en plads?"), error_messages={"required": _("Vælg en person.")}
    )
    until = DateField(
        label=_("Hvad er den sidste dag?"),
        help_text=_("Lad feltet stå tomt, hvis det ikke er aftalt."),
        required=False,
    )

    def __init__(self, *args: Any, jobs: Iterable[JobSeat], **options: Any):
        super().__init__(*args, **options)
        offer(self, "job", jobs, words=_who, group=_where)


class EndSeatForm(forms.Form):
    until = DateField(
        label=_("Hvad er den sidste dag?"),
        help_text=_("Adgangen slutter, når dagen er slut."),
        initial=timezone.localdate,
    )


def _who(job: JobSeat) -> str:
    return f"{job.user}, {job.role_label}"


def _where(job: JobSeat) -> str:
    return job.organisation.name
