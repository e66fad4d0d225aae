"""*Mangler og fejl* in words: what, why it matters, and where it is put right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skolespor.accounts.permissions import Permission
from skolespor.children.presenters.frame import Link
from skolespor.children.presenters.missing import Told, told
from skolespor.workspace.queries.missing import DEADLINE, HARM, Lack, Line

HEAD = (
    gettext_lazy("Fornavn"),
    gettext_lazy("Efternavn"),
    gettext_lazy("Hvad mangler?"),
    gettext_lazy("Hvorfor betyder det noget?"),
)
KINDS: Mapping[str, Any] = {
    "gap_owner": gettext_lazy("Én, der finder en skole"),
    "gap_plan": gettext_lazy("Midlertidig plan"),
    "gap_status": gettext_lazy("Hvem der gør hvad"),
    "gap_reason": gettext_lazy("Grunden til skolepausen"),
    "no_school": gettext_lazy("Skole"),
    "no_case_worker": gettext_lazy("Rådgiver"),
    DEADLINE: gettext_lazy("Én, der har fristen"),
    "no_place": gettext_lazy("Sted at bo"),
    "no_contact_teacher": gettext_lazy("Kontaktlærer"),
    "no_custody": gettext_lazy("Forældremyndighed"),
    "no_grade": gettext_lazy("Klassetrin"),
    "no_birth_date": gettext_lazy("Fødselsdato"),
}


@dataclass(frozen=True)
class OfGap:
    text: Any
    why: Any
    page: str
    do: Any


GAPS: Mapping[str, OfGap] = {
    "gap_owner": OfGap(
        gettext_lazy("Ingen har ansvaret endnu"),
        gettext_lazy("Uden en ansvarlig finder ingen en skole."),
        "attendance:gap",
        gettext_lazy("Vælg, hvem der har ansvaret"),
    ),
    "gap_plan": OfGap(
        gettext_lazy("Der er ingen plan, til skolen er klar"),
        gettext_lazy("Barnet har ret til undervisning imens."),
        "attendance:gap",
        gettext_lazy("Skriv planen"),
    ),
    "gap_status": OfGap(
        gettext_lazy("Ingen har skrevet, hvem der gør hvad"),
        gettext_lazy("Så kan de andre ikke se, om det går fremad."),
        "attendance:gap_step",
        gettext_lazy("Skriv, hvem der gør hvad"),
    ),
    "gap_reason": OfGap(
        gettext_lazy("Ingen har skrevet, hvorfor barnet er uden skole"),
        gettext_lazy("Grunden siger, hvad der skal til."),
        "attendance:gap",
        gettext_lazy("Skriv grunden"),
    ),
}


@dataclass(frozen=True)
class Row:
    name: str
    url: str
    text: str
    why: str
    link: Link


def kinds(found: Iterable[Lack]) -> dict[str, str]:
    """The kinds that are there, in the order of harm, each with how many."""
    count = Counter(lack.kind for lack in found)
    return {kind: f"{KINDS[kind]} ({count[kind]})" for kind in HARM if count[kind]}


def rows(lines: Sequence[Line]) -> list[Row]:
    return [_row(line) for line in lines]


def cells(lines: Iterable[Line]) -> Iterator[tuple[object, ...]]:
    """The lines in a file, in the order of `HEAD`."""
    for line in lines:
        words = _told(line)
        yield line.child.first_name, line.child.last_name, words.text, words.why


def _row(line: Line) -> Row:
    opens = Permission.CHILD_VIEW in line.may
    words = _told(line)
    return Row(
        name=str(line.child),
        url=reverse("workspace:child", args=[line.child.pk]) if opens else "",
        text=words.text,
        why=words.why,
        link=words.link,
    )


def _told(line: Line) -> Told:
    if line.deadline:
        count = line.lack.count
        text = ngettext("{count} frist har ingen", "{count} frister har ingen", count)
        link = Link(_("Se den første"), reverse("deadlines:item", args=[line.deadline.pk]))
        return Told(text.format(count=count), _("Ingen får besked, når dagen kommer."), link)
    if gap := GAPS.get(line.lack.kind):
        page = reverse(gap.page, args=[line.child.pk])
        return Told(str(gap.text), str(gap.why), Link(str(gap.do), page))
    return told(line.missing, line.child.pk, line.may)
