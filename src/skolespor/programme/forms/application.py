from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from skolespor.accounts.lines import Level, Line
from skolespor.accounts.models import User
from skolespor.core.content import in_language, read_yaml
from skolespor.core.forms import MAX_TEXT, AboutNoChild, DateField
from skolespor.programme.queries.courses import Half, halves
from skolespor.programme.rules.application import FIELDS, LEADERS, half_years_from

NO_LINE = ("", _("På tværs af linjerne"))
LINES = [*((line.value, line.label) for line in Line), NO_LINE]
LEVELS = [(level.value, level.label) for level in Level]
PLANNED_AHEAD = 4
"""Half-years that one plans for, this one included."""
MONTH_HELP = _("Fx januar 2027.")
NUMBER_HELP = _("Et cirka-tal er nok. Er det færre end fem, så skriv »færre end 5«.")
HINTS = {"af_time": MONTH_HELP, "af_numbers": NUMBER_HELP, "af_hosted": NUMBER_HELP}
SHORT = {"af_time", "af_numbers", "af_hosted"}


class PersonForm(forms.Form):
    """Who somebody is, and where mail reaches them."""

    name = forms.CharField(label=_("Navn"), max_length=200)
    title = forms.CharField(label=_("Stilling"), max_length=120)
    email = forms.EmailField(label=_("Mail på arbejdet"), max_length=254)


class ApplyForm(PersonForm):
    """Begun on the open page."""

    municipality = forms.ChoiceField(label=_("Kommune"))
    phone = forms.CharField(label=_("Telefon"), max_length=30)
    field_order = ("municipality", "name", "title", "email", "phone")

    def __init__(self, *args: Any, municipalities: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["municipality"]
        chosen.choices = [("", _("Vælg kommune")), *municipalities.items()]


class AddressForm(forms.Form):
    """Where a new link is sent."""

    email = forms.EmailField(label=_("Mail på arbejdet"), max_length=254)


class InviteForm(PersonForm):
    """A co-applicant: from which line, on which level, and whether they write."""

    line = forms.ChoiceField(
        label=_("Linje"), choices=LINES, widget=forms.RadioSelect, required=False
    )
    level = forms.ChoiceField(label=_("Niveau"), choices=LEVELS, widget=forms.RadioSelect)
    may_write = forms.BooleanField(
        label=_("Skal skrive med på henvendelsen"), required=False, initial=True
    )


class PartForm(AboutNoChild):
    """A part of the application. Nothing is required before it is sent: a half answer is kept."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        asked = {
            one["id"]: one
            for one in read_yaml("advisory_course.yaml")["application_form"]["fields"]
        }
        self.names = FIELDS[part]
        for name in self.names:
            self.fields[name] = _field(name, in_language(asked[name], "label"))
        self.order_fields([*self.names, "not_a_child", "seen"])

    @property
    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.names}


def _field(name: str, label: str) -> forms.Field:
    if name == "af_leaders":
        return forms.ChoiceField(
            label=label, choices=list(LEADERS.items()), widget=forms.RadioSelect, required=False
        )
    if name in SHORT:
        return forms.CharField(label=label, help_text=HINTS[name], max_length=60, required=False)
    area = forms.Textarea({"rows": 6})
    return forms.CharField(label=label, widget=area, max_length=MAX_TEXT, required=False)


class SendForm(forms.Form):
    confirm = forms.BooleanField(
        label=_("Der står ikke noget om enkelte børn i henvendelsen"), required=False
    )


class WordsForm(AboutNoChild):
    """What is said with a step, when something is said."""

    words = forms.CharField(
        label=_("Vil I skrive noget til styrelsen?"),
        widget=forms.Textarea({"rows": 5}),
        max_length=MAX_TEXT,
        required=False,
    )


class ReplyForm(AboutNoChild):
    """What the agency says, and when both talk again."""

    words = forms.CharField(
        label=_("Hvad skal kommunen vide?"),
        widget=forms.Textarea({"rows": 6}),
        max_length=MAX_TEXT,
        required=False,
    )
    next_on = DateField(label=_("Hvornår taler vi sammen?"), required=False)


class AgainForm(forms.Form):
    next_on = DateField(label=_("Hvornår taler vi sammen?"), required=False)


class OfferForm(forms.Form):
    half_year = forms.ChoiceField(label=_("I hvilket halvår begynder forløbet?"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["half_year"]
        names = half_years_from(timezone.localdate(), PLANNED_AHEAD)
        chosen.choices = [(one.half_year, _with_room(one)) for one in halves(names)]


class NoteForm(AboutNoChild):
    """`is_shared` has no choice made beforehand: who reads it is decided each time."""

    text = forms.CharField(label=_("Note"), widget=forms.Textarea({"rows": 8}), max_length=MAX_TEXT)
    is_shared = forms.TypedChoiceField(
        label=_("Hvem kan læse den?"),
        choices=[("no", _("Kun styrelsen")), ("yes", _("Styrelsen og kommunen"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )


class AdviserForm(forms.Form):
    adviser = forms.ModelChoiceField(label=_("Konsulent"), queryset=User.objects.none())
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, advisers: Sequence[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["adviser"]
        chosen.queryset = User.objects.filter(pk__in=[one.pk for one in advisers])


class PlacesForm(forms.Form):
    places = forms.IntegerField(label=_("Så mange forløb kan begynde"))


def _with_room(one: Half) -> str:
    """Also how many have a place there, where somebody has written how many there are."""
    name = half_year_words(one.half_year)
    if one.places is None:
        return name
    words = gettext("{half}: {taken} af {places} pladser")
    return words.format(half=name, taken=one.taken, places=one.places)


def half_year_words(half_year: str) -> str:
    """2027-1 is »forår 2027«."""
    if not half_year:
        return ""
    year, half = half_year.split("-")
    words = gettext("forår {year}") if half == "1" else gettext("efterår {year}")
    return words.format(year=year)
