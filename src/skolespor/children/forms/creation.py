from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.models import Organisation
from skolespor.children.actions.creation import Home, School
from skolespor.children.actions.search import Asked
from skolespor.children.forms.parts import CHOOSE, Pick, municipality_of, offer
from skolespor.children.queries.creation import Beginning
from skolespor.core.content import choices, code_list, in_language
from skolespor.core.forms import DateField, day_words

NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
SECRET_NUMBER = NUMBER | {"class": "no-draft", "maxlength": "11"}
"""A CPR number is typed, used and stored encrypted with the child; never kept in a draft."""


class SearchForm(forms.Form):
    """The number, or the name and the birth year."""

    cpr = forms.CharField(
        label=_("Hvad er barnets CPR-nummer?"),
        help_text=_("Ti cifre. Har du det ikke, så lad feltet stå tomt, og skriv navn og år."),
        required=False,
        max_length=11,
        widget=forms.TextInput(attrs=SECRET_NUMBER),
    )
    first_name = forms.CharField(label=_("Fornavn"), required=False, max_length=100)
    last_name = forms.CharField(label=_("Efternavn"), required=False, max_length=100)
    birth_year = forms.IntegerField(
        label=_("Fødselsår"),
        required=False,
        min_value=1900,
        max_value=2100,
        widget=forms.TextInput(attrs=NUMBER | {"maxlength": "4"}),
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = self.cleaned_data
        if not (self.errors or answers["cpr"]):
            if not answers["first_name"]:
                self.add_error("first_name", _("Skriv fornavnet, eller søg på CPR-nummer."))
            if not answers["birth_year"]:
                self.add_error("birth_year", _("Skriv fødselsåret, eller søg på CPR-nummer."))
        return answers

    def asked(self, *, origin: str, step: str) -> Asked:
        return Asked(**self.cleaned_data, origin=origin, step=step)


@dataclass(frozen=True)
class Section:
    """Questions that may wait, folded away until there is something in them."""

    heading: Any
    fields: list[BoundField]
    is_open: bool


class CreateForm(forms.Form):
    """Name, birth year and acting municipality are enough; all else can be written later.

    Field names are those that the rules point at.
    """

    token = forms.RegexField(r"^[a-zA-Z0-9]{1,40}$", widget=forms.HiddenInput)
    first_name = forms.CharField(
        label=_("Hvad er barnets fornavn?"),
        max_length=100,
        error_messages={"required": _("Skriv barnets fornavn.")},
    )
    birth_year = forms.IntegerField(
        label=_("Hvilket år er barnet født?"),
        help_text=_("Skal udfyldes, hvis du ikke skriver fødselsdato eller CPR-nummer."),
        required=False,
        widget=forms.TextInput(attrs=NUMBER | {"maxlength": "4"}),
    )
    acting_municipality = Pick(
        label=_("Hvilken kommune er handlekommune?"),
        help_text=_("Den kommune, der har ansvaret for barnet."),
        error_messages={"required": _("Vælg den kommune, der har ansvaret.")},
    )
    last_name = forms.CharField(label=_("Efternavn"), required=False, max_length=100)
    birth_date = DateField(label=_("Fødselsdato"), required=False)
    cpr = forms.CharField(
        label=_("CPR-nummer"),
        help_text=_("Bliver gemt krypteret. Kladden husker det ikke."),
        required=False,
        max_length=11,
        widget=forms.TextInput(attrs=SECRET_NUMBER),
    )
    is_protected = forms.BooleanField(
        label=_("Barnets adresse er beskyttet"),
        help_text=_("Så er sted og skole skjult for alle, der ikke er valgt til at se dem."),
        required=False,
    )
    organisation = Pick(
        label=_("Hvor bor barnet?"),
        help_text=_("Står stedet ikke på listen, så skriv det nedenfor."),
        required=False,
    )
    place_name = forms.CharField(
        label=_("Eller skriv stedets navn"), required=False, max_length=200
    )
    municipality = Pick(label=_("Hvilken kommune ligger stedet i?"), required=False)
    type = forms.ChoiceField(label=_("Hvad er det for et sted?"), required=False)
    since = DateField(label=_("Hvornår flyttede barnet ind?"), required=False)
    school = Pick(label=_("Hvilken skole går barnet på?"), required=False)
    grade = forms.TypedChoiceField(
        label=_("Klassetrin"), required=False, coerce=int, empty_value=None
    )
    class_name = forms.CharField(
        label=_("Klasse"), help_text=_("For eksempel 3.B"), required=False, max_length=20
    )
    school_since = DateField(
        label=_("Hvornår begyndte barnet på skolen?"),
        help_text=_("Lad feltet stå tomt, hvis det var samme dag som indflytningen."),
        required=False,
    )
    team = Pick(
        label=_("Hvilket team skal følge barnet?"),
        help_text=_("Teamets leder kan se barnet."),
        required=False,
    )

    def __init__(self, begin: Beginning, sent: Any = None, given: Mapping[str, Any] | None = None):
        self.begin = begin
        self.preset = {"since": day_words(timezone.localdate())}
        fresh = {"token": get_random_string(20)} | self.preset
        super().__init__(sent, initial=fresh | dict(given or {}))
        self._offer()
        self._drop()

    def _offer(self) -> None:
        begin = self.begin
        offer(self, "acting_municipality", begin.municipalities)
        offer(self, "organisation", begin.places, group=municipality_of)
        offer(self, "municipality", begin.municipalities)
        offer(self, "school", begin.schools, group=municipality_of)
        offer(self, "team", begin.teams)
        grades = [(g["value"], in_language(g, "label")) for g in code_list("grades").values()]
        cast(forms.ChoiceField, self.fields["type"]).choices = [CHOOSE, *self._types()]
        cast(forms.ChoiceField, self.fields["grade"]).choices = [CHOOSE, *grades]

    def _types(self) -> list[tuple[str, str]]:
        """A school says "bor hos en familie" and nothing more; each such word stands once."""
        if not self.begin.at_school:
            return choices("placement_types")
        neutral: dict[str, str] = {}
        for code, item in code_list("placement_types").items():
            neutral.setdefault(in_language(item, "neutral_label"), code)
        return [(code, words) for words, code in neutral.items()]

    def _drop(self) -> None:
        """What is given by the creator's job is not asked."""
        given = ["school"] if self.begin.at_school else ["acting_municipality"]
        if len(self.begin.teams) < 2:
            given.append("team")
        for name in given:
            del self.fields[name]

    @property
    def fixed_acting(self) -> Organisation | None:
        """An authority creates its own children: told, not asked."""
        return None if self.begin.at_school else self.begin.own

    @property
    def needed(self) -> list[BoundField]:
        return self._present("first_name", "birth_year", "acting_municipality")

    @property
    def later(self) -> list[Section]:
        groups = (
            (_("Mere om barnet"), ("last_name", "birth_date", "cpr", "is_protected")),
            (_("Hvor barnet bor"), ("organisation", "place_name", "municipality", "type", "since")),
            (_("Skole og klasse"), ("school", "grade", "class_name", "school_since")),
            (_("Team"), ("team",)),
        )
        shown = [(heading, self._present(*names)) for heading, names in groups]
        return [
            Section(heading, fields, is_open=any(map(self._is_answered, fields)))
            for heading, fields in shown
            if fields
        ]

    def _is_answered(self, field: BoundField) -> bool:
        nothing = (None, "", False, self.preset.get(field.name))
        return bool(field.errors) or field.value() not in nothing

    def _present(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = self.cleaned_data
        if not any(answers.get(name) for name in ("birth_year", "birth_date", "cpr")):
            self._ask("birth_year", _("Skriv, hvilket år barnet er født."))
        if self._place_given() and not answers.get("type"):
            self._ask("type", _("Vælg, hvad det er for et sted."))
        if answers.get("organisation") and answers.get("place_name"):
            self._ask(
                "place_name", _("Du har både valgt et sted og skrevet et. Tøm et af felterne.")
            )
        grade_given = answers.get("grade") is not None or answers.get("class_name")
        if "school" in self.fields and grade_given and not answers.get("school"):
            self._ask("school", _("Vælg skolen, eller fjern klassetrin og klasse."))
        return answers

    def _ask(self, field: str, question: Any) -> None:
        if field not in self.errors:
            self.add_error(field, question)

    def _place_given(self) -> bool:
        names = ("organisation", "place_name", "municipality", "type")
        return any(self.cleaned_data.get(name) for name in names)

    # What the action gets

    def facts(self) -> dict[str, Any]:
        answers = self.cleaned_data
        child = ("first_name", "last_name", "birth_year", "birth_date", "cpr", "is_protected")
        return {
            **{name: answers[name] for name in child},
            "acting_municipality": answers.get("acting_municipality") or self.fixed_acting,
            "team": answers["team"] if "team" in self.fields else self.begin.only_team,
            "since": answers["since"],
            "home": self._home(),
            "school": self._school(),
        }

    def _home(self) -> Home | None:
        if not self._place_given():
            return None
        names = ("type", "organisation", "place_name", "municipality")
        house: Organisation | None = self.cleaned_data["organisation"]
        address = house.address if house else ""
        return Home(**{name: self.cleaned_data[name] for name in names}, address=address)

    def _school(self) -> School | None:
        answers = self.cleaned_data
        school = self.begin.job.organisation if self.begin.at_school else answers.get("school")
        if school is None:
            return None
        return School(school, answers["grade"], answers["class_name"], answers["school_since"])

    def written(self) -> list[Mapping[str, Any]]:
        """What was typed, to be read once more before it is saved."""
        moot = set() if self._place_given() else {"since"}
        answered = [f for f in self.visible_fields() if f.data and f.name not in moot]
        return [{"label": field.label, "value": self._words(field)} for field in answered]

    def _words(self, field: BoundField) -> Any:
        answer = self.cleaned_data[field.name]
        if isinstance(field.field, forms.BooleanField):
            return _("Ja")
        if isinstance(answer, Organisation):
            return answer.name
        if isinstance(field.field, forms.ChoiceField):
            return dict(field.field.choices).get(answer, answer)  # type: ignore[arg-type]  # an answer is a text
        return field.data
