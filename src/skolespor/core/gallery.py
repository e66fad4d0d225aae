"""What is shown on /komponenter/: one example of everything, with people who do not exist."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from skolespor.core.forms import DateField, Hinted

ACCENTS = ("petrol", "blue", "green", "violet", "plum", "brick", "ochre-dark", "slate")


WHO = [
    ("child", Hinted("Kun barnet og mig", "Ingen andre får det at vide.")),
    ("team", Hinted("Teamet", "Skolen, rådgiveren og hjemmet.")),
    ("meeting", Hinted("Mødet", "Vi tager det med på næste møde.")),
]


class GalleryForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Hvad hedder skolen?", max_length=100)
    words = forms.CharField(
        label="Hvad siger barnet selv?",
        help_text="Skriv barnets egne ord, så tæt på som du kan.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    held_on = DateField(label="Hvornår talte I sammen?", help_text="Dagen for samtalen.")
    theme = forms.ChoiceField(
        label="Hvad handlede det om?",
        choices=[("", "Vælg"), ("reading", "Læsning"), ("friends", "Venner"), ("breaks", "Pauser")],
    )
    shared = forms.ChoiceField(label="Hvem må vide det?", choices=WHO, widget=forms.RadioSelect)
    tell = forms.MultipleChoiceField(
        label="Hvem fortæller du det til?",
        help_text="Vælg gerne flere.",
        choices=WHO,
        widget=forms.CheckboxSelectMultiple,
    )
    again = forms.BooleanField(
        label="Vi taler sammen igen", help_text="Du får en påmindelse.", required=False
    )
    file = forms.FileField(label="Bilag", required=False)
    code = forms.CharField(label="Adgangskode", widget=forms.PasswordInput, required=False)
    link = forms.CharField(widget=forms.HiddenInput, initial="x", required=False)


class FewNeeded(forms.Form):
    """Most may be left empty: the one that is needed is marked."""

    name = forms.CharField(label="Navn")
    phone = forms.CharField(label="Telefon", required=False)
    note = forms.CharField(label="Bemærkning", required=False)


class Search(forms.Form):
    q = forms.CharField(label="Søg efter navn", required=False)
    state = forms.ChoiceField(
        label="Vis", required=False, choices=[("", "Alle"), ("gap", "Uden skole lige nu")]
    )


@dataclass(frozen=True)
class Link:
    label: str
    url: str = ""
    current: bool = False
    count: int = 0
    state: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    label: str
    value: str = ""
    hidden: str = ""


CRUMBS = [Link("Mit overblik", "/"), Link("Børn, jeg følger", "#"), Link("Sofie")]
TAB_NAMES = ("Overblik", "Stemmen", "Kortlægning", "Mål", "Møder", "Fremmøde", "Overgange")
TABS = [
    Link(name, "#", name == "Stemmen", 2 if name == "Mål" else 0)
    for name in (*TAB_NAMES, "Kontakter", "Deling")
]
STEPS = [
    Link("Hvor skal barnet bo?", "#", state="done"),
    Link("Kan barnet blive i sin skole?", "#", state="current", note="Spørg barnet først"),
    Link("Transport", "#", state="error"),
    Link("Første skoledag"),
]
FACTS = [
    Row("Skole", "Højvangskolen, 3.b"),
    Row("Bor hos", "Karen og Lars Holm"),
    Row("Adresse", hidden="adressen er beskyttet"),
]
NAVIGATION = [
    Link("Mit overblik", "#", current=True),
    Link("Børn, jeg følger", "#"),
    Link("Møder", "#"),
    Link("Viden", "#"),
]


def examples(query: QueryDict) -> dict[str, Any]:
    accent = query.get("accent", "")
    pages = Paginator(range(1, 241), 20)
    return {
        "accents": ACCENTS,
        "accent": accent if accent in ACCENTS else ACCENTS[0],
        "form": GalleryForm(initial={"held_on": date(2026, 11, 21), "theme": "friends"}),
        "wrong": GalleryForm(
            {"wrong-name": "Højvangskolen", "wrong-held_on": "i går"}, prefix="wrong"
        ),
        "few": FewNeeded(prefix="few"),
        "other": FewNeeded(prefix="other"),
        "search": Search(query),
        "crumbs": CRUMBS,
        "tabs": TABS,
        "steps": STEPS,
        "facts": FACTS,
        "page": pages.get_page(query.get("side", "5")),
        "navigation": NAVIGATION,
        "opens": ["Anne Holm kan se Sofies skolegang fra i dag."],
        "closes": ["Mads Juul kan ikke længere se Sofies side."],
        "stays": ["Det, Mads har skrevet, bliver stående."],
    }
