"""The child's own words, item by item."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.children.forms.parts import Pick, offer
from skolespor.conversations.actions.talking import Heard
from skolespor.conversations.queries.guide import Scale, guide, scale_of, themes
from skolespor.core.forms import DateField, Hinted
from skolespor.promises.actions.saying import Words
from skolespor.promises.rules import DEFAULT_SHARING, LONGEST, Sharing, What

ROWS, MOST_ROWS = 3, 20
"""Rows on an empty page, and on a full one."""
CARD = "card_"
KINDS = {
    What.WORDS: gettext_lazy("Noget, barnet fortalte"),
    What.STRENGTH: gettext_lazy("Noget, barnet er god til eller glad for"),
    What.WISH: gettext_lazy("Et ønske: Barnet skal have svar"),
}


def sharing_choices(*, hinted: bool = True) -> list[tuple[str, str]]:
    """The three choices in the guide's words, with what is true about each."""
    return [
        (one["ref"], Hinted(one["label_da"], one["hint_da"] if hinted else ""))
        for one in guide()["sharing_choices"]["items"]
    ]


class SharingField(forms.ChoiceField):
    """Who may know it. Who has not chosen has chosen »only my adult and me«."""

    def __init__(self, *, hinted: bool = False, **options: Any):
        super().__init__(
            label=gettext_lazy("Hvad siger barnet om, hvem der må vide det?"),
            choices=lambda: sharing_choices(hinted=hinted),
            widget=forms.RadioSelect,
            initial=DEFAULT_SHARING,
            required=False,
            **options,
        )

    def clean(self, value: Any) -> Sharing:
        return Sharing(super().clean(value) or DEFAULT_SHARING)


def asked_choices(band: str) -> list[Any]:
    """Cards with their questions for the age band."""
    cards = [
        (
            one.title,
            [(one.id, _("Kortet: {title}").format(title=one.title))]
            + [(question.id, question.text) for question in one.questions[band]],
        )
        for one in themes()
    ]
    return [("", _("Ikke til et bestemt kort")), *cards]  # fmt: skip


