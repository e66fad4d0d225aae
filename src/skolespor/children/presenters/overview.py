"""The first page about a child: where it lives and learns, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skolespor.accounts.models import Organisation
from skolespor.accounts.permissions import Permission as P
from skolespor.children.models import Custody, Enrolment, Placement, PracticalNote
from skolespor.children.presenters.corrections import Corrected, corrected
from skolespor.children.presenters.frame import Link
from skolespor.children.presenters.missing import told
from skolespor.children.queries.lists import neutral_words
from skolespor.children.queries.page import Header, Overview
from skolespor.core.content import code_list, in_language, label
from skolespor.core.forms import day_words

CPR_MASK = "xxxxxx-xxxx"
PROTECTED = gettext_lazy("Barnet er beskyttet")


@dataclass(frozen=True)
class Fact:
    """One line of `c-facts`; with `hidden` there is never a value."""

    label: str
    value: str = ""
    hidden: str = ""


@dataclass(frozen=True)
class Card:
    """A place, a school, a custody or a text, with what one can do about it."""

    heading: str
    lines: Sequence[str]
    text: str = ""
    tel: str = ""
    links: Sequence[Link] = field(default_factory=list)


def overview(head: Header, seen: Overview) -> dict[str, Any]:
    """All parts of the page; a part that is not for the reader is empty, or a hidden fact."""
    today = timezone.localdate()
    homes = [(spell, _home(spell, head)) for spell in seen.placements]
    schools = [(spell, _school(spell, head)) for spell in seen.enrolments]
    return {
        "primary": _primary(head),
        "missing": [told(one, head.child.pk, head.may) for one in seen.missing],
        "hidden": _hidden(head),
        "who": _who(head),
        "homes": [card for spell, card in homes if not _is_over(spell, today)],
        "homes_before": [card for spell, card in homes if _is_over(spell, today)],
        "lives": head.lives or "",
        "schools": [card for spell, card in schools if not _is_over(spell, today)],
        "schools_before": [card for spell, card in schools if _is_over(spell, today)],
        "sees_schools": "school_and_class" in head.sight,
        "municipalities": _municipalities(head, seen.host),
        "sees_custody": "custody" in head.sight,
        "custodies": [_custody(custody, head) for custody in seen.custodies],
        "notes": [_note(name, note, head) for name, note in seen.notes.items()],
        "links": _links(head),
        "corrections": _corrections(head, seen),
    }


def _is_over(spell: Placement | Enrolment, today: date) -> bool:
    return spell.until is not None and spell.until < today


def _primary(head: Header) -> Link | None:
    """The one thing the reader's role most often comes to do."""
    if head.sight.is_masked:
        return None
    if P.CHILD_PLACE in head.may:
        return _link(_("Nyt sted at bo"), "move", head)
    if P.CHILD_ENROL in head.may:
        return _link(_("Ny skole"), "enrol", head)
    return None


def _link(words: str, page: str, head: Header, *rest: Any) -> Link:
    return Link(words, reverse(f"children:{page}", args=[head.child.pk, *rest]))


def _hidden(head: Header) -> list[Fact]:
    """What a protected child's page does not say, so that nobody takes it for missing."""
    if not head.sight.is_masked:
        return []
    labels = (_("Sted og adresse"), _("Skole og klasse"), _("Voksne om barnet"))
    return [Fact(words, hidden=str(PROTECTED)) for words in labels]


def _who(head: Header) -> list[Fact]:
    facts = []
    if "birth_date" in head.sight:
        born = day_words(head.birth_date) or str(head.child.birth_year)
        facts.append(Fact(_("Født"), born))
    if "cpr_number" in head.sight:
        facts.append(Fact(_("CPR-nummer"), CPR_MASK if head.child.cpr_index else _("Mangler")))
    return facts


def _period(since: date, until: date | None) -> str:
    if until is None:
        key = _("Fra {since}") if since > timezone.localdate() else _("Siden {since}")
        return key.format(since=day_words(since))
    return _("{since} til {until}").format(since=day_words(since), until=day_words(until))


def _place_name(spell: Placement) -> str:
    return spell.organisation.name if spell.organisation else spell.place_name


def _home(spell: Placement, head: Header) -> Card:
    house = spell.organisation
    address = spell.address or (house.address if house else "")
    words = neutral_words(spell)
    basis = label("legal_bases", spell.legal_basis)
    reason = [spell.type_label, _("Grundlag: {basis}").format(basis=basis) if basis else ""]
    lines = [
        _period(spell.since, spell.until),
        words[:1].upper() + words[1:],
        address,
        spell.municipality.name,
        *(reason if head.knows_reason else []),
    ]
    return Card(
        _place_name(spell), [line for line in lines if line], links=_home_links(spell, head)
    )


