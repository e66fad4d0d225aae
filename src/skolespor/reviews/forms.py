from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skolespor.core.content import in_language, read_yaml
from skolespor.core.forms import MAX_TEXT, AboutNoChild, DateField
from skolespor.reviews.rules.given import Given
from skolespor.reviews.rules.instrument import FILE, Statement, Theme
from skolespor.reviews.rules.shown import Mode

UNKNOWN = "unknown"
NO_NUMBER = "none"
SHORT = 2_000
"""Longest answer in words and longest wording of a statement, in characters."""


def _text(
    label: Any, *, help_text: Any = "", rows: int = 4, missing: Any = "", longest: int = MAX_TEXT
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        error_messages={"required": missing},
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class BeginForm(forms.Form):
    themes = forms.MultipleChoiceField(
        label=_("Hvilke temaer vil I se på?"),
        help_text=_(
            "Alle temaer tager omkring et kvarter at svare på. Vælg færre, hvis I hellere vil i dybden."
        ),
        error_messages={"required": _("Vælg mindst ét tema.")},
        widget=forms.CheckboxSelectMultiple,
    )
    answer_by = DateField(
        label=_("Hvornår skal I have svaret?"),
        help_text=_("Skriv dd-mm-åååå. To til tre uger er passende."),
        error_messages={"required": _("Vælg en dag efter i dag og højst et halvt år frem.")},
    )

    def __init__(self, *args: Any, themes: Iterable[Theme], **options: Any):
        super().__init__(*args, **options)
        field: Any = self.fields["themes"]
        field.choices = [(theme.id, theme.title) for theme in themes]
        field.initial = [theme.id for theme in themes]


class DateForm(forms.Form):
    answer_by = DateField(label=_("Hvornår skal I have svaret?"))


class DropForm(forms.Form):
    """What cannot be undone is not one press of a button."""

    sure = forms.BooleanField(
        label=_("Ja, slet alle svar i runden"),
        error_messages={"required": _("Sæt kryds, hvis alle svar skal slettes.")},
    )


class InviteForm(forms.Form):
    people = _text(
        _("Hvem skal svare for linjen?"),
        help_text=_(
            "Skriv en person på hver linje: navn og mailadresse. Den første vælger, hvordan linjen svarer, "
            "hvis ingen gør det endnu."
        ),
        rows=5,
        missing=_("Skriv mindst én person: navn og mailadresse."),
        longest=10_000,
    )


def modes() -> dict[str, Mapping[str, Any]]:
    return {one["id"]: one for one in read_yaml(FILE)["meta"]["answer_modes"]}


class ModeForm(forms.Form):
    mode = forms.TypedChoiceField(
        label=_("Hvordan svarer I?"),
        coerce=Mode,
        error_messages={"required": _("Vælg, hvordan I svarer.")},
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        field: Any = self.fields["mode"]
        field.choices = [(key, in_language(one, "label")) for key, one in modes().items()]


def scale() -> list[tuple[str, str, str]]:
    """Value, label and hint of each step, *ved ikke* last."""
    return [
        (
            UNKNOWN if step["value"] is None else str(step["value"]),
            in_language(step, "label"),
            in_language(step, "hint"),
        )
        for step in read_yaml(FILE)["scale"]
    ]


def step_words() -> dict[str, str]:
    return {value: words for value, words, _hint in scale()}


class AnswerForm(AboutNoChild):
    """The statements of one theme. `was_` and `seen` say what stood there when the page was opened; they
    are text, so that the script that saves on the way sends them too."""

    def __init__(
        self,
        *args: Any,
        statements: Iterable[Statement],
        line: str,
        stored: Mapping[str, Given],
        version: int,
        **options: Any,
    ):
        super().__init__(*args, **options)
        self.statements = list(statements)
        for one in self.statements:
            now = stored.get(one.id, Given())
            self.fields[f"value_{one.id}"] = _choice(one.for_line(line), now)
            self.fields[f"text_{one.id}"] = _evidence(one, now)
            self.fields[f"was_{one.id}"] = _remembered(now.mark)
        self.fields["seen"] = _remembered(str(version))

    def given(self) -> dict[str, Given]:
        return {one.id: self._given(one.id) for one in self.statements}

    def _given(self, pk: str) -> Given:
        chosen, text = self.cleaned_data[f"value_{pk}"], self.cleaned_data[f"text_{pk}"]
        text = text.replace("\r\n", "\n")
        if not chosen:
            return Given(text=text)
        return Given(True, None if chosen == UNKNOWN else int(chosen), text)

    def begun_with(self) -> dict[str, str]:
        return {one.id: self.cleaned_data[f"was_{one.id}"] for one in self.statements}

    def seen(self) -> int:
        typed = self.cleaned_data["seen"]
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "choice": self[f"value_{one.id}"],
                "text": self[f"text_{one.id}"],
                "was": self[f"was_{one.id}"],
            }
            for one in self.statements
        ]


