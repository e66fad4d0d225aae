"""The agreement in words, on the page and on paper."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from skolespor.core.content import in_language, label, read_yaml
from skolespor.core.pdf import pdf
from skolespor.programme.models import Agreement, Approval, Course, Day
from skolespor.programme.presenters.course import head
from skolespor.programme.presenters.days import when_words
from skolespor.programme.queries import agreed
from skolespor.programme.queries.days import advisory
from skolespor.programme.rules.agreement import BLOCKS, REASON, TEXTS, broken
from skolespor.programme.states import AGREEMENT, RUNNING, Side

TEMPLATE = Path(__file__).parent.parent / "typst" / "agreement.typ"


def page(course: Course, *, side: Side | None) -> dict[str, Any]:
    """The agreement as it stands, what is missing, who has approved what."""
    versions = agreed.agreements_of(course)
    sections = agreed.whole(course)
    last = versions[0] if versions else None
    is_same = last is not None and last.sections == sections
    severities, texts = agreed.content_rules()
    lacking = broken(agreed.facts(course))
    force = agreed.in_force(course)
    unwritten = [title_of(name) for name in TEXTS if not sections.get(name)]
    return {
        **head(course),
        "sections": rows(sections),
        "seen": agreed.mark_of(sections),
        "unwritten": unwritten,
        "blocking": [texts[rule] for rule in lacking if severities[rule] == BLOCKS],
        "reasoned": [
            texts[rule]
            for rule in lacking
            if severities[rule] != BLOCKS and not sections.get(f"{REASON}{rule}")
        ],
        "approvals": [approval(one) for one in last.approvals.all()] if last and is_same else [],
        "has_older": [
            approval(one) for one in (last.approvals.all() if last and not is_same else [])
        ],
        "mine": bool(
            side
            and last
            and is_same
            and any(one.side == side.value for one in last.approvals.all())
        ),
        "versions": [version(one) for one in versions],
        "is_open": course.state == AGREEMENT,
        "may_change": course.state in RUNNING,
        "in_force": version(force) if force else None,
        "is_changed": force is not None and force.sections != sections,
        "changed": [row["title"] for row in beside(force.sections, sections) if row["is_changed"]]
        if force
        else [],
        "days": [
            {"on": when_words(one), "format": label("day_formats", one.format), "url": _day(one)}
            | {"where": one.place, "link": one.link}
            for one in advisory(course)
        ],
    }


def reasons(course: Course) -> dict[str, str]:
    """The rules that are not kept and may be, when somebody says why."""
    severities, texts = agreed.content_rules()
    lacking = broken(agreed.facts(course))
    return {rule: texts[rule] for rule in lacking if severities[rule] != BLOCKS}


def _day(one: Day) -> str:
    return reverse("programme:day", args=[one.course_id, one.pk])


def rows(sections: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"id": name, "title": title_of(name), "lines": text.splitlines()}
        for name, text in sections.items()
    ]


def title_of(name: str) -> str:
    if name.startswith(REASON):
        _severities, texts = agreed.content_rules()
        return _("Grunden til, at det her ikke er opfyldt: {rule}").format(
            rule=texts[name.removeprefix(REASON)]
        )
    found = read_yaml("advisory_course.yaml")["agreement"]["sections"]
    return next(in_language(one, "label") for one in found if one["id"] == name)


def approval(one: Approval) -> dict[str, str]:
    at = timezone.localtime(one.approved_at).strftime("%d-%m-%Y kl. %H.%M")
    party = _("Styrelsen") if one.side == Side.AGENCY else _("Kommunen")
    words = _("{party}: {name}, {title}, {at}").format(
        party=party, name=one.name, title=one.title, at=at
    )
    return {"party": party, "words": words}


def version(one: Agreement) -> dict[str, Any]:
    at = timezone.localtime(one.made_at).strftime("%d-%m-%Y kl. %H.%M")
    return {
        "number": one.number,
        "words": _("Udgave {number}, {at}").format(number=one.number, at=at),
        "approvals": [approval(it)["words"] for it in one.approvals.all()],
    }


def beside(older: Mapping[str, str], newer: Mapping[str, str]) -> list[dict[str, Any]]:
    """Two versions side by side, section by section, and which of them differ."""
    names = [*newer, *(name for name in older if name not in newer)]
    return [
        {
            "title": title_of(name),
            "older": older.get(name, ""),
            "newer": newer.get(name, ""),
            "is_changed": older.get(name, "") != newer.get(name, ""),
        }
        for name in names
    ]


def printed(course: Course, one: Agreement) -> bytes:
    """The agreement as a PDF that everybody can read."""
    facts = head(course)
    data = {
        "title": _("Aftale om samarbejde"),
        "municipality": facts["name"],
        "version": version(one)["words"],
        "sections": rows(one.sections),
        "signatures_title": _("Godkendt af"),
        "signatures": [approval(it)["words"] for it in one.approvals.all()],
        "unsigned": _("Ikke godkendt af begge parter endnu."),
        "is_signed": one.approvals.count() == len(Side),
    }
    return pdf(TEMPLATE, data)
