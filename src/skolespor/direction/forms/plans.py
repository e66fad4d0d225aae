from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.models import JobSeat
from skolespor.core.forms import AboutNoChild
from skolespor.core.no_child import CONFIRMS
from skolespor.direction.actions.plans import Doing
from skolespor.direction.queries.plans import Part, Step, nameable
from skolespor.direction.rules.plans import MAX_WHO, MAX_WORDS, Answered


class PartForm(AboutNoChild):
    """One phase: for each step who does it, by what, and the place's own words for it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        part: Part,
        staff: Sequence[JobSeat],
        place: Any,
        typed: Mapping[str, Any] | None = None,
    ):
        began = {"seen": part.version} | _began(part) | dict(typed or {})
        super().__init__(data, initial=began)
        self.part = part
        self.names = {job.pk: job.user.name for job in staff}
        for step in part.own:
            jobs = nameable(staff, place, step.must.role)
            self.fields |= _fields(step, jobs)
        self.order_fields([*(name for name in self.fields if name != CONFIRMS), CONFIRMS])

    @property
    def groups(self) -> list[tuple[Step, list[BoundField]]]:
        """Each step with its fields."""
        return [
            (step, [self[f"{step.must.id}-{name}"] for name in NAMES if self._has(step, name)])
            for step in self.part.own
        ]

    @property
    def doing(self) -> dict[str, Doing]:
        return {
            step.must.id: Doing(
                job_id=self._of(step, "job"),
                who=self._of(step, "who"),
                means=self._of(step, "means"),
                words=self._of(step, "words"),
            )
            for step in self.part.own
        }

    def _has(self, step: Step, name: str) -> bool:
        return f"{step.must.id}-{name}" in self.fields

    def _of(self, step: Step, name: str) -> Any:
        return self.cleaned_data.get(f"{step.must.id}-{name}") or (None if name == "job" else "")


NAMES = ("job", "who", "means", "words")


def _began(part: Part) -> dict[str, Any]:
    return {
        f"{step.must.id}-{name}": value
        for step in part.own
        if step.row
        for name, value in (
            ("job", step.row.job_id or ""),
            ("who", step.row.who),
            ("means", step.row.means),
            ("words", step.row.words),
        )
    }


def _fields(step: Step, jobs: Sequence[JobSeat]) -> dict[str, forms.Field]:
    people = [("", _("Ingen bestemt person")), *((job.pk, _named(job)) for job in jobs)]
    fields: dict[str, forms.Field] = {
        "job": forms.TypedChoiceField(
            label=gettext_lazy("Hvem gør det?"),
            choices=people,
            coerce=int,
            empty_value=None,
            required=False,
            help_text=_left(step),
            error_messages={
                "invalid_choice": gettext_lazy("Personen arbejder ikke her mere. Vælg en anden.")
            },
        ),
        "who": forms.CharField(
            label=gettext_lazy("Eller skriv, hvem det er"),
            help_text=gettext_lazy("For eksempel en stilling eller et team."),
            max_length=MAX_WHO,
            required=False,
        ),
        "means": forms.CharField(
            label=gettext_lazy("Hvordan?"),
            help_text=gettext_lazy("Et skema, et møde, et nummer."),
            max_length=MAX_WORDS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
        "words": forms.CharField(
            label=gettext_lazy("Vil I sige trinet med jeres egne ord?"),
            max_length=MAX_WORDS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
    }
    if len(people) == 1:
        del fields["job"]
        fields["who"].label = gettext_lazy("Hvem gør det?")
        fields["who"].help_text = _left(step) or fields["who"].help_text
    return {f"{step.must.id}-{name}": field for name, field in fields.items()}


def _left(step: Step) -> str:
    """Who was named and has left is not among those who can be chosen: the page says so."""
    if step.state is not Answered.GONE:
        return ""
    return _("{name} stod her før, men arbejder her ikke mere.").format(name=step.person)


def _named(job: JobSeat) -> str:
    return _("{name}, {role}").format(name=job.user.name, role=job.role_label)