class ItemForm(forms.Form):
    """One thing that the child has said."""

    what = forms.ChoiceField(
        label=gettext_lazy("Hvad er det?"),
        choices=list(KINDS.items()),
        initial=What.WORDS,
        required=False,
    )
    asked = forms.ChoiceField(label=gettext_lazy("Hvilket kort eller spørgsmål?"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Barnets egne ord"),
        help_text=gettext_lazy("Skriv det, som barnet siger det, også når det er skævt."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    sharing = SharingField()

    def __init__(self, *args: Any, band: str, **options: Any):
        super().__init__(*args, **options)
        self.band = band
        cast(forms.ChoiceField, self.fields["asked"]).choices = asked_choices(band)

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        theme, question = self._card(said["asked"])
        return Words(
            text=said["text"],
            what=What(said["what"] or What.WORDS),
            sharing=said["sharing"],
            theme=theme,
            question=question,
        )

    def _card(self, asked: str) -> tuple[str, str]:
        """A card alone, or a question and its card."""
        for theme in themes():
            if asked == theme.id:
                return theme.id, ""
            if asked in {question.id for question in theme.questions[self.band]}:
                return theme.id, asked
        return "", ""


class OneItemForm(ItemForm):
    """The same on a page of its own, where it cannot be left out."""

    sharing = SharingField(hinted=True)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = _("Skriv det, barnet har sagt.")


class TalkForm(forms.Form):
    """The talk as a whole: the day, the cards, the scale, and what the child showed instead."""

    talked_on = DateField(
        label=gettext_lazy("Hvilken dag talte I sammen?"),
        initial=timezone.localdate,
        error_messages={"required": gettext_lazy("Skriv den dag, I talte sammen.")},
    )
    scale = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    scale_sharing = SharingField()
    showed = forms.CharField(
        label=gettext_lazy("Hvad viste barnet?"),
        help_text=gettext_lazy("Kun du og barnet kan læse det her."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    rows = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=MOST_ROWS, initial=ROWS
    )

    def __init__(self, *args: Any, band: str, **options: Any):
        super().__init__(*args, **options)
        self.scale_shown = scale_of(band)
        field = cast(forms.ChoiceField, self.fields["scale"])
        field.label = self.scale_shown.text
        field.choices = [("", _("Barnet sprang over")), *scale_choices(self.scale_shown)]
        for theme in themes():
            self.fields[CARD + theme.id] = forms.BooleanField(
                label=theme.title, help_text=theme.adult_hint, required=False
            )

    @property
    def cards(self) -> list[forms.BoundField]:
        return [self[CARD + theme.id] for theme in themes()]

    @property
    def chosen(self) -> set[str]:
        return {theme.id for theme in themes() if self.cleaned_data[CARD + theme.id]}


def scale_choices(scale: Scale) -> list[tuple[str, str]]:
    """Faces by their words, numbers by themselves: as the child says it."""
    numbers = (str(number) for number in range(scale.lowest, scale.highest + 1))
    return [(one, one) for one in (scale.labels or numbers)]


class Sheet:
    """All of the page on which an adult writes while they talk: the whole, and a row for each thing."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        band: str,
        began: Mapping[str, Any],
        is_longer: bool = False,
    ):
        self.rows = rows_in(data if data is not None else began)
        self.whole = TalkForm(data, band=band, initial=began)
        self.items = [
            ItemForm(data, band=band, prefix=f"item{n}", initial=_of_row(began, n))
            for n in range(self.rows)
        ]
        self.whole.initial = {**self.whole.initial, "rows": self.rows}
        if is_longer:
            self.items[-1].fields["text"].widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        """All of them are looked at, so that everything that is wrong is said at once."""
        looked_at = [form.is_valid() for form in (self.whole, *self.items)]
        return all(looked_at)

    @property
    def heard(self) -> Heard:
        items = [item.words for item in self.items if item.cleaned_data["text"].strip()]
        scale = list(self._scale())
        return Heard(
            talked_on=self.whole.cleaned_data["talked_on"],
            items=[*scale, *items],
            themes=self.whole.chosen | {item.theme for item in items if item.theme},
            showed=self.whole.cleaned_data["showed"],
        )

    def _scale(self) -> Iterable[Words]:
        said = self.whole.cleaned_data
        if said["scale"]:
            asked = self.whole.scale_shown.id
            yield Words(text=said["scale"], sharing=said["scale_sharing"], question=asked)


def rows_in(answers: Mapping[str, Any]) -> int:
    """As many as were there: by their number on the page, or by what a draft has kept of them."""
    told = str(answers.get("rows", ""))
    if told.isdecimal():
        return min(max(int(told), 1), MOST_ROWS)
    kept = [n for n in range(MOST_ROWS) if answers.get(f"item{n}-text")]
    return max([ROWS, *(n + 1 for n in kept)])


def one_more(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is on the page, and a row more."""
    return {**answers, "rows": str(min(rows_in(answers) + 1, MOST_ROWS))}


def _of_row(answers: Mapping[str, Any], n: int) -> dict[str, Any]:
    begins = f"item{n}-"
    return {
        name.removeprefix(begins): value
        for name, value in answers.items()
        if name.startswith(begins) and value
    }


class DutyForm(forms.Form):
    has_said = forms.BooleanField(required=False)

    def __init__(self, *args: Any, by_phone: bool, **options: Any):
        super().__init__(*args, **options)
        words = _("Den voksne har sagt det") if by_phone else _("Jeg har sagt det")
        self.fields["has_said"].label = words


class AgreementForm(forms.Form):
    """Who does what, and by when."""

    text = forms.CharField(
        label=gettext_lazy("Hvad har I aftalt?"),
        help_text=gettext_lazy(
            "Skriv, hvem der gør hvad. Barnet læser det. Lov kun det, I kan holde."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv, hvad I har aftalt.")},
    )
    owner = Pick(
        label=gettext_lazy("Hvem har lovet det?"),
        help_text=gettext_lazy("Den, der har lovet noget, kan altid læse aftalen og får besked."),
        error_messages={"required": gettext_lazy("Vælg, hvem der har lovet det.")},
    )
    agreed_for = DateField(
        label=gettext_lazy("Hvornår skal det være sket?"),
        error_messages={"required": gettext_lazy("Skriv, hvornår det skal være sket.")},
    )
    sharing = SharingField(hinted=True)

    def __init__(self, *args: Any, people: Sequence[Any], **options: Any):
        super().__init__(*args, **options)
        offer(self, "owner", people)
