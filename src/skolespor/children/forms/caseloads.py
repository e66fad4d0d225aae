from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import JobSeat
from skolespor.children.models import NetworkSeat
from skolespor.children.queries.caseloads import Caseload, HandingOver
from skolespor.core.forms import DateField


class FactsFilter(forms.Form):
    search = forms.CharField(label=_("Søg efter navn"), required=False, max_length=200)

    def wanted(self) -> str:
        self.full_clean()
        return str(self.cleaned_data.get("search", ""))


class HandOverForm(forms.Form):
    """To whom, from when, and whom: all are ticked from the start."""

    receiver = forms.ChoiceField(label=_("Hvem overtager?"))
    last_day = DateField(
        label=_("Hvad er den sidste dag?"),
        help_text=_("Dagen efter har kollegaen børnene. Vælger du i dag, sker det i dag."),
    )
    seats = forms.MultipleChoiceField(
        label=_("Hvilke børn?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Vælg mindst ét barn."),
            "invalid_choice": _("Listen er ændret imens. Gå den igennem igen."),
        },
    )

    def __init__(
        self,
        sent: Any,
        *,
        giver: Caseload,
        seats: Sequence[NetworkSeat],
        receivers: Sequence[JobSeat],
    ):
        chosen = [seat.pk for seat in seats]
        super().__init__(sent, initial={"last_day": giver.last_day, "seats": chosen})
        self.giver = giver
        self.children = {str(seat.pk): seat for seat in seats}
        self.colleagues = {str(job.pk): job for job in receivers}
        self.fields["receiver"].choices = [("", _("Vælg")), *_colleagues(receivers)]  # type: ignore[attr-defined]
        self.fields["seats"].choices = [(seat.pk, str(seat.child)) for seat in seats]  # type: ignore[attr-defined]

    def plan(self) -> HandingOver:
        return HandingOver(
            giver=self.giver,
            receiver=self.colleagues[self.cleaned_data["receiver"]],
            last_day=self.cleaned_data["last_day"],
            handed=[self.children[key] for key in self.cleaned_data["seats"]],
        )


class AssignForm(forms.Form):
    job = forms.ChoiceField(label=_("Hvem skal være rådgiver?"))

    def __init__(self, sent: Any, *, owners: Sequence[JobSeat]):
        super().__init__(sent)
        self.colleagues = {str(job.pk): job for job in owners}
        self.fields["job"].choices = [("", _("Vælg")), *_colleagues(owners)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> JobSeat:
        return self.colleagues[self.cleaned_data["job"]]


def _colleagues(jobs: Sequence[JobSeat]) -> list[tuple[int, str]]:
    return [(job.pk, f"{job.user}, {job.organisation}") for job in jobs]