def _home_links(spell: Placement, head: Header) -> list[Link]:
    links = []
    if P.CHILD_PLACE in head.may and spell.until is None:
        links.append(_link(_("Flytter ud"), "end_placement", head, spell.pk))
    if P.CHILD_CORRECT in head.may:
        links.append(_link(_("Ret"), "correct_placement", head, spell.pk))
        links.append(_link(_("Træk tilbage"), "withdraw_placement", head, spell.pk))
    return links


def _school(spell: Enrolment, head: Header) -> Card:
    cause = label("school_change_causes", spell.end_cause) if P.CHILD_ENROL in head.may else ""
    lines = [spell.grade_label, _period(spell.since, spell.until), cause]
    links = _school_links(spell, head)
    return Card(spell.school.name, [line for line in lines if line], links=links)


def _school_links(spell: Enrolment, head: Header) -> list[Link]:
    links = []
    if P.CHILD_ENROL in head.may and spell.until is None:
        links.append(_link(_("Stopper på skolen"), "leave_school", head, spell.pk))
    if P.CHILD_CORRECT in head.may:
        links.append(_link(_("Ret"), "correct_enrolment", head, spell.pk))
        links.append(_link(_("Træk tilbage"), "withdraw_enrolment", head, spell.pk))
    return links


def _municipalities(head: Header, host: Organisation | None) -> list[Fact]:
    if "municipalities" not in head.sight:
        return []
    names = {
        row: in_language(item, "label") for row, item in code_list("municipality_roles").items()
    }
    hidden = str(PROTECTED) if head.sight.is_masked else ""
    home = head.child.home_municipality
    return [
        Fact(names["acting_municipality"], _coded(head.child.acting_municipality)),
        Fact(names["host_municipality"], "" if hidden else _coded(host), hidden),
        Fact(names["home_municipality"], _coded(home)),
    ]


def _coded(municipality: Organisation | None) -> str:
    return f"{municipality} ({municipality.code})" if municipality else _("Ikke kendt")


def _custody(custody: Custody, head: Header) -> Card:
    """The number is for staff: one parent's page never shows the other's."""
    shared = _("Fælles forældremyndighed") if custody.is_shared else _("Har den alene")
    lines = [
        _named(Custody.Relation, custody.relation),
        shared,
        _period(custody.since, custody.until),
        _("Kilde: {source}").format(source=_named(Custody.Source, custody.source)),
    ]
    ends = [_link(_("Er slut"), "end_custody", head, custody.pk)]
    return Card(
        custody.name,
        lines,
        tel="" if head.way.role.is_lay else custody.phone,
        links=ends if P.CUSTODY_RECORD in head.may else [],
    )


def _named(choices: Any, code: str) -> str:
    return str(dict(choices.choices).get(code, code))


def _note(name: str, note: PracticalNote | None, head: Header) -> Card:
    is_written = note is not None and note.text
    lines = [_written(note, head) if note and note.text else _("Der er ikke skrevet noget endnu.")]
    edits = [_link(_("Ret") if is_written else _("Skriv"), "note", head, name)]
    return Card(
        in_language(code_list("access_fields")[name], "label"),
        lines,
        text=note.text if note else "",
        links=edits if P.PRACTICAL_WRITE in head.may else [],
    )


def _written(note: PracticalNote, head: Header) -> str:
    if head.is_own or "team_contacts" not in head.sight:
        return _("Skrevet {date}").format(date=day_words(timezone.localdate(note.edited_at)))
    return _("Skrevet {date} af {who}").format(
        date=day_words(timezone.localdate(note.edited_at)), who=note.edited_by
    )


def _links(head: Header) -> list[Link]:
    """Further things to do, after the one that stands first."""
    if head.sight.is_masked:
        return []
    links = []
    if P.CHILD_PLACE in head.may and P.CHILD_ENROL in head.may:
        links.append(_link(_("Ny skole"), "enrol", head))
    if P.CUSTODY_RECORD in head.may:
        links.append(_link(_("Skriv, hvem der har forældremyndigheden"), "record_custody", head))
    if P.CHILD_PROTECT in head.may:
        links.extend(_protection(head))
    return links


def _protection(head: Header) -> list[Link]:
    if not head.child.is_protected:
        return [_link(_("Beskyt barnet"), "protect", head)]
    return [
        _link(_("Ret, hvem der må vide, hvor barnet er"), "protect", head),
        _link(_("Ophæv beskyttelsen"), "unprotect", head),
    ]


def _corrections(head: Header, seen: Overview) -> list[Corrected]:
    return [
        corrected(row, names=seen.names, knows_reason=head.knows_reason) for row in seen.corrections
    ]