def _choice(text: str, now: Given) -> forms.ChoiceField:
    chosen = (UNKNOWN if now.value is None else str(now.value)) if now.is_given else None
    return forms.ChoiceField(
        label=text,
        required=False,
        choices=[
            (value, words if value == UNKNOWN else f"{value}: {words}")
            for value, words, _hint in scale()
        ],
        initial=chosen,
        widget=forms.RadioSelect,
    )


def _evidence(statement: Statement, now: Given) -> forms.CharField:
    field = _text(
        statement.prompt or _("Hvad bygger I svaret på?"),
        help_text=_("Kort, og ingen navne på børn."),
        rows=2,
        longest=SHORT,
    )
    field.initial = now.text
    return field


def _remembered(value: str) -> forms.CharField:
    hidden = forms.TextInput(attrs={"hidden": True, "tabindex": "-1", "autocomplete": "off"})
    return forms.CharField(required=False, initial=value, max_length=40, widget=hidden)


def _agreed_value(chosen: str) -> int | None:
    return None if chosen == NO_NUMBER else int(chosen)


class AgreeForm(AboutNoChild):
    value = forms.TypedChoiceField(
        label=_("Hvor er vi samlet set?"),
        coerce=_agreed_value,
        error_messages={"required": _("Vælg et tal, eller at I ikke kan blive enige om et.")},
        widget=forms.RadioSelect,
    )
    note = _text(
        _("Hvad er vi enige om, og hvad er vi stadig uenige om?"),
        help_text=_(
            "Skriv uenigheden ned. Den er stof til det videre arbejde. Ingen navne på børn."
        ),
        missing=_("Skriv, hvad I er enige og uenige om."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        steps = [
            (value, f"{value}: {words}") for value, words, _hint in scale() if value != UNKNOWN
        ]
        field: Any = self.fields["value"]
        field.choices = [*steps, (NO_NUMBER, _("Vi kan ikke blive enige om et tal"))]


class FocusForm(AboutNoChild):
    words = forms.CharField(
        label=_("Hvad vil I arbejde med?"),
        max_length=200,
        error_messages={"required": _("Skriv, hvad I vil arbejde med.")},
    )
    why = _text(
        _("Hvorfor lige det?"),
        help_text=_("Hvad har I set i svarene, og hvad skal blive bedre for børnene?"),
        missing=_("Skriv, hvorfor I vælger det."),
    )


class ChangeFocusForm(FocusForm):
    alone = _text(
        _("Hvorfor er ét fokus nok?"),
        help_text=_("Kun hvis I ikke vælger flere. Ellers må feltet være tomt."),
        rows=2,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class WordsForm(AboutNoChild):
    """A municipality's own wording. Empty means: as in the content."""

    text = _text(_("Udsagnet i én sætning"), rows=2, longest=SHORT)
    school = _text(_("Sådan læser skolen det"), rows=2, longest=SHORT)
    authority = _text(_("Sådan læser myndigheden det"), rows=2, longest=SHORT)
    placement = _text(_("Sådan læser anbringelsesstedet det"), rows=2, longest=SHORT)
    prompt = _text(_("Hvad kan svaret bygge på?"), rows=2, longest=SHORT)


class RewordForm(WordsForm):
    is_left_out = forms.BooleanField(label=_("Spørg ikke om det hos os"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)


class AddForm(WordsForm):
    text = _text(
        _("Udsagnet i én sætning"),
        help_text=_("Skriv, som om det er sandt: Vi gør … Så kan man svare, hvor langt I er."),
        rows=2,
        missing=_("Skriv udsagnet."),
        longest=SHORT,
    )
