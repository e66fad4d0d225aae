"""Questions about where the child lives and goes to school."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import Organisation
from skolespor.children.forms.parts import (
    CHOOSE,
    Pick,
    ReasonForm,
    TwoSteps,
    let_choose,
    municipality_of,
    offer,
)
from skolespor.children.models import Enrolment, Placement
from skolespor.core.content import code_list, in_language
from skolespor.core.forms import DateField

GOES_BOTH = "both"
ASIDE = ("reason", "seen")
"""Questions of a correction that are no facts about the place or the school."""


class PlaceFields(forms.Form):
    """A place that Skolespor knows, or its name and municipality in words."""

    organisation = Pick(
        label=_("Hvor skal barnet bo?"),
        help_text=_("Vælg stedet på listen. Står det der ikke, så skriv det nedenfor."),
        required=False,
    )
    place_name = forms.CharField(
        label=_("Hvad hedder stedet, hvis det ikke står på listen?"), required=False, max_length=200
    )
    municipality = Pick(label=_("Hvilken kommune ligger det i?"), required=False)
    address = forms.CharField(label=_("Hvad er adressen?"), required=False, max_length=300)
    type = forms.ChoiceField(
        label=_("Hvad er det for et sted?"), error_messages={"required": _("Vælg slags sted.")}
    )
    since = DateField(label=_("Hvilken dag flytter barnet ind?"), initial=timezone.localdate)
    legal_basis = forms.ChoiceField(
        label=_("På hvilket grundlag?"),
        help_text=_("Skolen og plejefamilien ser det ikke."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        places: Iterable[Organisation],
        municipalities: Iterable[Organisation],
        knows_reason: bool,
        **options: Any,
    ):
        super().__init__(*args, **options)
        offer(self, "organisation", places, group=municipality_of)
        offer(self, "municipality", municipalities)
        let_choose(self, "type", "placement_types")
        let_choose(self, "legal_basis", "legal_bases")
        if not knows_reason:
            del self.fields["legal_basis"]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = self.cleaned_data
        if answers.get("organisation") and answers.get("place_name"):
            self.add_error(
                "place_name",
                _("Du har både valgt et sted og skrevet et. Tøm et af felterne."),
            )
        return answers

    @property
    def facts(self) -> dict[str, Any]:
        """A known place brings its municipality and its address with it."""
        facts = {name: self.cleaned_data[name] for name in self.fields if name not in ASIDE}
        house = facts["organisation"]
        if house:
            facts |= {"municipality": house.home_municipality, "place_name": ""}
            facts["address"] = facts["address"] or house.address
        return facts


class CorrectForm(ReasonForm):
    """What was written wrong. It remembers which version of the child's course it was shown beside."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, spell: Placement | Enrolment, **options: Any):
        options["initial"] = _as_it_stands(spell, self.base_fields) | {"seen": spell.child.version}
        super().__init__(*args, **options)
        self.spell = spell

    def begin_again(self) -> None:
        """Keep the answers, beside what stands now."""
        self.spell.child.refresh_from_db(fields=["version"])
        self.data = dict(self.data.items()) | {"seen": self.spell.child.version}


class MoveForm(TwoSteps, PlaceFields):
    """A new place to live."""


class CorrectPlaceForm(CorrectForm, PlaceFields):
    """What was written wrong about a place."""

    until = DateField(label=_("Hvilken dag flyttede barnet ud?"), required=False)
    field_order = [*PlaceFields.base_fields, "until", "reason"]

    def __init__(self, *args: Any, spell: Placement, **options: Any):
        super().__init__(*args, spell=spell, **options)
        self.wrong = spell
        if "legal_basis" not in self.fields:
            del self.fields["type"]  # the kind of place tells of the reason
        self.fields["organisation"].label = _("Hvor bor barnet?")
        self.fields["since"].label = _("Hvilken dag flyttede barnet ind?")

    @property
    def facts(self) -> dict[str, Any]:
        """The wrong place takes its address with it, unless another one was written."""
        facts = super().facts
        house = facts["organisation"]
        if house and house != self.wrong.organisation and facts["address"] == self.wrong.address:
            facts["address"] = house.address
        return facts


class SchoolFields(forms.Form):
    school = Pick(label=_("Hvilken skole?"), error_messages={"required": _("Vælg en skole.")})
    grade = forms.TypedChoiceField(
        label=_("Hvilket klassetrin?"), required=False, coerce=int, empty_value=None
    )
    class_name = forms.CharField(
        label=_("Hvad hedder klassen?"), help_text=_("Fx 3.B"), required=False, max_length=20
    )
    since = DateField(label=_("Hvad er den første skoledag?"), initial=timezone.localdate)

    def __init__(self, *args: Any, schools: Iterable[Organisation], **options: Any):
        super().__init__(*args, **options)
        offer(self, "school", schools, group=municipality_of)
        cast(forms.ChoiceField, self.fields["grade"]).choices = [CHOOSE, *grades()]

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name not in ASIDE}


class EnrolForm(TwoSteps, SchoolFields):
    """A new school, and whether the child stops at the one it goes to."""

    leaving = Pick(
        label=_("Stopper barnet på skolen, det går på nu?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om barnet stopper på den skole, det går på nu.")},
    )
    end_cause = forms.ChoiceField(label=_("Hvorfor skifter barnet skole?"), required=False)

    def __init__(self, *args: Any, current: list[Enrolment], **options: Any):
        super().__init__(*args, **options)
        both = (GOES_BOTH, _("Nej, barnet går begge steder"))
        offer(self, "leaving", current, words=_stops_at, none=both)
        let_choose(self, "end_cause", "school_change_causes")
        if not current:
            del self.fields["leaving"], self.fields["end_cause"]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = self.cleaned_data
        if answers.get("leaving") and not answers.get("end_cause"):
            self.add_error("end_cause", _("Vælg, hvorfor barnet skifter skole."))
        return answers


def _stops_at(enrolment: Enrolment) -> str:
    return str(_("Ja, barnet stopper på {school}")).format(school=enrolment.school)


class CorrectSchoolForm(CorrectForm, SchoolFields):
    """What was written wrong about a school."""

    until = DateField(label=_("Hvad var den sidste skoledag?"), required=False)
    field_order = [*SchoolFields.base_fields, "until", "reason"]


class EndPlacementForm(TwoSteps):
    last_day = DateField(label=_("Hvad er den sidste dag?"), initial=timezone.localdate)
    end_reason = forms.ChoiceField(
        label=_("Hvorfor flytter barnet ud?"), error_messages={"required": _("Vælg en grund.")}
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        let_choose(self, "end_reason", "placement_end_reasons")


class LeaveForm(TwoSteps):
    last_day = DateField(label=_("Hvad er den sidste skoledag?"), initial=timezone.localdate)
    end_cause = forms.ChoiceField(
        label=_("Hvorfor stopper barnet på skolen?"),
        error_messages={"required": _("Vælg en grund.")},
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        let_choose(self, "end_cause", "school_change_causes")


def grades() -> list[tuple[int, str]]:
    return [(item["value"], in_language(item, "label")) for item in code_list("grades").values()]


def _as_it_stands(spell: Placement | Enrolment, fields: Iterable[str]) -> dict[str, Any]:
    stands = {name: getattr(spell, name, None) for name in fields}
    houses = {name: thing.pk for name, thing in stands.items() if isinstance(thing, Organisation)}
    return stands | houses
