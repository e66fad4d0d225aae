"""Words for the pages that change where the child lives and goes to school."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from skolespor.children.models import Child
from skolespor.children.presenters.frame import Link
from skolespor.children.presenters.overview import Fact
from skolespor.children.presenters.previews import of_change
from skolespor.children.queries.changes import Change
from skolespor.core.forms import day_words


def answers(form: forms.Form) -> list[Fact]:
    """What was typed, as it will be saved."""
    facts = [Fact(str(field.label), _answer(form, field)) for field in form.visible_fields()]
    return [fact for fact in facts if fact.value]


def _answer(form: forms.Form, bound: forms.BoundField) -> str:
    value = form.cleaned_data[bound.name]
    if isinstance(bound.field, forms.ChoiceField):
        return _chosen(bound) if value not in (None, "") else ""
    return day_words(value) if isinstance(value, date) else str(value or "")


def _chosen(bound: forms.BoundField) -> str:
    for _group, options, _index in bound.field.widget.optgroups(bound.name, [bound.value()]):
        for option in options:
            if str(option["value"]) == str(bound.value()):
                return str(option["label"])
    return ""


def move_words(child: Child) -> dict[str, Any]:
    return {
        "title": _("Nyt sted at bo"),
        "lead": _("Først skriver du stedet. Så ser du, hvem der får og mister adgang."),
        "submit": _("Se, hvad der sker"),
    }


def move_preview(child: Child, change: Change) -> dict[str, Any]:
    """With the question nobody must forget: does the child still go to the same school?"""
    schools = ", ".join(spell.school.name for spell in change.schools)
    asks = _("Når {name} er flyttet: Går {name} stadig på {school}? Skolen ændres ikke her.")
    only_words = _("Stedet er kun skrevet med ord. Ingen på stedet får adgang.")
    return {
        "title": _("Nyt sted at bo: Det sker der"),
        "preview": of_change(change),
        "note": "" if change.opens else only_words,
        "protected": _protected(child, change),
        "ask": asks.format(name=child.first_name, school=schools) if schools else "",
        "ask_link": Link(_("Ny skole"), reverse("children:enrol", args=[child.pk])),
        "submit": _("Gem flytningen"),
    }


def _protected(child: Child, change: Change) -> str:
    if not (child.is_protected and change.opens):
        return ""
    words = _(
        "Barnet er beskyttet. {house} ser ikke sted, skole og navne, før du har valgt dem "
        "under »Ret, hvem der må vide, hvor barnet er«."
    )
    return words.format(house=change.opens)


def end_words(child: Child) -> dict[str, Any]:
    return {
        "title": _("Flytter ud"),
        "lead": _("Flytter {name} direkte til et nyt sted, så brug »Nyt sted at bo«.").format(
            name=child.first_name
        ),
        "submit": _("Se, hvad der sker"),
    }


def end_preview(child: Child, change: Change) -> dict[str, Any]:
    return {
        "title": _("Flytter ud: Det sker der"),
        "preview": of_change(change),
        "note": _(
            "Stedets adgang slutter, når dagen er slut. Kan det ikke vente, så brug »Luk adgang nu«."
        ),
        "submit": _("Gem den sidste dag"),
    }


def enrol_words(child: Child) -> dict[str, Any]:
    return {
        "title": _("Ny skole"),
        "lead": _("Først skriver du skolen. Så ser du, hvem der får og mister adgang."),
        "submit": _("Se, hvad der sker"),
    }


def enrol_preview(child: Child, change: Change) -> dict[str, Any]:
    return {
        "title": _("Ny skole: Det sker der"),
        "preview": of_change(change),
        "protected": _protected(child, change),
        "submit": _("Gem skolen"),
    }


def leave_words(child: Child) -> dict[str, Any]:
    return {
        "title": _("Stopper på skolen"),
        "lead": _("Begynder {name} på en ny skole, så brug »Ny skole«.").format(
            name=child.first_name
        ),
        "submit": _("Se, hvad der sker"),
    }


def leave_preview(child: Child, change: Change) -> dict[str, Any]:
    return {
        "title": _("Stopper på skolen: Det sker der"),
        "preview": of_change(change),
        "note": _(
            "Skolens adgang slutter, når dagen er slut. Kan det ikke vente, så brug »Luk adgang nu«."
        ),
        "submit": _("Gem den sidste skoledag"),
    }


def correct_place_words(child: Child) -> dict[str, Any]:
    return {
        "title": _("Ret, hvor {name} bor").format(name=child.first_name),
        "lead": _(
            "Brug siden, når noget er skrevet forkert. Er {name} flyttet, så brug »Nyt sted at bo«. "
            "Er stedet forkert, mister det sin adgang med det samme. Det, der stod, bliver gemt."
        ).format(name=child.first_name),
        "submit": _("Gem rettelsen"),
    }


def correct_school_words(child: Child) -> dict[str, Any]:
    return {
        "title": _("Ret, hvor {name} går i skole").format(name=child.first_name),
        "lead": _(
            "Brug siden, når noget er skrevet forkert. Er der en ny skole, så brug »Ny skole«. "
            "Er skolen forkert, mister den sin adgang med det samme. Det, der stod, bliver gemt."
        ),
        "submit": _("Gem rettelsen"),
    }


def withdraw_preview(child: Child, change: Change) -> dict[str, Any]:
    return {
        "title": _("Træk tilbage"),
        "lead": _(
            "Brug siden, når {name} aldrig har været der. Det, der stod, bliver gemt som historik."
        ).format(name=child.first_name),
        "preview": of_change(change),
    }
