from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import JobSeat
from skolespor.children.forms.parts import Pick, offer
from skolespor.children.models import NetworkSeat
from skolespor.children.queries.caseloads import Caseload, HandingOver
from skolespor.core.forms import DateField


class HandOverForm(forms.Form):
    """To whom, from when, and whom: all are ticked from the start."""

    receiver = Pick(label=_("Hvem overtager?"), error_messages={"required": _("Vælg en kollega.")})
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
        self.colleagues = receivers
        offer(self, "receiver", receivers, words=_colleague)
        children = [(seat.pk, str(seat.child)) for seat in seats]
        cast(forms.ChoiceField, self.fields["seats"]).choices = children

    def plan(self) -> HandingOver:
        return HandingOver(
            giver=self.giver,
            receiver=self.cleaned_data["receiver"],
            last_day=self.cleaned_data["last_day"],
            handed=[self.children[key] for key in self.cleaned_data["seats"]],
        )


class AssignForm(forms.Form):
    job = Pick(
        label=_("Hvem skal være rådgiver?"), error_messages={"required": _("Vælg en kollega.")}
    )

    def __init__(self, sent: Any, *, owners: Sequence[JobSeat]):
        super().__init__(sent)
        offer(self, "job", owners, words=_colleague)


def _colleague(job: JobSeat) -> str:
    return f"{job.user}, {job.organisation}"
