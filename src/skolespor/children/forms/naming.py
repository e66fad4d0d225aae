from collections.abc import Sequence
from itertools import groupby
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import JobSeat
from skolespor.accounts.roles import Role
from skolespor.children.models import Naming

FEW = 7
"""So many choices can be seen at once; more go in a drop-down."""
CHOOSE_SOMEBODY = {"required": _("Vælg en kollega."), "invalid_choice": _("Vælg en kollega.")}


class NameForm(forms.Form):
    """One of the staff, and what that person is for the child."""

    job = forms.ChoiceField(label=_("Hvem?"), error_messages=CHOOSE_SOMEBODY)
    role = forms.ChoiceField(
        label=_("Hvad er personen for barnet?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad personen er for barnet.")},
    )

    def __init__(self, sent: Any, *, staff: Sequence[JobSeat], roles: Sequence[Role]):
        super().__init__(sent)
        self.staff = {str(job.pk): job for job in staff}
        self.roles = roles
        offered: list[tuple[str, Any]] = [
            (key, f"{job.user}, {job.role_label}") for key, job in self.staff.items()
        ]
        if len(offered) <= FEW:
            self.fields["job"] = forms.ChoiceField(
                label=_("Hvem?"), widget=forms.RadioSelect, error_messages=CHOOSE_SOMEBODY
            )
            self.order_fields(["job", "role"])
        else:
            offered.insert(0, ("", _("Vælg")))
        cast(forms.ChoiceField, self.fields["job"]).choices = offered
        offered_roles = [(role.value, role.label) for role in roles]
        cast(forms.ChoiceField, self.fields["role"]).choices = offered_roles
        if len(roles) == 1:
            del self.fields["role"]

    def facts(self) -> dict[str, Any]:
        role = self.cleaned_data.get("role") or self.roles[0]
        return {"job": self.staff[self.cleaned_data["job"]], "role": role}


class RenewForm(forms.Form):
    """Everybody who is named, child by child; a tick means: stays."""

    staying = forms.MultipleChoiceField(
        label=_("Hvem bliver?"),
        help_text=_("Fjern krydset ved dem, der stopper."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Listen er ændret imens. Gå den igennem igen.")},
    )

    def __init__(self, sent: Any, *, waiting: Sequence[Naming]):
        super().__init__(sent, initial={"staying": [naming.pk for naming in waiting]})
        self.waiting = waiting
        by_child = groupby(waiting, key=lambda naming: naming.seat.child)
        cast(forms.ChoiceField, self.fields["staying"]).choices = [
            (str(child), [(naming.pk, _who(naming)) for naming in namings])
            for child, namings in by_child
        ]

    def facts(self) -> dict[str, list[Naming]]:
        ticked = set(self.cleaned_data["staying"])
        return {
            "staying": [naming for naming in self.waiting if str(naming.pk) in ticked],
            "stopping": [naming for naming in self.waiting if str(naming.pk) not in ticked],
        }


def _who(naming: Naming) -> str:
    return f"{naming.job.user}, {naming.role_label}"
